const CHUNK = 512;
const FULL = 2 * CHUNK;

/**
 * A sorted list that knows the rank of each item: finding and ranking take O(log n), inserting and removing O(√n), with
 * very small constants. No two items may compare as equal.
 */
export class SortedChunks<Item> {
  private readonly chunks: Item[][] = [];
  /** `offsets[i]` items stand before chunk i; right up to `ranked`, worked out again when needed. */
  private readonly offsets: number[] = [];
  private ranked = 0;
  private count = 0;

  constructor(
    private readonly compare: (a: Item, b: Item) => number,
    unsorted: Item[] = [],
  ) {
    unsorted.sort(compare);
    for (let start = 0; start < unsorted.length; start += CHUNK) this.chunks.push(unsorted.slice(start, start + CHUNK));
    this.count = unsorted.length;
  }

  get size(): number {
    return this.count;
  }

  insert(item: Item): void {
    const isBefore = (other: Item) => this.compare(other, item) < 0;
    const at = Math.min(this.chunkAt(isBefore), Math.max(this.chunks.length - 1, 0));
    const chunk = (this.chunks[at] ??= []);
    chunk.splice(partition(chunk, isBefore), 0, item);
    if (chunk.length > FULL) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK));
    this.changed(at, 1);
  }

  /** False where there is no item that compares as equal. */
  remove(item: Item): boolean {
    const isBefore = (other: Item) => this.compare(other, item) < 0;
    const at = this.chunkAt(isBefore);
    const chunk = this.chunks[at];
    if (!chunk) return false;
    const index = partition(chunk, isBefore);
    const found = chunk[index];
    if (found === undefined || this.compare(found, item) !== 0) return false;
    if (chunk.length === 1) this.chunks.splice(at, 1);
    else chunk.splice(index, 1);
    this.changed(at, -1);
    return true;
  }

  /** How many items come before a place. @param isBefore true for those, false for all that follow */
  rank(isBefore: (item: Item) => boolean): number {
    const at = this.chunkAt(isBefore);
    const chunk = this.chunks[at];
    return chunk ? this.offset(at) + partition(chunk, isBefore) : this.count;
  }

  /** Items of the ranks from `start` on, before `end`; backwards with `reverse`. */
  *range(start: number, end: number, reverse = false): Generator<Item> {
    if (start >= end) return;
    const step = reverse ? -1 : 1;
    const first = reverse ? end - 1 : start;
    let left = end - start;
    let at = this.chunkOfRank(first);
    let index = first - this.offset(at);
    for (let chunk = this.chunks[at]; chunk && left > 0; chunk = this.chunks[(at += step)]) {
      if (index < 0) index = reverse ? chunk.length - 1 : 0;
      for (; left > 0 && index >= 0 && index < chunk.length; index += step, left -= 1) yield chunk[index] as Item;
      index = -1;
    }
  }

  /** The chunk in which a place is: the first whose last item does not come before it. */
  private chunkAt(isBefore: (item: Item) => boolean): number {
    return partition(this.chunks, (chunk) => isBefore(chunk[chunk.length - 1] as Item));
  }

  private chunkOfRank(rank: number): number {
    this.offset(this.chunks.length - 1);
    return partition(this.offsets, (offset) => offset <= rank) - 1;
  }

  private offset(at: number): number {
    if (this.offsets.length > this.chunks.length) this.offsets.length = this.chunks.length;
    for (; this.ranked <= at; this.ranked += 1) {
      const before = this.ranked - 1;
      this.offsets[this.ranked] = before < 0 ? 0 : (this.offsets[before] as number) + (this.chunks[before]?.length ?? 0);
    }
    return this.offsets[at] as number;
  }

  private changed(at: number, by: number): void {
    this.ranked = Math.min(this.ranked, at + (by > 0 ? 1 : 0));
    this.count += by;
  }
}

/** Index of the first element that `isBefore` is not true for; it is true for all before that one. */
function partition<T>(sorted: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sorted[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
