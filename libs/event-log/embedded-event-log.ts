import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type AppendResult,
  type EventLog,
  type ExpectedRevision,
  LogUnavailable,
  type Position,
  type RecordedEvent,
  type StoredEvent,
  type SubscribeOptions,
} from '#libs/event-sourcing';
import { checkEvents, checkLimit, checkRevision, checkStreamName } from './append-checks.js';
import { AppendQueue } from './append-queue.js';
import { DataDirectoryUnusable } from './errors.js';
import { type EncodedAppend, EventTables } from './event-tables.js';
import { isOutOfRoom, openEnvironment, reasonOf } from './lmdb-environment.js';

export interface EmbeddedEventLogOptions {
  /** Where the log's files are; made where it is missing. Lock it first: `lockDirectory`. */
  readonly directory: string;
  /** At most so many events in one read, whatever its caller asks for; 10,000 unless told. */
  readonly maxReadBatch?: number;
  /** So many events are indexed in memory before their index is written at once; 1,024 unless told. */
  readonly indexAfter?: number;
}

export interface EventLogStatus {
  readonly writable: boolean;
  /** Why it is not, in words for an operator. */
  readonly detail?: string;
}

const LAYOUT = 1;
const READ_LIMIT = 1000;
const MAX_READ_BATCH = 10_000;
const INDEX_AFTER = 1024;
const CLOSED = 'The event log is closed. Nothing was changed.';

/**
 * Opens the log that is in a directory, or makes one.
 * @throws DataDirectoryUnusable
 */
export async function openEmbeddedEventLog({
  directory,
  maxReadBatch = MAX_READ_BATCH,
  indexAfter = INDEX_AFTER,
}: EmbeddedEventLogOptions): Promise<EmbeddedEventLog> {
  // Not overlapping: a transaction resolves after fdatasync. Named databases beside the root hold everything.
  const environment = await openEnvironment<unknown, string>(directory, { overlappingSync: false });
  try {
    const layout = environment.get('layout') as number | undefined;
    if (layout !== undefined && layout !== LAYOUT) {
      throw new DataDirectoryUnusable(directory, `its event log has layout ${layout}, not ${LAYOUT}`);
    }
    if (layout === undefined) environment.putSync('layout', LAYOUT);
    return new EmbeddedEventLog(directory, new EventTables(environment, indexAfter), maxReadBatch);
  } catch (error) {
    await environment.close();
    throw error instanceof DataDirectoryUnusable ? error : new DataDirectoryUnusable(directory, reasonOf(error), error);
  }
}

/** The event log on a local disk, in LMDB. One process writes. */
export class EmbeddedEventLog implements EventLog {
  private readonly queue: AppendQueue;
  private readonly subscribers = new Set<() => void>();
  private closing: Promise<void> | undefined;

  constructor(
    directory: string,
    private readonly tables: EventTables,
    private readonly maxReadBatch: number,
  ) {
    this.queue = new AppendQueue(
      tables,
      () => this.wakeSubscribers(),
      (cause) => isOutOfRoom(cause, directory),
    );
  }

  /** False for good after a write failed, as on a full disk: the log can still be read. For readiness. */
  get writable(): boolean {
    return this.status().writable;
  }

  status(): EventLogStatus {
    if (this.closing) return { writable: false, detail: CLOSED };
    const detail = this.queue.failure;
    return detail === undefined ? { writable: true } : { writable: false, detail };
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    checkStreamName(stream);
    checkRevision(expected);
    checkEvents(events);
    if (this.closing) throw new LogUnavailable(CLOSED);
    const ids = events.map(({ id }) => id);
    if (this.queue.failure !== undefined) throw this.queue.refusal(ids);
    let encoded: EncodedAppend;
    try {
      encoded = this.tables.encode(stream, expected, events);
    } catch (error) {
      // An event of a new shape makes LMDB write that shape, and the disk did not take it.
      await this.queue.writeFailed(error);
      throw this.queue.refusal(ids);
    }
    return this.queue.add(encoded);
  }

  async readStream(stream: string, from: number, limit = READ_LIMIT): Promise<readonly RecordedEvent[]> {
    checkStreamName(stream);
    return this.page((most) => this.tables.readStream(stream, from, most), limit);
  }

  async readAll(after: Position, limit = READ_LIMIT): Promise<readonly RecordedEvent[]> {
    return this.page((most) => this.tables.readAll(after, most), limit);
  }

  async *subscribe({
    after,
    signal,
    maxBatch = READ_LIMIT,
    onState,
  }: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    let position = after;
    let live: boolean | undefined;
    let wake = (): void => undefined;
    const poke = (): void => wake();
    const over = (): boolean => signal.aborted || this.closing !== undefined;
    const report = (now: boolean): void => {
      if (live !== now) onState?.(now ? 'live' : 'catching_up');
      live = now;
    };
    this.subscribers.add(poke);
    signal.addEventListener('abort', poke);
    try {
      while (!over()) {
        const batch = await this.page((most) => this.tables.follow(position, most), maxBatch);
        if (over()) return;
        const last = batch.at(-1);
        if (last) {
          if (live === undefined || batch.length >= maxBatch) report(false);
          yield batch;
          position = last.position;
          continue;
        }
        report(true);
        await new Promise<void>((resolve) => {
          wake = resolve;
          // What came between reading and waiting has poked already.
          if (over() || this.tables.head > position) resolve();
        });
      }
    } finally {
      signal.removeEventListener('abort', poke);
      this.subscribers.delete(poke);
    }
  }

  head(): Promise<Position> {
    return Promise.resolve().then(() => this.reading(() => this.tables.head));
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await this.queue.idle();
    this.wakeSubscribers();
    await this.tables.close();
  }

  private wakeSubscribers(): void {
    for (const poke of this.subscribers) poke();
  }

  private async page(
    read: (limit: number) => readonly RecordedEvent[],
    limit: number,
  ): Promise<readonly RecordedEvent[]> {
    checkLimit(limit);
    const most = Math.min(limit, this.maxReadBatch);
    const events = this.reading(() => read(most));
    // A full page is mostly one of many, and a promise alone gives nobody else a turn: let the rest of the process in.
    if (events.length >= most) await nextTurn();
    return events;
  }

  private reading<T>(read: () => T): T {
    if (this.closing) throw new LogUnavailable(CLOSED);
    try {
      return read();
    } catch (error) {
      throw new LogUnavailable('The event log cannot be read.', error);
    }
  }
}
