import type { EventStoreDBClient } from '@eventstore/db-client';
import {
  AppendOutcomeUnknown,
  type AppendResult,
  type EventLog,
  type ExpectedRevision,
  LogUnavailable,
  type Position,
  type RecordedEvent,
  type StoredEvent,
  type SubscribeOptions,
} from '#libs/event-sourcing';
import { checkEvents, checkLimit, checkRevision, checkStreamName } from '../append-checks.js';
import { type Append } from './append-messages.js';
import { Appender } from './appender.js';
import { connect, openAppendCall } from './connection.js';
import { LogReader } from './log-reader.js';
import { type EventStoreDbLogOptions } from './options.js';
import { followAll, type SubscriptionTimes } from './subscription.js';

const READ_LIMIT = 1000;
const MAX_READ_BATCH = 10_000;
const CLOSED = 'The event log is closed. Nothing was changed.';

/** The event log on EventStoreDB. Any number of processes write. */
export class EventStoreDbLog implements EventLog {
  private readonly client: EventStoreDBClient;
  private readonly appender: Appender;
  private readonly reader: LogReader;
  private readonly times: SubscriptionTimes;
  private readonly stop = new AbortController();
  private readonly underWay = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  /** @throws EventStoreUrlUnusable */
  constructor(
    url: string,
    { appendLimitMs = 4000, readLimitMs = 5000, longestPauseMs = 10_000, watchMs = 5000 }: EventStoreDbLogOptions,
  ) {
    this.client = connect(url);
    this.appender = new Appender((deadline) => openAppendCall(this.client, deadline), appendLimitMs);
    this.reader = new LogReader(this.client, readLimitMs);
    this.times = { longestPauseMs, watchMs };
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    checkStreamName(stream);
    checkRevision(expected);
    checkEvents(events);
    if (this.closing) throw new LogUnavailable(CLOSED);
    const appending = this.carryOut({ stream, expected, events });
    this.underWay.add(appending);
    try {
      return await appending;
    } finally {
      this.underWay.delete(appending);
    }
  }

  async readStream(stream: string, from: number, limit = READ_LIMIT): Promise<readonly RecordedEvent[]> {
    checkStreamName(stream);
    checkLimit(limit);
    return this.reading(() => this.reader.stream(stream, from, Math.min(limit, MAX_READ_BATCH)));
  }

  async readAll(after: Position, limit = READ_LIMIT): Promise<readonly RecordedEvent[]> {
    checkLimit(limit);
    return this.reading(() => this.reader.all(after, Math.min(limit, MAX_READ_BATCH)));
  }

  subscribe({
    signal,
    maxBatch = READ_LIMIT,
    ...options
  }: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    const either = AbortSignal.any([signal, this.stop.signal]);
    return followAll(this.client, this.reader, { ...options, maxBatch, signal: either }, this.times);
  }

  async head(): Promise<Position> {
    return this.reading(() => this.reader.head());
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.underWay);
    this.appender.close();
    await this.client.dispose();
  }

  private async carryOut(append: Append): Promise<AppendResult> {
    const { revision, position } = await this.appender.append(append);
    if (append.events.length === 1 && position !== undefined) return { revision, positions: [position] };
    return { revision, positions: await this.positionsOf(append, revision) };
  }

  /**
   * The server gives one position for a whole append; those of its events stand in the stream.
   * @throws AppendOutcomeUnknown they could not be read; the same append again finds them
   */
  private async positionsOf({ stream, events }: Append, revision: number): Promise<readonly Position[]> {
    const first = revision - events.length + 1;
    const written = await this.reader.stream(stream, first, events.length).catch((error: unknown) => {
      throw new AppendOutcomeUnknown(error);
    });
    if (!written.every(({ id }, index) => isSame(id, events[index]?.id)) || written.length < events.length) {
      throw new AppendOutcomeUnknown(new Error('The stream does not show the append yet.'));
    }
    return written.map(({ position }) => position);
  }

  private async reading<Value>(read: () => Promise<Value>): Promise<Value> {
    if (this.closing) throw new LogUnavailable(CLOSED);
    const value = await read();
    // A read that closing cut off looks like one that came to its end.
    if (this.stop.signal.aborted) throw new LogUnavailable(CLOSED);
    return value;
  }
}

function isSame(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
