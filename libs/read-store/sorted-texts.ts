import { partition } from './partition.js';

const CHUNK = 512;
const FULL = 2 * CHUNK;

/**
 * Texts in order, each once, with their ranks: finding and ranking take O(log n), adding and removing O(√n) with very
 * small constants.
 */
export class SortedTexts {
  private readonly chunks: string[][] = [];
  /** `offsets[i]` texts stand before chunk i. Right for those below `ranked`; the others are worked out when needed. */
  private readonly offsets: number[] = [];
  private ranked = 0;
  private count: number;

  /** @param texts each once, in any order; they are handed over */
  constructor(texts: string[] = []) {
    texts.sort();
    for (let start = 0; start < texts.length; start += CHUNK) this.chunks.push(texts.slice(start, start + CHUNK));
    this.count = texts.length;
  }

  get size(): number {
    return this.count;
  }

  add(text: string): void {
    const at = Math.min(this.chunkAt(text), Math.max(this.chunks.length - 1, 0));
    const chunk = (this.chunks[at] ??= []);
    const index = firstNotBefore(chunk, text);
    if (chunk[index] === text) return;
    chunk.splice(index, 0, text);
    if (chunk.length > FULL) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK));
    this.changed(at, 1);
  }

  remove(text: string): void {
    const at = this.chunkAt(text);
    const chunk = this.chunks[at];
    const index = chunk ? firstNotBefore(chunk, text) : 0;
    if (chunk?.[index] !== text) return;
    if (chunk.length === 1) this.chunks.splice(at, 1);
    else chunk.splice(index, 1);
    this.changed(at, -1);
  }

  /** How many texts come before a place. */
  rank(place: string): number {
    const at = this.chunkAt(place);
    const chunk = this.chunks[at];
    return chunk ? this.offset(at) + firstNotBefore(chunk, place) : this.count;
  }

  /** The texts of the ranks from `start` on, before `end`; the last one first with `reverse`. */
  *range(start: number, end: number, reverse = false): Generator<string, void> {
    if (start >= end) return;
    const step = reverse ? -1 : 1;
    const first = reverse ? end - 1 : start;
    let left = end - start;
    let at = this.chunkOfRank(first);
    let index = first - this.offset(at);
    for (let chunk = this.chunks[at]; chunk && left > 0; chunk = this.chunks[(at += step)]) {
      if (index < 0) index = reverse ? chunk.length - 1 : 0;
      for (; left > 0 && index >= 0 && index < chunk.length; index += step, left -= 1) yield chunk[index] as string;
      index = -1;
    }
  }

  /** The chunk that a place is in: the first one whose last text does not come before it. */
  private chunkAt(place: string): number {
    return partition(this.chunks, (chunk) => (chunk[chunk.length - 1] as string) < place);
  }

  private chunkOfRank(rank: number): number {
    this.offset(this.chunks.length - 1);
    return partition(this.offsets, (offset) => offset <= rank) - 1;
  }

  private offset(at: number): number {
    if (this.offsets.length > this.chunks.length) this.offsets.length = this.chunks.length;
    for (; this.ranked <= at; this.ranked += 1) {
      const last = this.ranked - 1;
      this.offsets[this.ranked] = last < 0 ? 0 : (this.offsets[last] as number) + (this.chunks[last]?.length ?? 0);
    }
    return this.offsets[at] as number;
  }

  private changed(at: number, by: number): void {
    this.ranked = Math.min(this.ranked, at + 1);
    this.count += by;
  }
}

function firstNotBefore(texts: readonly string[], place: string): number {
  return partition(texts, (text) => text < place);
}
