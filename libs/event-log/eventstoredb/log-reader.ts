import { BACKWARDS, END, type EventStoreDBClient, START as LOG_START } from '@eventstore/db-client';
import { LogUnavailable, type Position, type RecordedEvent, START } from '#libs/event-sourcing';
import { positionOf, type ReadRecord, recordedEvent } from './event-json.js';
import { type LogPosition, toLogPosition } from './position.js';
import { collect } from './reads.js';

const FIRST_LOOK_BACK = 16;
const LONGEST_LOOK_BACK = 4096;

/** Reads the log page by page, and leaves out what Roster did not write. Always from the leader: nothing is stale. */
export class LogReader {
  /** How far the tail has been looked through for the last event, so that nobody looks through it again. */
  private tail: { readonly end: Position; readonly head: Position } = { end: START, head: START };

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly limitMs: number,
  ) {}

  /** @throws LogUnavailable among it, when something that Roster did not write stands in one of its streams */
  async stream(stream: string, from: number, limit: number): Promise<readonly RecordedEvent[]> {
    const fromRevision = BigInt(Math.max(from, 0));
    const records = await collect(
      () => this.client.readStream(stream, { fromRevision, maxCount: limit, requiresLeader: true }),
      this.limitMs,
    );
    return reading(() => records.map((record) => recordedEvent(record) ?? foreign()));
  }

  /** Reads on through what is left out, until there are so many events or no more. */
  async all(after: Position, limit: number): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    let last = after;
    for (;;) {
      // One more: the record at the position itself comes first.
      const maxCount = limit - found.length + 1;
      const fromPosition = last === START ? LOG_START : toLogPosition(last);
      const records = await this.page({ fromPosition, maxCount });
      for (const record of records) {
        const position = reading(() => positionOf(record));
        if (position <= last) continue;
        last = position;
        const event = recordedEvent(record);
        if (event) found.push(event);
      }
      if (found.length >= limit || records.length < maxCount) return found.slice(0, limit);
    }
  }

  /** Position of the last event: of what comes after it, Roster wrote nothing. */
  async head(): Promise<Position> {
    const { end, head } = this.tail;
    let fromPosition: LogPosition | typeof END = END;
    let newest: Position | undefined;
    for (let maxCount = FIRST_LOOK_BACK; ; maxCount = Math.min(maxCount * 4, LONGEST_LOOK_BACK)) {
      const records = await this.page({ fromPosition, maxCount, direction: BACKWARDS });
      let oldest: Position | undefined;
      for (const record of records) {
        oldest = reading(() => positionOf(record));
        newest ??= oldest;
        if (recordedEvent(record)) return this.found(newest, oldest);
        if (oldest <= end) return this.found(newest, head);
      }
      if (oldest === undefined || records.length < maxCount) return this.found(newest ?? START, START);
      fromPosition = toLogPosition(oldest);
    }
  }

  private found(end: Position, head: Position): Position {
    if (end > this.tail.end) this.tail = { end, head };
    return head;
  }

  private page(options: {
    readonly fromPosition: LogPosition | typeof END | typeof LOG_START;
    readonly maxCount: number;
    readonly direction?: typeof BACKWARDS;
  }): Promise<readonly ReadRecord[]> {
    return collect(() => this.client.readAll({ ...options, requiresLeader: true }), this.limitMs);
  }
}

function foreign(): never {
  throw new Error('Something that Roster did not write stands in one of its streams.');
}

function reading<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new LogUnavailable('The event log cannot be read.', error);
  }
}
