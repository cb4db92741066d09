import { type ReadDocument } from '#libs/event-sourcing';
import { type Entry } from './entry.js';
import { type PathReader, pathReader } from './field-path.js';
import { type Component, compareComponents, componentOf, type Edge } from './sortable.js';
import { SortedChunks } from './sorted-chunks.js';

export interface IndexField {
  readonly path: string;
  readonly direction: 1 | -1;
}

interface Item {
  readonly key: readonly Component[];
  readonly entry: Entry;
}

/** A place between keys: before or after all keys that begin with `prefix`. */
export interface Place {
  readonly prefix: readonly (Component | Edge)[];
  readonly side: 'before' | 'after';
}

interface Column extends IndexField {
  readonly read: PathReader;
  holdsArrays: boolean;
}

/** Entries in the order of a compound key, which the id completes. An array is there once for each of its elements. */
export class SortedEntries {
  private readonly columns: readonly Column[];
  private readonly items: SortedChunks<Item>;

  constructor(
    readonly fields: readonly IndexField[],
    entries: Iterable<Entry>,
  ) {
    this.columns = fields.map((field) => ({ ...field, read: pathReader(field.path), holdsArrays: false }));
    const items: Item[] = [];
    for (const entry of entries) if (entry.document) items.push(...this.itemsOf(entry, entry.document));
    this.items = new SortedChunks<Item>((a, b) => this.compare(a, b), items);
  }

  /** More than the number of entries where there are arrays. */
  get size(): number {
    return this.items.size;
  }

  /** True where one entry can stand under several values of this field. */
  holdsArrays(path: string): boolean {
    return this.columns.some((column) => column.path === path && column.holdsArrays);
  }

  replace(entry: Entry, before: ReadDocument | null, after: ReadDocument | null): void {
    const from = before ? this.itemsOf(entry, before) : [];
    const to = after ? this.itemsOf(entry, after) : [];
    for (const item of from) if (!to.some((other) => this.compare(item, other) === 0)) this.items.remove(item);
    for (const item of to) if (!from.some((other) => this.compare(item, other) === 0)) this.items.insert(item);
  }

  /** How many items stand before a place. */
  rank({ prefix, side }: Place): number {
    return this.items.rank(({ key }) => {
      const order = this.order(key, prefix, prefix.length);
      return order === 0 ? side === 'after' : order < 0;
    });
  }

  /** The entries of the ranks from `start` on, before `end`. An entry with arrays may come several times. */
  *range(start: number, end: number, reverse: boolean): Generator<Entry> {
    for (const { entry } of this.items.range(start, end, reverse)) yield entry;
  }

  private compare(a: Item, b: Item): number {
    return this.order(a.key, b.key, this.columns.length);
  }

  private order(a: readonly (Component | Edge)[], b: readonly (Component | Edge)[], length: number): number {
    for (let index = 0; index < length; index += 1) {
      const order = compareComponents(a[index], b[index]);
      if (order !== 0) return order * (this.columns[index] as Column).direction;
    }
    return 0;
  }

  private itemsOf(entry: Entry, document: ReadDocument): Item[] {
    let keys: (readonly Component[])[] = [[]];
    for (const column of this.columns) {
      const value = column.read(document);
      if (!Array.isArray(value)) {
        const component = componentOf(value);
        for (const key of keys) (key as Component[]).push(component);
      } else {
        column.holdsArrays = true;
        const components = value.length > 0 ? [...new Set(value.map(componentOf))] : [undefined];
        keys = keys.flatMap((key) => components.map((component) => [...key, component]));
      }
    }
    return keys.map((key) => ({ key, entry }));
  }
}
