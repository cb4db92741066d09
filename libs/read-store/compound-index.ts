import { type ReadDocument, type SortSpec } from '#libs/event-sourcing';
import { type Entry } from './entry.js';
import { type FieldLookup } from './field-lookup.js';
import { type PathReader, pathReader } from './field-path.js';
import { type IndexField, SortedEntries } from './sorted-entries.js';

const EVERYTHING = Symbol('everything');

/**
 * A declared index. It is sorted in parts, one for each value of its first field, each when a query first needs it:
 * most queries stay within one workspace, and a store that was just filled sorts only what is asked for.
 */
export class CompoundIndex {
  readonly name: string;
  /** As declared, and then the id where that is not the last one. */
  readonly fields: readonly IndexField[];
  private readonly readFirst: PathReader;
  private readonly parts = new Map<unknown, SortedEntries>();

  constructor(
    spec: SortSpec,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly lookup: (field: string) => FieldLookup,
  ) {
    this.name = nameOf(spec);
    const declared = Object.entries(spec).map(([path, direction]) => ({ path, direction }));
    const last = declared.at(-1);
    const complete = last?.path === '_id' && last.direction === 1;
    this.fields = complete ? declared : [...declared, { path: '_id', direction: 1 }];
    this.readFirst = pathReader(this.first.path);
  }

  get first(): IndexField {
    return this.fields[0] as IndexField;
  }

  /** True where an entry may be in several parts. */
  startsWithArrays(): boolean {
    return this.lookup(this.first.path).holdsArrays;
  }

  /** The entries with a value in the first field, in order of the fields after it. */
  part(value: unknown): SortedEntries {
    const fields = this.fields.slice(1);
    return this.sorted(value, fields, () => this.lookup(this.first.path).entries(value));
  }

  /** All entries, in order of all fields. */
  whole(): SortedEntries {
    return this.sorted(EVERYTHING, this.fields, () => this.entries.values());
  }

  /** Keeps up what is sorted already. */
  replace(before: ReadDocument | null, after: ReadDocument | null): void {
    if (this.parts.size === 0) return;
    this.parts.get(EVERYTHING)?.replace(before, after);
    const from = before ? valuesOf(this.readFirst(before)) : [];
    const to = after ? valuesOf(this.readFirst(after)) : [];
    for (const value of new Set([...from, ...to])) {
      this.parts.get(value)?.replace(from.includes(value) ? before : null, to.includes(value) ? after : null);
    }
  }

  private sorted(part: unknown, fields: readonly IndexField[], entries: () => Iterable<Entry>): SortedEntries {
    const known = this.parts.get(part);
    if (known) return known;
    const made = new SortedEntries(fields, this.entries, entries());
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
