import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EventLog, type Leases, type ReadStore, type SnapshotStore, type Vault } from '#libs/event-sourcing';
import { lockDirectory, openEmbeddedEventLog, openEmbeddedSnapshotStore, openEventStoreDbLog } from '#libs/event-log';
import { MemoryReadStore } from '#libs/read-store';
import { loadSecret, openEmbeddedVault, ProcessLeases } from '#libs/vault';
import { EVENT_LOG_PROBE, probe, type Probe } from './probes.js';
import { type Settings, usesFolder, usesServers } from './settings.js';

/** Everything that outlives a request, and the secret that it is kept under. */
export interface Stores extends Kept {
  readonly log: EventLog;
  readonly secret: string;
  readonly probes: readonly Probe[];
  /** Closes all of it, and lets go of the folder. */
  close(): Promise<void>;
}

/** What is kept beside the log. */
interface Kept {
  readonly snapshots: SnapshotStore;
  readonly readStore: ReadStore;
  readonly vault: Vault;
  readonly leases: Leases;
}

/** What was opened so far: what to close, last opened first, and what to ask whether it works. */
interface Opened {
  readonly closers: (() => Promise<void>)[];
  readonly probes: Probe[];
}

/**
 * Opens what the settings name: the log on EventStoreDB, the rest in MongoDB, and what has no server in `DATA_DIR`, which
 * then belongs to this process alone. A server that is down does not keep it from opening.
 * @throws RosterError where a connection string is no such thing, the folder cannot be used or another process uses it
 */
export async function openStores(settings: Settings): Promise<Stores> {
  const { dataDirectory, production } = settings;
  const opened: Opened = { closers: [], probes: [] };
  const close = async () => {
    for (const closer of opened.closers.splice(0).reverse()) await closer();
  };
  try {
    if (usesFolder(settings)) {
      const lock = await lockDirectory(dataDirectory);
      opened.closers.push(() => lock.release());
    }
    const fromEnvironment = settings.secret;
    const secret = await loadSecret({ dataDirectory, fromEnvironment, production: production || usesServers(settings) });
    const log = await openLog(settings, opened);
    const kept = settings.mongoUrl === undefined ? await openEmbedded(dataDirectory, opened) : await openMongoDb(settings.mongoUrl, opened);
    // The log goes first, so that appends under way find everything else open.
    opened.closers.push(() => log.close());
    return { log, ...kept, secret, probes: opened.probes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openLog({ eventStoreUrl, dataDirectory }: Settings, { probes }: Opened): Promise<EventLog> {
  if (eventStoreUrl !== undefined) {
    const log = await openEventStoreDbLog(eventStoreUrl);
    probes.push(probe(EVENT_LOG_PROBE, () => log.head()));
    return log;
  }
  const log = await openEmbeddedEventLog({ directory: folder(dataDirectory, 'events') });
  probes.push(() => {
    const { writable, detail } = log.status();
    const status = writable ? 'up' : 'down';
    return Promise.resolve({ name: EVENT_LOG_PROBE, status, ...(detail === undefined ? {} : { detail }) });
  });
  return log;
}

async function openEmbedded(dataDirectory: string, { closers }: Opened): Promise<Kept> {
  const snapshots = await openEmbeddedSnapshotStore({ directory: folder(dataDirectory, 'snapshots') });
  closers.push(() => snapshots.close());
  const vault = await openEmbeddedVault({ directory: folder(dataDirectory, 'vault') });
  closers.push(() => vault.close());
  const readStore = new MemoryReadStore();
  closers.push(() => readStore.close());
  return { snapshots, vault, readStore, leases: new ProcessLeases() };
}

/** The driver takes long to load, which the embedded mode should not wait for. */
async function openMongoDb(url: string, { closers, probes }: Opened): Promise<Kept> {
  const [{ openMongo, MongoReadStore }, { MongoLeases, MongoVault }, { MongoSnapshotStore }] = await Promise.all([
    import('#libs/read-store/mongodb'),
    import('#libs/vault/mongodb'),
    import('#libs/event-log/mongodb'),
  ]);
  const mongo = openMongo(url);
  const kept = {
    snapshots: new MongoSnapshotStore(mongo),
    vault: new MongoVault(mongo),
    readStore: new MongoReadStore(mongo),
    leases: new MongoLeases(mongo),
  };
  closers.push(() => mongo.close(), ...Object.values(kept).map((store) => () => store.close()));
  probes.push(
    probe('mongodb', async () => {
      if (!(await mongo.answers())) throw new Error('MongoDB does not answer.');
    }),
  );
  return kept;
}

function folder(dataDirectory: string, name: string): string {
  const path = join(dataDirectory, name);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}
