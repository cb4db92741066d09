import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedSnapshotStore } from '#libs/event-log';
import { snapshotStoreContract, type SnapshotStoreUnderTest } from './snapshot-store.contract.js';

snapshotStoreContract('embedded', openInTemporaryFolder);

async function openInTemporaryFolder(): Promise<SnapshotStoreUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'roster-snapshots-'));
  let store = await openEmbeddedSnapshotStore({ directory });
  return {
    store,
    async reopen() {
      await store.close();
      store = await openEmbeddedSnapshotStore({ directory });
      return store;
    },
    async close() {
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
}
