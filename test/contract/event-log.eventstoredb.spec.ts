import { openEventStoreDbLog } from '#libs/event-log';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import { eventLogContract, type EventLogUnderTest } from './event-log.contract.js';

for (const version of ['22.10.5.0', '24.2.0.0']) {
  eventLogContract(`EventStoreDB, protocol server as ${version}`, async () => {
    const server = await ProtocolServer.start({ version });
    return logAt(server.url, () => server.stop());
  });
}

const url = process.env['EVENTSTORE_URL'];
if (url) eventLogContract('EventStoreDB, the server of EVENTSTORE_URL', () => logAt(url));
else {
  console.warn('\nDID NOT RUN: the EventLog contract against a real EventStoreDB. EVENTSTORE_URL is not set.\n');
}

async function logAt(at: string, afterwards?: () => Promise<void>): Promise<EventLogUnderTest> {
  let log = await openEventStoreDbLog(at);
  return {
    log,
    async reopen() {
      await log.close();
      log = await openEventStoreDbLog(at);
      return log;
    },
    async close() {
      await log.close();
      await afterwards?.();
    },
  };
}
