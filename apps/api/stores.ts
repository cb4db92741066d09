import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EventLog, type ReadStore, type SnapshotStore, type Vault } from '#libs/event-sourcing';
import { lockDirectory, openEmbeddedEventLog, openEmbeddedSnapshotStore } from '#libs/event-log';
import { MemoryReadStore } from '#libs/read-store';
import { loadSecret, openEmbeddedVault } from '#libs/vault';
import { type Dependency, type Probe } from './readiness.js';
import { type Settings } from './settings.js';

/** Everything that outlives a request, and the secret that it is kept under. */
export interface Stores {
  readonly log: EventLog;
  readonly snapshots: SnapshotStore;
  readonly readStore: ReadStore;
  readonly vault: Vault;
  readonly secret: string;
  readonly probes: readonly Probe[];
  /** Closes all of it, and lets go of the folder. */
  close(): Promise<void>;
}

/**
 * The embedded default: everything in `DATA_DIR`, no server. One process at a time.
 * @throws RosterError where the folder cannot be used or another process uses it
 */
export async function openEmbeddedStores(settings: Settings): Promise<Stores> {
  const { dataDirectory, production } = settings;
  const lock = await lockDirectory(dataDirectory);
  try {
    const secret = await loadSecret({ dataDirectory, fromEnvironment: settings.secret, production });
    const log = await openEmbeddedEventLog({ directory: folder(dataDirectory, 'events') });
    const snapshots = await openEmbeddedSnapshotStore({ directory: folder(dataDirectory, 'snapshots') });
    const vault = await openEmbeddedVault({ directory: folder(dataDirectory, 'vault') });
    const readStore = new MemoryReadStore();
    const eventLog = (): Promise<Dependency> => {
      const { writable, detail } = log.status();
      const status = writable ? 'up' : 'down';
      return Promise.resolve({ name: 'event-log', status, ...(detail === undefined ? {} : { detail }) });
    };
    return {
      log,
      snapshots,
      readStore,
      vault,
      secret,
      probes: [eventLog],
      close: async () => {
        await log.close();
        await vault.close();
        await snapshots.close();
        await readStore.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function folder(dataDirectory: string, name: string): string {
  const path = join(dataDirectory, name);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}
