import { type Clock, type EventLog, type Position, type RecordedEvent } from '#libs/event-sourcing';

/** What lags further behind is said to lag by so many events. */
export const MOST_COUNTED = 10_000;

/**
 * Up to `MOST_COUNTED` events after each position. Those that are asked for from further back serve the others too.
 * @throws LogUnavailable
 */
export async function eventsAhead(
  log: EventLog,
  positions: readonly Position[],
): Promise<ReadonlyMap<Position, readonly RecordedEvent[]>> {
  const found = new Map<Position, readonly RecordedEvent[]>();
  let before: readonly RecordedEvent[] | undefined;
  for (const position of [...new Set(positions)].sort((a, b) => a - b)) {
    const all = before !== undefined && before.length < MOST_COUNTED ? before : undefined;
    const events = all?.filter((event) => event.position > position);
    before = events ?? (await log.readAll(position, MOST_COUNTED));
    found.set(position, before);
  }
  return found;
}

/** How long ago an event happened, in seconds; 0 for none. */
export function ageOf(event: RecordedEvent | undefined, clock: Clock): number {
  if (!event) return 0;
  return Math.max(0, Date.parse(clock.now()) - Date.parse(event.metadata.at)) / 1000;
}
