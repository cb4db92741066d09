import type { ReadableOptions, TransformOptions } from 'node:stream';
import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  START as LOG_START,
  streamNameFilter,
} from '@eventstore/db-client';
import { Backoff, type Position, type RecordedEvent, START, type SubscribeOptions } from '#libs/event-sourcing';
import { positionOf, recordedEvent } from './event-json.js';
import { type LogReader } from './log-reader.js';
import { toLogPosition } from './position.js';
import { recordOf } from './reads.js';

type State = Parameters<NonNullable<SubscribeOptions['onState']>>[0];

export interface SubscriptionTimes {
  /** No pause before it tries again is longer. */
  readonly longestPauseMs: number;
  /** So often it looks whether a subscription that gives nothing has nothing to give. */
  readonly watchMs: number;
}

interface Following extends SubscribeOptions {
  readonly maxBatch: number;
}

/** Streams of the server's own begin with `$`. The filter is the server's: `readAll` has none. */
const NOT_OF_THE_SYSTEM = '^[^$]';
/** A head looked up so long ago says nothing of the present. */
const HEAD_AGE_MS = 1000;

/**
 * Subscribes, and subscribes again for ever, each time after the last event that was taken. An end that was not asked
 * for is a drop, with an error or without one.
 */
export async function* followAll(
  client: EventStoreDBClient,
  reader: LogReader,
  options: Following,
  times: SubscriptionTimes,
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  const { signal, onState } = options;
  const backoff = new Backoff(times.longestPauseMs);
  let position = options.after;
  let state: State | undefined;
  const report = (now: State): void => {
    if (state !== now) onState?.(now);
    state = now;
  };
  const stopped = (): boolean => signal.aborted;
  while (!stopped()) {
    const began = Date.now();
    const connection = new Connection(client, reader, { ...options, after: position, onState: report }, times.watchMs);
    try {
      for (;;) {
        const batch = await connection.next();
        if (!batch) break;
        yield batch;
        position = connection.position;
        backoff.reset();
      }
    } finally {
      connection.close();
    }
    if (stopped()) return;
    report('dropped');
    if (Date.now() - began > times.longestPauseMs) backoff.reset();
    await backoff.pause(signal);
  }
}

/** One subscription of the client, from its beginning to its end. */
class Connection {
  /** Of the last record that was given out or left out. */
  position: Position;
  private readonly subscription: AllStreamSubscription;
  private confirmed = false;
  private over = false;
  private live = false;
  /** Nothing came for a while though there should be something. */
  private suspected = false;
  private head: { readonly position: Position; readonly at: number } | undefined;
  private wake: () => void = () => undefined;
  private readonly poke = (): void => this.wake();

  constructor(
    client: EventStoreDBClient,
    private readonly reader: LogReader,
    private readonly options: Following,
    private readonly watchMs: number,
  ) {
    const { after, signal, maxBatch, onState } = options;
    this.position = after;
    const end = (): void => {
      this.over = true;
      this.wake();
    };
    // Reads no further ahead than a batch. Asks for no checkpoints: they run ahead of what was taken.
    const buffers: TransformOptions = { readableHighWaterMark: maxBatch, writableHighWaterMark: 1 };
    const filter = streamNameFilter({ regex: NOT_OF_THE_SYSTEM });
    const fromPosition = after === START ? LOG_START : toLogPosition(after);
    this.subscription = client.subscribeToAll({ fromPosition, filter }, buffers as ReadableOptions);
    this.subscription.on('confirmation', () => {
      this.confirmed = true;
      onState?.('catching_up');
      this.wake();
    });
    this.subscription.on('readable', this.poke);
    this.subscription.on('end', end);
    this.subscription.on('close', end);
    // Listens for good: an error may come after the end, and unheard it would end the process.
    this.subscription.on('error', end);
    signal.addEventListener('abort', this.poke);
  }

  /** Up to a batch of what is there; waits for it. Undefined: the subscription is over, or should be. */
  async next(): Promise<readonly RecordedEvent[] | undefined> {
    for (;;) {
      const changed = new Promise<void>((resolve) => (this.wake = resolve));
      if (this.options.signal.aborted) return undefined;
      const batch = this.take();
      if (batch.length > 0) {
        if (batch.length >= this.options.maxBatch) this.fallBehind();
        return batch;
      }
      if (this.over || !(await this.lookHowFar()) || !(await this.somethingNew(changed))) return undefined;
    }
  }

  close(): void {
    this.options.signal.removeEventListener('abort', this.poke);
    void this.subscription.unsubscribe().catch(() => undefined);
    this.subscription.destroy();
  }

  private take(): readonly RecordedEvent[] {
    const batch: RecordedEvent[] = [];
    while (batch.length < this.options.maxBatch) {
      const resolved = this.subscription.read() as AllStreamResolvedEvent | null;
      if (!resolved) break;
      this.suspected = false;
      const record = recordOf(resolved);
      const position = record ? positionOf(record) : this.position;
      if (!record || position <= this.position) continue;
      this.position = position;
      const event = recordedEvent(record);
      if (event) batch.push(event);
    }
    return batch;
  }

  /** A full batch has mostly more behind it: whether there is nothing more is to be seen again. */
  private fallBehind(): void {
    if (this.live) this.options.onState?.('catching_up');
    this.live = false;
    this.head = undefined;
  }

  /**
   * Sees whether everything there is has been given out. Servers before 23.10 do not say so themselves.
   * @returns false: the log does not answer
   */
  private async lookHowFar(): Promise<boolean> {
    if (this.live || !this.confirmed) return true;
    const { head, position } = this;
    if (!head || (position >= head.position && Date.now() - head.at >= HEAD_AGE_MS)) {
      const found = await this.reader.head().catch(() => undefined);
      if (found === undefined) return false;
      this.head = { position: found, at: Date.now() };
    }
    if (this.head && this.position >= this.head.position) {
      this.live = true;
      this.options.onState?.('live');
    }
    return true;
  }

  /** @returns false: nothing came for too long, and the log does not answer or has more than it gives here */
  private async somethingNew(changed: Promise<void>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const quiet = new Promise<true>((resolve) => (timer = setTimeout(() => resolve(true), this.watchMs)));
    const nothing = await Promise.race([changed, quiet]);
    clearTimeout(timer);
    if (!nothing) return true;
    const head = await this.reader.head().catch(() => undefined);
    const suspicious = !this.confirmed || (head ?? 0) > this.position;
    if (head === undefined || (suspicious && this.suspected)) return false;
    this.suspected = suspicious;
    return true;
  }
}
