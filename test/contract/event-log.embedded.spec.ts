import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventLog } from '#libs/event-log';
import { eventLogContract, type EventLogUnderTest } from './event-log.contract.js';

eventLogContract('embedded', () => openInTemporaryFolder());
eventLogContract('embedded, its index written after every third event', () => openInTemporaryFolder({ indexAfter: 3 }));

async function openInTemporaryFolder(options: { readonly indexAfter?: number } = {}): Promise<EventLogUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'roster-log-'));
  let log = await openEmbeddedEventLog({ directory, ...options });
  return {
    log,
    async reopen() {
      await log.close();
      log = await openEmbeddedEventLog({ directory, ...options });
      return log;
    },
    async close() {
      await log.close();
      await rm(directory, { recursive: true });
    },
  };
}
