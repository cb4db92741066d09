import { Heap } from './heap.js';

interface Leader<Value> {
  readonly key: string;
  readonly value: Value;
}

/** Of all that is offered, the first so many in order of their keys; of one key, the first that was offered. */
export class Leaders<Value> {
  private readonly last: Heap<Leader<Value>>;
  private readonly keys = new Set<string>();

  /** @param reverse the greatest key is the first one */
  constructor(
    private readonly limit: number,
    private readonly reverse: boolean,
  ) {
    this.last = new Heap((a, b) => this.isBefore(b.key, a.key));
  }

  /** False where there are enough that come before this key: offering it would be in vain. */
  reaches(key: string): boolean {
    const { top } = this.last;
    return this.last.size < this.limit || (top !== undefined && this.isBefore(key, top.key));
  }

  has(key: string): boolean {
    return this.keys.has(key);
  }

  offer(key: string, value: Value): void {
    if (!this.reaches(key) || this.has(key)) return;
    this.keys.add(key);
    if (this.last.size < this.limit) this.last.push({ key, value });
    else this.keys.delete(this.last.replaceTop({ key, value }).key);
  }

  /** What is left, in order. */
  values(): readonly Value[] {
    const sorted = [...this.last.values()].sort((a, b) => (this.isBefore(a.key, b.key) ? -1 : 1));
    return sorted.map(({ value }) => value);
  }

  private isBefore(a: string, b: string): boolean {
    return this.reverse ? a > b : a < b;
  }
}
