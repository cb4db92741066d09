/** An event as the protocol server keeps it. */
export interface StoredRecord {
  readonly stream: string;
  readonly revision: number;
  /** Commit and prepare position: the same number for whatever comes by gRPC. */
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Ticks of 100 ns since 1970. */
  readonly created: string;
}

export type ProposedRecord = Pick<StoredRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type Expected = number | 'any' | 'no_stream' | 'stream_exists';

export type Verdict =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number }
  | { readonly kind: 'conflict'; readonly actual: number }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'too_large' };

export const MAX_APPEND_BYTES = 1024 * 1024;
const NOTHING = -1;
/** A record of the server's own stands before the first, and after every third append. */
const SYSTEM_EVERY = 3;
const RECORD_OVERHEAD = 87;

/** Streams in memory, with the decisions of an EventStoreDB server: expected revisions, idempotency, deletion. */
export class StreamStore {
  private readonly log: StoredRecord[] = [];
  private readonly streams = new Map<string, StoredRecord[]>();
  private readonly firstVisible = new Map<string, number>();
  private readonly tombstones = new Set<string>();
  private readonly watchers = new Set<() => void>();
  private end = 0;
  private appends = 0;

  constructor() {
    this.writeSystemRecord();
  }

  append(stream: string, expected: Expected, records: readonly ProposedRecord[]): Verdict {
    if (this.tombstones.has(stream)) return { kind: 'deleted' };
    if (records.reduce((bytes, record) => bytes + sizeOf(record), 0) > MAX_APPEND_BYTES) return { kind: 'too_large' };
    const present = this.streams.get(stream) ?? [];
    const actual = present.length + NOTHING;
    const wanted = expected === 'no_stream' ? NOTHING : typeof expected === 'number' ? expected : actual;
    if (expected === 'stream_exists' && actual === NOTHING) return { kind: 'conflict', actual };
    if (wanted > actual) return { kind: 'conflict', actual };
    if (wanted < actual) {
      const there = present.slice(wanted + 1, wanted + 1 + records.length);
      const first = there[0];
      const same = there.length === records.length && there.every(({ id }, index) => id === records[index]?.id);
      if (!same || !first) return { kind: 'conflict', actual };
      // Not that of the last event, as for a fresh append: nobody should rely on which one it is.
      return { kind: 'written', revision: wanted + records.length, position: first.position };
    }
    let position = 0;
    for (const record of records) position = this.write(stream, record);
    if (++this.appends % SYSTEM_EVERY === 0) this.writeSystemRecord();
    for (const notice of this.watchers) notice();
    return { kind: 'written', revision: actual + records.length, position };
  }

  /** @returns undefined where there is no such stream @throws StreamIsDeleted */
  read(stream: string): readonly StoredRecord[] | undefined {
    if (this.tombstones.has(stream)) throw new StreamIsDeleted(stream);
    const visible = this.streams.get(stream)?.slice(this.firstVisible.get(stream) ?? 0);
    return visible && visible.length > 0 ? visible : undefined;
  }

  /** Records from a position on, which is included. */
  from(position: number, count: number): readonly StoredRecord[] {
    const first = this.indexOf(position);
    return this.log.slice(first, first + count);
  }

  /** Records before a position, which is not included, the newest first. */
  before(position: number, count: number): readonly StoredRecord[] {
    const end = this.indexOf(position);
    return this.log.slice(Math.max(0, end - count), end).reverse();
  }

  /** As an operator does it: what is there is no longer given out, and new events are counted on. */
  softDelete(stream: string): void {
    this.firstVisible.set(stream, this.streams.get(stream)?.length ?? 0);
  }

  /** For good. */
  tombstone(stream: string): void {
    this.tombstones.add(stream);
  }

  /** Told after every append. @returns ends it */
  watch(notice: () => void): () => void {
    this.watchers.add(notice);
    return () => this.watchers.delete(notice);
  }

  /** Index of the first record at this position or after it. */
  private indexOf(position: number): number {
    let low = 0;
    let high = this.log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.log[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private writeSystemRecord(): void {
    this.write('$stats-127.0.0.1:2113', {
      id: '00000000-0000-4000-8000-000000000000',
      type: '$statsCollected',
      contentType: 'application/json',
      data: Buffer.from('{"proc-mem":1}'),
      metadata: new Uint8Array(),
    });
  }

  private write(stream: string, proposed: ProposedRecord): number {
    const present = this.streams.get(stream) ?? [];
    const position = this.end;
    const created = `${Date.now()}0000`;
    const record = { ...proposed, stream, revision: present.length, position, created };
    this.end += RECORD_OVERHEAD + sizeOf(proposed) + Buffer.byteLength(stream);
    present.push(record);
    this.streams.set(stream, present);
    this.log.push(record);
    return position;
  }
}

export class StreamIsDeleted extends Error {
  constructor(readonly stream: string) {
    super(`Event stream '${stream}' is deleted.`);
  }
}

function sizeOf({ data, metadata, type }: ProposedRecord): number {
  return data.length + metadata.length + type.length * 2;
}
