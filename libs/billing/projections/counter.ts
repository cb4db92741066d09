import { type Position } from '#libs/event-sourcing';

/** What a counter showed after the event at a position. */
export interface Count {
  readonly position: Position;
  readonly value: number;
}

/**
 * A counter among the documents of a projection, which others copy numbers from. A crash may leave it written and them
 * not; when their events come again it stands further on already. So it remembers what it showed after each of its
 * newest events: as many as one batch of a subscription has, which is as far as it can be ahead.
 */
export interface Counter {
  readonly value: number;
  /** In chunks, so that counting on copies little. */
  readonly recent: readonly Chunk[];
}

/** A document of its own: not every store of documents takes lists in lists. */
interface Chunk {
  readonly counts: readonly Count[];
}

export const ZERO: Counter = { value: 0, recent: [] };

/** A subscription's batches have at most so many events (`SubscribeOptions.maxBatch`). */
const LARGEST_BATCH = 1000;
const CHUNK = 32;
const CHUNKS = Math.ceil(LARGEST_BATCH / CHUNK) + 1;

export function countedOn({ value: before, recent }: Counter, position: Position, by: number): Counter {
  const value = before + by;
  const count = { position, value };
  const newest = recent.at(-1)?.counts;
  if (newest && newest.length < CHUNK) return { value, recent: [...recent.slice(0, -1), { counts: [...newest, count] }] };
  return { value, recent: [...recent.slice(-(CHUNKS - 1)), { counts: [count] }] };
}

/** What the counter showed after the event at this position. @throws Error where it does not remember */
export function valueAfter({ recent }: Counter, position: Position): number {
  for (const { counts } of recent.toReversed()) {
    const count = counts.findLast((one) => one.position === position);
    if (count) return count.value;
  }
  throw new Error(`What was counted at position ${position} is not remembered.`);
}

/** The newest count up to a position; undefined where there is none, or none is remembered. */
export function newestUpTo({ recent }: Counter, position: Position): Count | undefined {
  return recent.flatMap(({ counts }) => counts).findLast((count) => count.position <= position);
}
