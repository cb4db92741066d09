import { type Database, type RootDatabase } from 'lmdb';
import { type Position, START } from '#libs/event-sourcing';

export interface StreamHead {
  /** Position of the stream's first event: a short name for the stream in the index. */
  readonly number: number;
  /** Of the stream's last event. */
  readonly revision: number;
}

/** What the index needs to know of an event. */
export interface Indexed {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly id: string;
}

/** The newest events of a stream, which are in memory only. */
interface Tail {
  readonly number: number;
  /** Revision of the first of `positions`. */
  readonly from: number;
  readonly positions: Position[];
  readonly revisions: Map<string, number>;
}

/**
 * Where the events of each stream stand, and which ids they have.
 *
 * It follows from the events alone, so it need not be as quick to the disk as they are. The newest are kept in memory
 * and written many at a time: an index has a page for each stream, and to write one for every event would take the
 * disk several times longer than the events themselves. `indexed` says up to which position it is written; opening the
 * log reads what comes after.
 *
 * - `streams`: stream name → number and last revision
 * - `index`: stream number and revision → position; stream number and event id → revision
 */
export class StreamIndex {
  private readonly streams: Database<[number: number, revision: number], string>;
  private readonly index: Database<Uint8Array, Uint8Array>;
  private readonly recent = new Map<string, Tail>();
  private inMemory = 0;

  /** @param after so many events are indexed in memory before they are written together */
  constructor(
    private readonly environment: RootDatabase<unknown, string>,
    private readonly after: number,
  ) {
    this.streams = environment.openDB({ name: 'streams', encoding: 'msgpack' });
    this.index = environment.openDB({ name: 'index', keyEncoding: 'binary', encoding: 'binary' });
  }

  /** Position of the last event that is in the written index. */
  get indexed(): Position {
    return (this.environment.get('indexed') as Position | undefined) ?? START;
  }

  /** Time to write. */
  get due(): boolean {
    return this.inMemory >= this.after;
  }

  headOf(stream: string): StreamHead | undefined {
    const tail = this.recent.get(stream);
    if (tail) return { number: tail.number, revision: tail.from + tail.positions.length - 1 };
    const written = this.streams.get(stream);
    return written && { number: written[0], revision: written[1] };
  }

  revisionOf(stream: string, number: number, id: string): number | undefined {
    const recent = this.recent.get(stream)?.revisions.get(id.toLowerCase());
    if (recent !== undefined) return recent;
    const written = this.index.getBinary(idKey(number, id));
    return written && numberOf(written);
  }

  /** Positions of the events from a revision on, which is included. There must be as many. */
  positionsOf(stream: string, number: number, revision: number, count: number): readonly Position[] {
    const tail = this.recent.get(stream);
    const written = Math.min(Math.max((tail?.from ?? Infinity) - revision, 0), count);
    const found: Position[] = [];
    if (written > 0) {
      for (const { value } of this.index.getRange({ start: revisionKey(number, revision), limit: written })) {
        found.push(numberOf(value));
      }
    }
    if (!tail || written === count) return found;
    const start = revision + written - tail.from;
    return found.concat(tail.positions.slice(start, start + count - written));
  }

  add({ stream, revision, position, id }: Indexed): void {
    const tail = this.recent.get(stream) ?? this.tailFrom(stream, revision, position);
    tail.positions.push(position);
    tail.revisions.set(id.toLowerCase(), revision);
    this.inMemory++;
  }

  /** Inside a transaction: writes all that is in memory. It stays there until `forget`. */
  write(head: Position): void {
    for (const [stream, { number, from, positions, revisions }] of this.recent) {
      for (const [offset, position] of positions.entries()) {
        this.index.putSync(revisionKey(number, from + offset), bytesOf(position));
      }
      for (const [id, revision] of revisions) this.index.putSync(idKey(number, id), bytesOf(revision));
      this.streams.putSync(stream, [number, from + positions.length - 1]);
    }
    this.environment.putSync('indexed', head);
  }

  /** When what was written is on the disk. */
  forget(): void {
    this.recent.clear();
    this.inMemory = 0;
  }

  private tailFrom(stream: string, revision: number, position: Position): Tail {
    const number = this.headOf(stream)?.number ?? position;
    const tail = { number, from: revision, positions: [], revisions: new Map<string, number>() };
    this.recent.set(stream, tail);
    return tail;
  }
}

// Keys of the index: stream number (6 bytes), kind (1 byte), then revision (6 bytes) or event id (16 bytes).
const NUMBER_BYTES = 6;
const UUID_BYTES = 16;
const REVISIONS = 0;
const IDS = 1;

function revisionKey(number: number, revision: number): Buffer {
  const key = Buffer.allocUnsafe(2 * NUMBER_BYTES + 1);
  key.writeUIntBE(number, 0, NUMBER_BYTES);
  key[NUMBER_BYTES] = REVISIONS;
  key.writeUIntBE(revision, NUMBER_BYTES + 1, NUMBER_BYTES);
  return key;
}

function idKey(number: number, id: string): Buffer {
  const key = Buffer.allocUnsafe(NUMBER_BYTES + 1 + UUID_BYTES);
  key.writeUIntBE(number, 0, NUMBER_BYTES);
  key[NUMBER_BYTES] = IDS;
  key.write(id.replaceAll('-', ''), NUMBER_BYTES + 1, 'hex');
  return key;
}

function bytesOf(number: number): Buffer {
  const bytes = Buffer.allocUnsafe(NUMBER_BYTES);
  bytes.writeUIntBE(number, 0, NUMBER_BYTES);
  return bytes;
}

function numberOf(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUIntBE(0, NUMBER_BYTES);
}
