import {
  type DocumentChange,
  type Filter,
  type FindOptions,
  type SortSpec,
  type Stored,
} from '#libs/event-sourcing';
import { carriedOut, matching } from './carry-out.js';
import { CompoundIndex, nameOf } from './compound-index.js';
import { type Entry, isLive } from './entry.js';
import { FieldLookup } from './field-lookup.js';
import { conditionsOf } from './filter.js';
import { frozen } from './frozen.js';
import { entriesOf, type Result } from './plan.js';
import { Planner } from './planner.js';
import { SortOrder } from './sort-order.js';

/** The documents of one collection, by id, with what it takes to find them. */
export class MemoryCollection {
  private readonly entries = new Map<string, Entry>();
  private readonly lookups = new Map<string, FieldLookup>();
  private readonly indexes = new Map<string, CompoundIndex>();
  private readonly firstFields = new Set<string>();
  private readonly planner: Planner;
  private live = 0;

  /** @param few up to so many candidates are simply looked at, one by one */
  constructor(few: number) {
    const { entries, indexes } = this;
    const lookup = (field: string) => (this.firstFields.has(field) ? this.lookup(field) : this.lookups.get(field));
    this.planner = new Planner({ entries, indexes, lookup }, few);
  }

  /** Adds the indexes that are not there yet. */
  declare(indexes: readonly SortSpec[]): void {
    for (const spec of indexes) {
      const name = nameOf(spec);
      if (this.indexes.has(name)) continue;
      const index = new CompoundIndex(spec, this.entries, (field) => this.lookup(field));
      this.indexes.set(name, index);
      this.firstFields.add(index.first.path);
    }
  }

  get(id: string): Stored | undefined {
    const entry = this.entries.get(id);
    return entry && isLive(entry) ? entry : undefined;
  }

  /** Documents that have one of the values in a field. */
  having(field: string, values: readonly string[]): readonly Stored[] {
    const lookup = this.lookup(field);
    const found = new Set<Entry>();
    for (const value of values) for (const entry of lookup.entries(value)) found.add(entry);
    return [...found].filter(isLive);
  }

  apply({ id, document, position }: DocumentChange): void {
    const known = this.entries.get(id);
    if (known && known.position >= position) return;
    const entry = known ?? { id, document: null, position };
    if (!known) this.entries.set(id, entry);
    const before = entry.document;
    const after = frozen(document);
    for (const lookup of this.lookups.values()) lookup.replace(entry, before, after);
    for (const index of this.indexes.values()) index.replace(before, after);
    entry.document = after;
    entry.position = position;
    this.live += Number(after !== null) - Number(before !== null);
  }

  find({ filter, sort, limit, after }: FindOptions): Result {
    const query = { conditions: conditionsOf(filter), sort: new SortOrder(sort), limit, ...(after && { after }) };
    return carriedOut(this.planner.find(query), query);
  }

  count(filter: Filter): { readonly count: number; readonly examined: number } {
    const conditions = conditionsOf(filter);
    if (conditions.length === 0) return { count: this.live, examined: 0 };
    const plan = this.planner.count(conditions);
    if (typeof plan === 'number') return { count: plan, examined: 0 };
    const { documents, examined } = matching(entriesOf(plan), conditions);
    return { count: documents.length, examined };
  }

  private lookup(field: string): FieldLookup {
    const known = this.lookups.get(field);
    if (known) return known;
    const made = new FieldLookup(field);
    for (const entry of this.entries.values()) made.replace(entry, null, entry.document);
    this.lookups.set(field, made);
    return made;
  }
}
