import {
  AppendOutcomeUnknown,
  type AppendResult,
  AppendTooLarge,
  type EventLog,
  type ExpectedRevision,
  LogUnavailable,
  NO_STREAM,
  type Position,
  type RecordedEvent,
  RevisionConflict,
  START,
  type StoredEvent,
  type SubscribeOptions,
} from '#libs/event-sourcing';
import { Gate } from './gate.js';

const READ_LIMIT = 1000;
const MAX_APPEND_BYTES = 1024 * 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface MemoryEventLogOptions {
  /** Bytes that one append takes; 1 MiB unless told. */
  readonly maxAppendBytes?: number;
  /** At most so many events in one read, whatever is asked for. */
  readonly maxPage?: number;
}

/** What befalls one append. */
type Mishap =
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unknown'; readonly written: boolean }
  | { readonly kind: 'overtaken'; readonly by: () => Promise<unknown> };

interface Subscriber {
  wake: () => void;
  broken: { readonly error: Error | undefined } | undefined;
}

/**
 * The port's contract in memory, to the letter, and told to misbehave within it. Positions grow with gaps; events come
 * back as JSON would bring them, frozen.
 */
export class MemoryEventLog implements EventLog {
  /** Every append that was asked for, in order, whatever became of it. */
  readonly asked: { readonly stream: string; readonly expected: number; readonly ids: readonly string[] }[] = [];
  /** Every read of a stream that was asked for. */
  readonly reads: { readonly stream: string; readonly from: number }[] = [];
  /** Where each subscription began. */
  readonly subscribedAfter: Position[] = [];
  readonly appends = new Gate();
  readonly streamReads = new Gate();

  private readonly all: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly mishaps: Mishap[] = [];
  private readonly subscribers = new Set<Subscriber>();
  private readonly maxAppendBytes: number;
  private readonly maxPage: number;
  private failingReads = 0;
  private closed = false;

  constructor({ maxAppendBytes = MAX_APPEND_BYTES, maxPage = Infinity }: MemoryEventLogOptions = {}) {
    this.maxAppendBytes = maxAppendBytes;
    this.maxPage = maxPage;
  }

  /** The next appends, so many, fail and write nothing. */
  failAppends(times = 1): void {
    for (let i = 0; i < times; i++) this.mishaps.push({ kind: 'unavailable' });
  }

  /** The next append is not confirmed. @param written whether it was written all the same */
  leaveUnknown(written: boolean, times = 1): void {
    for (let i = 0; i < times; i++) this.mishaps.push({ kind: 'unknown', written });
  }

  /** Another writer comes first, once the next append is under way. */
  overtake(by: () => Promise<unknown>): void {
    this.mishaps.push({ kind: 'overtaken', by });
  }

  /** Whatever was to befall the next appends does not. */
  calm(): void {
    this.mishaps.length = 0;
  }

  /** The next reads, so many, fail. */
  failReads(times = 1): void {
    this.failingReads = times;
  }

  /** All subscriptions end by themselves, or with an error: what an adapter should never do. */
  breakSubscriptions(error?: Error): void {
    for (const subscriber of this.subscribers) {
      subscriber.broken = { error };
      subscriber.wake();
    }
  }

  /** Subscriptions that have not ended. */
  get subscriptions(): number {
    return this.subscribers.size;
  }

  /** What stands in a stream, for assertions. */
  contents(stream: string): readonly RecordedEvent[] {
    return this.streams.get(stream) ?? [];
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    this.asked.push({ stream, expected, ids: events.map(({ id }) => id) });
    check(events);
    await this.appends.pass();
    const mishap = this.mishaps.shift();
    if (mishap?.kind === 'unavailable' || this.closed) throw new LogUnavailable();
    if (mishap?.kind === 'unknown' && !mishap.written) throw new AppendOutcomeUnknown();
    if (mishap?.kind === 'overtaken') await mishap.by();
    const result = this.write(stream, expected, events);
    if (mishap?.kind === 'unknown') throw new AppendOutcomeUnknown();
    return result;
  }

