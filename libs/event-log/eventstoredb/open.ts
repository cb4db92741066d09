import { type EventLog } from '#libs/event-sourcing';
import { type EventStoreDbLogOptions } from './options.js';

export { EventStoreUrlUnusable } from './errors.js';
export { type EventStoreDbLogOptions } from './options.js';

/**
 * A log on EventStoreDB 22.10 to 24.10, one node or a cluster. Connects when it is first used: a server that is down
 * shows itself there.
 *
 * @param url connection string of EventStoreDB, `esdb://` or `esdb+discover://`, with TLS and credentials
 * @throws EventStoreUrlUnusable
 */
export async function openEventStoreDbLog(url: string, options: EventStoreDbLogOptions = {}): Promise<EventLog> {
  // Loaded where it is used: the client takes a quarter of a second, which the embedded log should not wait for.
  const { EventStoreDbLog } = await import('./event-store-db-log.js');
  return new EventStoreDbLog(url, options);
}
