import { type ReadDocument } from '#libs/event-sourcing';
import { type Entry } from './entry.js';
import { type PathReader, pathReader } from './field-path.js';

const NONE: readonly Entry[] = [];

/**
 * Entries by the value of one field; by each element where it holds an array. Keeping it up costs a Map operation for a
 * document that changed in that field, and nothing for another.
 */
export class FieldLookup {
  private readonly read: PathReader;
  /** Most values belong to one entry: it then stands there without a set around it. */
  private readonly found = new Map<unknown, Entry | Set<Entry>>();
  private arrays = false;

  constructor(path: string) {
    this.read = pathReader(path);
  }

  /** True where an entry can be found by several values, or could once. */
  get holdsArrays(): boolean {
    return this.arrays;
  }

  /** @param value a string, number, boolean or null (which a missing field is too) */
  entries(value: unknown): Iterable<Entry> {
    const found = this.found.get(value);
    if (!found) return NONE;
    return found instanceof Set ? found : [found];
  }

  count(value: unknown): number {
    const found = this.found.get(value);
    return found instanceof Set ? found.size : found ? 1 : 0;
  }

  replace(entry: Entry, before: ReadDocument | null, after: ReadDocument | null): void {
    const from = before ? this.read(before) : NONE;
    const to = after ? this.read(after) : NONE;
    if (from === to) return;
    if (after && Array.isArray(to)) this.arrays = true;
    for (const value of elements(from)) this.remove(value, entry);
    for (const value of elements(to)) this.add(value, entry);
  }

  private add(value: unknown, entry: Entry): void {
    const found = this.found.get(value);
    if (!found || found === entry) this.found.set(value, entry);
    else if (found instanceof Set) found.add(entry);
    else this.found.set(value, new Set([found, entry]));
  }

  private remove(value: unknown, entry: Entry): void {
    const found = this.found.get(value);
    if (found instanceof Set) {
      found.delete(entry);
      if (found.size === 0) this.found.delete(value);
    } else if (found === entry) this.found.delete(value);
  }
}

function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value ?? null];
}
