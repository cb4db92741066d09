import { type EventLog, type RecordedEvent } from '#libs/event-sourcing';

/** Every event of a stream, from the first one to the end. */
export async function* eventsOf(log: EventLog, stream: string): AsyncGenerator<RecordedEvent> {
  for (let from = 0; ; ) {
    const page = await log.readStream(stream, from);
    if (page.length === 0) return;
    yield* page;
    from += page.length;
  }
}
