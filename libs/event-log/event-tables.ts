import { asBinary, type Database, type PutOptions, type RootDatabase } from 'lmdb';
import {
  type AppendResult,
  NO_STREAM,
  type Position,
  type RecordedEvent,
  RevisionConflict,
  START,
  type StoredEvent,
} from '#libs/event-sourcing';
import { detached, EVENT_ENCODING } from './event-encoding.js';
import { RecentEvents } from './recent-events.js';
import { StreamIndex } from './stream-index.js';

const FIRST: Position = 1;
const RECOVERY_BATCH = 1000;
/** The newest events that are kept in memory for those who follow the log, in bytes as they stand on disk. */
const RECENT_BYTES = 2 * 1024 * 1024;

/** An append ready to be written: its events in the form they have on disk. */
export interface EncodedAppend {
  readonly stream: string;
  readonly expected: number;
  readonly ids: readonly string[];
  readonly events: readonly Uint8Array[];
}

/** What stands under a position. The position is the key and is not repeated. */
type EventRecord = Omit<RecordedEvent, 'position'>;

/** What lmdb's types leave out. */
interface Encoder {
  encode(value: unknown): Uint8Array;
  decode(bytes: Uint8Array): unknown;
}

/** What lmdb's types leave out: options, and the answer false where nothing was put. */
interface Puttable {
  put(key: Position, value: EventRecord, options: PutOptions): Promise<boolean>;
  putSync(key: Position, value: EventRecord, options: PutOptions): boolean;
}

const APPENDED: PutOptions = { append: true };

/** Somebody has written who does not hold the directory. */
class WrittenByAnother extends Error {
  constructor() {
    super('Another process has written to the event log.');
  }
}

/** The log in LMDB: `events`, position → event, without a gap; and the index of streams that follows from it. */
export class EventTables {
  private readonly events: Database<EventRecord, Position>;
  private readonly index: StreamIndex;
  private readonly encoder: Encoder;
  private readonly recent: RecentEvents;
  /** What the transaction under way has written. */
  private written: Uint8Array[] = [];
  /** Last position that is on the disk for sure. */
  private durable: Position;
  /** Last position written; beyond `durable` while a transaction is under way. */
  private last: Position;

  /** @param indexAfter so many events are indexed in memory before they are written together */
  constructor(
    private readonly environment: RootDatabase<unknown, string>,
    indexAfter: number,
  ) {
    this.events = environment.openDB({ name: 'events', ...EVENT_ENCODING });
    this.encoder = (this.events as unknown as { readonly encoder: Encoder }).encoder;
    this.index = new StreamIndex(environment, indexAfter);
    const decode = (bytes: Uint8Array, position: Position): RecordedEvent =>
      detached(recorded(this.encoder.decode(bytes) as EventRecord, position));
    this.recent = new RecentEvents(decode, RECENT_BYTES);
    this.durable = this.last = this.lastOnDisk();
    this.indexTheRest();
  }

  /** Position of the last event that is on the disk. */
  get head(): Position {
    return this.durable;
  }

  /** Inside a transaction: whether it wrote anything. */
  get changed(): boolean {
    return this.last > this.durable;
  }

  /** Position of the last event that LMDB shows now. */
  lastOnDisk(): Position {
    this.environment.resetReadTxn();
    for (const position of this.events.getKeys({ reverse: true, limit: 1 })) {
      if (typeof position === 'number') return position;
    }
    return START;
  }

  /**
   * The events as they stand on disk when the append is written. Done before the transaction: an event of a new shape
   * makes LMDB write that shape, which must not be undone together with an append that is refused.
   */
  encode(stream: string, expected: number, events: readonly StoredEvent[]): EncodedAppend {
    return {
      stream,
      expected,
      ids: events.map(({ id }) => id),
      events: events.map(({ id, type, data, personal, metadata }, offset) => {
        const revision = expected + 1 + offset;
        const record: EventRecord = { id, type, stream, revision, data, ...(personal && { personal }), metadata };
        return this.encoder.encode(record);
      }),
    };
  }

  /**
   * All that `change` appends in one transaction, or nothing where it throws. Resolves once that is on the disk. One
   * transaction at a time. After one that failed, only reads are allowed.
   */
  async transaction<T>(change: () => T): Promise<T> {
    // Once everything of this moment has been done: what it appends shares the transaction.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    this.environment.resetReadTxn();
    if (this.events.doesExist(this.next)) throw new WrittenByAnother();
    this.written = [];
    const result = change();
    if (this.written.length === 0) return result;
    const { due } = this.index;
    await (due ? this.writeWithIndex() : this.write());
    if (due) this.index.forget();
    this.recent.add(this.next, this.written);
    this.durable = this.last;
    this.environment.resetReadTxn();
    return result;
  }

