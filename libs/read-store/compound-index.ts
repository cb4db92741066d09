import { type ReadDocument, type SortSpec } from '#libs/event-sourcing';
import { type Entry } from './entry.js';
import { type FieldLookup } from './field-lookup.js';
import { type PathReader, pathReader } from './field-path.js';
import { type IndexField, SortedEntries } from './sorted-entries.js';

const EVERYTHING = Symbol('everything');

/**
 * A declared index. It is sorted in parts, one for each value of its first field, each when a query first needs it: most
 * queries stay within one workspace, and a store that was just filled sorts only what is asked for.
 */
export class CompoundIndex {
  readonly name: string;
  readonly fields: readonly IndexField[];
  private readonly readFirst: PathReader;
  private readonly parts = new Map<unknown, SortedEntries>();

  constructor(
    spec: SortSpec,
    private readonly lookup: (field: string) => FieldLookup,
    private readonly everything: () => Iterable<Entry>,
  ) {
    this.name = nameOf(spec);
    const declared = Object.entries(spec).map(([path, direction]) => ({ path, direction }));
    this.fields = '_id' in spec ? declared : [...declared, { path: '_id', direction: 1 }];
    this.readFirst = pathReader(this.first.path);
  }

  get first(): IndexField {
    return this.fields[0] as IndexField;
  }

  /** The entries with a value of the first field, in order of the fields after it. */
  part(value: unknown): SortedEntries {
    return this.sorted(value, this.fields.slice(1), () => this.lookup(this.first.path).entries(value));
  }

  /** All entries, in order of all fields. */
  whole(): SortedEntries {
    return this.sorted(EVERYTHING, this.fields, this.everything);
  }

  /** Keeps up what is sorted already. */
  replace(entry: Entry, before: ReadDocument | null, after: ReadDocument | null): void {
    if (this.parts.size === 0) return;
    this.parts.get(EVERYTHING)?.replace(entry, before, after);
    const from = before ? valuesOf(this.readFirst(before)) : [];
    const to = after ? valuesOf(this.readFirst(after)) : [];
    for (const value of new Set([...from, ...to])) {
      this.parts.get(value)?.replace(entry, from.includes(value) ? before : null, to.includes(value) ? after : null);
    }
  }

  private sorted(part: unknown, fields: readonly IndexField[], entries: () => Iterable<Entry>): SortedEntries {
    const known = this.parts.get(part);
    if (known) return known;
    const made = new SortedEntries(fields, entries());
    this.parts.set(part, made);
    return made;
  }
}

/** As `workspaceId:1,sort.name:-1`. */
export function nameOf(spec: SortSpec): string {
  return Object.entries(spec)
    .map(([path, direction]) => `${path}:${direction}`)
    .join();
}

function valuesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value ?? null];
}
