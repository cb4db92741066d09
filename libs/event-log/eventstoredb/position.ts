import { type Position } from '#libs/event-sourcing';

/** A place in EventStoreDB's log, in bytes from its beginning. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The port's position of an event: its commit position. Every event that comes by gRPC has one of its own, equal to its
 * prepare position. As a number it is exact below 2^53: a log of nine petabytes.
 *
 * @param commit a bigint by its type; numbers and digits at run time too
 * @throws RangeError a server before 22.6 does not say where an event of a stream stands
 */
export function toPosition(commit: bigint | number | string): Position {
  const position = BigInt(commit);
  if (position < 0n || position > LARGEST) throw new RangeError(`There is no position ${position.toString()}.`);
  return Number(position);
}

export function toLogPosition(position: Position): LogPosition {
  const bytes = BigInt(position);
  return { commit: bytes, prepare: bytes };
}