  /**
   * Inside a transaction: checks an append and takes it in.
   * @throws RevisionConflict before anything is taken in
   */
  append({ stream, expected, ids, events }: EncodedAppend): AppendResult {
    const known = this.index.headOf(stream);
    const actual = known?.revision ?? NO_STREAM;
    const earlier = known ? ids.map((id) => this.index.revisionOf(stream, known.number, id)) : [];
    const revision = expected + ids.length;
    if (known && earlier.every((its, offset) => its === expected + 1 + offset)) {
      return { revision, positions: this.index.positionsOf(stream, known.number, expected + 1, ids.length) };
    }
    if (actual !== expected || earlier.some((its) => its !== undefined)) {
      throw new RevisionConflict(stream, expected, actual);
    }
    const positions = events.map((event, offset) => {
      const position = this.next + this.written.length;
      this.written.push(event);
      this.last = position;
      this.index.add({ stream, revision: expected + 1 + offset, position, id: ids[offset] as string });
      return position;
    });
    return { revision, positions };
  }

  readStream(stream: string, from: number, limit: number): readonly RecordedEvent[] {
    const known = this.index.headOf(stream);
    const first = Math.max(from, 0);
    const count = Math.min(limit, (known?.revision ?? NO_STREAM) - first + 1);
    if (!known || count <= 0) return [];
    const found: RecordedEvent[] = [];
    for (const position of this.index.positionsOf(stream, known.number, first, count)) {
      // The index knows the events of a transaction that is not on the disk yet.
      if (position > this.durable) break;
      found.push(this.at(position));
    }
    return found;
  }

  readAll(after: Position, limit: number): readonly RecordedEvent[] {
    const found: RecordedEvent[] = [];
    const start = Math.max(after + 1, FIRST);
    for (const { key, value } of this.events.getRange({ start, end: this.durable + 1, limit })) {
      found.push(recorded(value, key));
    }
    return found;
  }

  /** The same, shared by all who follow the log, and who keep some of it. */
  follow(after: Position, limit: number): readonly RecordedEvent[] {
    return this.recent.after(after, limit) ?? this.readAll(after, limit).map(detached);
  }

  close(): Promise<void> {
    return this.environment.close();
  }

  /** Where the transaction's first event stands. */
  private get next(): Position {
    return Math.max(this.durable + 1, FIRST);
  }

  /**
   * Without a callback inside the transaction: LMDB's own thread writes by itself, and does not wait until ours has
   * time for it. At the end and nowhere else: pages fill up, and a position can never be written twice.
   */
  private async write(): Promise<void> {
    const { next } = this;
    const events = this.events as unknown as Puttable;
    const put: Promise<boolean>[] = [];
    const all = this.events.ifNoExists(next, () => {
      for (const [offset, event] of this.written.entries()) {
        put.push(events.put(next + offset, binary(event), APPENDED));
      }
    });
    if ((await Promise.all([all, ...put])).includes(false)) throw new WrittenByAnother();
  }

  private async writeWithIndex(): Promise<void> {
    const { next } = this;
    const events = this.events as unknown as Puttable;
    await this.environment.childTransaction(() => {
      for (const [offset, event] of this.written.entries()) {
        if (!events.putSync(next + offset, binary(event), APPENDED)) throw new WrittenByAnother();
      }
      this.index.write(this.last);
    });
  }

  private at(position: Position): RecordedEvent {
    const event = this.events.get(position);
    if (!event) throw new Error('The event log lacks an event that its index names.');
    return recorded(event, position);
  }

  /** Takes into memory what the index on disk does not hold yet. */
  private indexTheRest(): void {
    let position = this.index.indexed;
    while (position < this.durable) {
      const events = this.readAll(position, RECOVERY_BATCH);
      for (const event of events) this.index.add(event);
      position = events.at(-1)?.position ?? this.durable;
    }
  }
}

function recorded(record: EventRecord, position: Position): RecordedEvent {
  return Object.assign(record, { position });
}

/** What is encoded already. lmdb's types know only what is not. */
function binary(event: Uint8Array): EventRecord {
  return asBinary(event) as unknown as EventRecord;
}
