import { type RecordedEvent } from './event.js';
import { type EventLog } from './ports/event-log.js';

/** Every event of a stream, from the first one to the end, a page of them in memory at a time. */
export async function* eventsOf(log: EventLog, stream: string): AsyncGenerator<RecordedEvent> {
  for (let from = 0; ; ) {
    const page = await log.readStream(stream, from);
    if (page.length === 0) return;
    yield* page;
    from += page.length;
  }
}