  async readStream(stream: string, from: number, limit = READ_LIMIT): Promise<readonly RecordedEvent[]> {
    this.reads.push({ stream, from });
    const first = Math.max(from, 0);
    const page = this.contents(stream).slice(first, first + Math.min(limit, this.maxPage));
    await this.streamReads.pass();
    this.checkReadable();
    return page;
  }

  async readAll(after: Position, limit = READ_LIMIT): Promise<readonly RecordedEvent[]> {
    await Promise.resolve();
    this.checkReadable();
    const first = this.all.findIndex(({ position }) => position > after);
    return first < 0 ? [] : this.all.slice(first, first + Math.min(limit, this.maxPage));
  }

  async *subscribe({
    after,
    signal,
    maxBatch = READ_LIMIT,
    onState,
  }: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    const subscriber: Subscriber = { wake: () => undefined, broken: undefined };
    const wake = (): void => subscriber.wake();
    signal.addEventListener('abort', wake);
    this.subscribers.add(subscriber);
    this.subscribedAfter.push(after);
    let position = after;
    onState?.('catching_up');
    try {
      while (!signal.aborted && !this.closed) {
        const changed = new Promise<void>((resolve) => (subscriber.wake = resolve));
        if (subscriber.broken) {
          onState?.('dropped');
          if (subscriber.broken.error) throw subscriber.broken.error;
          return;
        }
        const batch = await this.readAll(position, maxBatch);
        const last = batch.at(-1);
        if (last) {
          yield batch;
          position = last.position;
        } else {
          onState?.('live');
          await changed;
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
      this.subscribers.delete(subscriber);
    }
  }

  head(): Promise<Position> {
    return Promise.resolve(this.all.at(-1)?.position ?? START);
  }

  close(): Promise<void> {
    this.closed = true;
    this.wakeSubscribers();
    return Promise.resolve();
  }

  private write(stream: string, expected: number, events: readonly StoredEvent[]): AppendResult {
    if (bytesOf(events) > this.maxAppendBytes) throw new AppendTooLarge();
    const present = this.contents(stream);
    const there = present.slice(expected + 1, expected + 1 + events.length);
    if (there.length === events.length && there.every(({ id }, index) => id === events[index]?.id)) {
      return { revision: expected + events.length, positions: there.map(({ position }) => position) };
    }
    const actual = present.length + NO_STREAM;
    const known = new Set(present.map(({ id }) => id));
    if (actual !== expected || events.some(({ id }) => known.has(id))) {
      throw new RevisionConflict(stream, expected, actual);
    }
    const recorded = events.map((event, index) => this.record(stream, expected + 1 + index, event));
    this.streams.set(stream, [...present, ...recorded]);
    this.wakeSubscribers();
    return { revision: expected + events.length, positions: recorded.map(({ position }) => position) };
  }

  private record(stream: string, revision: number, event: StoredEvent): RecordedEvent {
    const count = this.all.length;
    const position = (this.all.at(-1)?.position ?? START) + 1 + ((count * 7) % 5);
    const plain = JSON.parse(JSON.stringify(event)) as StoredEvent;
    const recorded = frozen({ ...plain, stream, revision, position });
    this.all.push(recorded);
    return recorded;
  }

  private wakeSubscribers(): void {
    for (const subscriber of this.subscribers) subscriber.wake();
  }

  private checkReadable(): void {
    if (this.closed) throw new LogUnavailable();
    if (this.failingReads === 0) return;
    this.failingReads--;
    throw new LogUnavailable();
  }
}

function check(events: readonly StoredEvent[]): void {
  if (events.length === 0) throw new TypeError('An append holds at least one event.');
  if (events.some(({ id }) => !UUID.test(id))) throw new TypeError('The id of an event is a UUID.');
  if (new Set(events.map(({ id }) => id)).size < events.length) throw new TypeError('An id stands twice in an append.');
}

function bytesOf(events: readonly StoredEvent[]): number {
  return events.reduce((bytes, { data, personal, metadata }) => {
    return bytes + Buffer.byteLength(JSON.stringify({ data, personal, metadata }));
  }, 0);
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
