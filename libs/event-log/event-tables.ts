import { asBinary, type Database, type RootDatabase } from 'lmdb';
import {
  type AppendResult,
  NO_STREAM,
  type Position,
  type RecordedEvent,
  RevisionConflict,
  START,
  type StoredEvent,
} from '#libs/event-sourcing';
import { EVENT_ENCODING } from './event-encoding.js';
import { StreamIndex } from './stream-index.js';

const FIRST: Position = 1;
const RECOVERY_BATCH = 1000;

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
}

/** As lmdb's types have it, but false where nothing was put. */
interface Puttable {
  putSync(key: Position, value: object, options: { readonly append: true }): boolean;
}

/** The log in LMDB: `events`, position → event, without a gap; and the index of streams that follows from it. */
export class EventTables {
  private readonly events: Database<EventRecord, Position>;
  private readonly index: StreamIndex;
  private readonly encoder: Encoder;
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
    const { result, indexed } = await this.environment.childTransaction(() => {
      if (this.lastOnDisk() !== this.durable) throw new Error('Another process has written to the event log.');
      const changed = change();
      if (!this.index.due) return { result: changed, indexed: false };
      this.index.write(this.last);
      return { result: changed, indexed: true };
    });
    if (indexed) this.index.forget();
    this.durable = this.last;
    this.environment.resetReadTxn();
    return result;
  }

  /**
   * Inside a transaction: checks an append and writes it.
   * @throws RevisionConflict before anything is written
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
      const position = Math.max(this.last + 1, FIRST);
      this.put(position, event);
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

  close(): Promise<void> {
    return this.environment.close();
  }

  private put(position: Position, event: Uint8Array): void {
    // At the end and nowhere else: pages fill up, and a position can never be written twice.
    const events = this.events as unknown as Puttable;
    if (!events.putSync(position, asBinary(event), { append: true })) {
      throw new Error('The event log holds an event beyond its head.');
    }
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
