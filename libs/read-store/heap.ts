/** A binary heap: what comes first is on top. */
export class Heap<T> {
  private readonly items: T[] = [];

  constructor(private readonly isBefore: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  get top(): T | undefined {
    return this.items[0];
  }

  /** In no particular order. */
  values(): readonly T[] {
    return this.items;
  }

  push(item: T): void {
    let at = this.items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.isBefore(item, this.items[parent] as T)) break;
      this.items[at] = this.items[parent] as T;
      at = parent;
    }
    this.items[at] = item;
  }

  pop(): T | undefined {
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return last;
    return this.replaceTop(last);
  }

  /** Takes the top away and puts another one in, in one go. Of a heap that is not empty. */
  replaceTop(item: T): T {
    const { items } = this;
    const top = items[0] as T;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && this.isBefore(items[child + 1] as T, items[child] as T)) child += 1;
      if (!this.isBefore(items[child] as T, item)) break;
      items[at] = items[child] as T;
      at = child;
    }
    items[at] = item;
    return top;
  }
}
