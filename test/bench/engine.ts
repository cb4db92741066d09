import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRunner, type CommandRunnerParts, systemClock, type Vault } from '#libs/event-sourcing';
import { type EmbeddedEventLog, openEmbeddedEventLog, openEmbeddedSnapshotStore } from '#libs/event-log';
import { openEmbeddedVault, PersonalKeys } from '#libs/vault';

/** The embedded stores and a runner on them, in a folder of their own. */
export interface Engine {
  readonly directory: string;
  readonly log: EmbeddedEventLog;
  readonly vault: Vault;
  readonly parts: CommandRunnerParts;
  readonly runner: CommandRunner;
  close(): Promise<void>;
}

export async function openEngine(): Promise<Engine> {
  const directory = mkdtempSync(join(tmpdir(), 'roster-bench-'));
  const log = await openEmbeddedEventLog({ directory: join(directory, 'events') });
  const snapshots = await openEmbeddedSnapshotStore({ directory: join(directory, 'snapshots') });
  const vault = await openEmbeddedVault({ directory: join(directory, 'vault') });
  const personal = new PersonalKeys(vault, 'a secret that only benchmarks use, long enough');
  const parts: CommandRunnerParts = { log, snapshots, personal, clock: systemClock() };
  return {
    directory,
    log,
    vault,
    parts,
    runner: new CommandRunner(parts),
    close: async () => {
      await log.close();
      await snapshots.close();
      await vault.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
