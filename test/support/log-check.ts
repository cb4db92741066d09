import { join } from 'node:path';
import { type EventLog, type RecordedEvent, START } from '#libs/event-sourcing';
import { openEmbeddedEventLog } from '#libs/event-log';

/** Everything in the log of a service that is not running. */
export async function eventsOf(dataDir: string): Promise<readonly RecordedEvent[]> {
  const log = await openEmbeddedEventLog({ directory: join(dataDir, 'events') });
  try {
    return await allEvents(log);
  } finally {
    await log.close();
  }
}

/** Everything in a log. */
export async function allEvents(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let page = await log.readAll(START); page.length > 0; page = await log.readAll(events.at(-1)?.position ?? START)) {
    events.push(...page);
  }
  return events;
}

/** What is wrong with a log: gaps in a stream, positions that do not grow, events or commands that stand there twice. */
export function faultsOf(events: readonly RecordedEvent[]): readonly string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  const revisions = new Map<string, number>();
  const commands = new Map<string, number>();
  let position = START;
  for (const event of events) {
    const expected = (revisions.get(event.stream) ?? -1) + 1;
    if (event.revision !== expected) faults.push(`${event.stream} has revision ${event.revision} after ${expected - 1}`);
    if (event.position <= position) faults.push(`position ${event.position} after ${position}`);
    if (ids.has(event.id)) faults.push(`event ${event.id} twice`);
    const { commandId } = event.metadata;
    if (commandId !== undefined) {
      const key = `${event.stream} ${commandId}`;
      const last = commands.get(key);
      if (last !== undefined && last !== event.revision - 1) faults.push(`command ${commandId} carried out twice`);
      commands.set(key, event.revision);
    }
    revisions.set(event.stream, event.revision);
    ids.add(event.id);
    position = event.position;
  }
  return faults;
}
