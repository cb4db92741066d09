import { type Query } from './carry-out.js';
import { type CompoundIndex } from './compound-index.js';
import { type Entry } from './entry.js';
import { type FieldLookup } from './field-lookup.js';
import { type Condition } from './filter.js';
import {
  type Access,
  accessesOf,
  type OrderedAccess,
  orderedAccess,
  type SelectiveAccess,
  selectiveAccesses,
  sizeOf,
} from './index-access.js';
import { type CandidatesPlan, type Plan, type UnorderedPlan } from './plan.js';
import { narrows, type Shape, shapesOf } from './shape.js';

/** What things cost beside passing an entry by in order: a candidate is collected and sorted as well … */
const COST_OF_GATHERING = 2;
/** … while of most keys nothing is read but the text … */
const COST_OF_READING_A_KEY = 0.05;
/** … and so many documents for each one that is found are looked at before those that come too late are known as such. */
const LOOKED_AT_FOR_EACH = 4;
/** What matches is never spread evenly: an order is walked only if that promises to cost much less. */
const MARGIN = 2;

/** What there is to plan with. */
export interface Source {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly indexes: ReadonlyMap<string, CompoundIndex>;
  /** The lookup of a field that an index begins with, or that was used before. */
  lookup(field: string): FieldLookup | undefined;
}

interface Candidates {
  readonly entries: Iterable<Entry>;
  /** How many there are; some may be counted several times where it is not exact. */
  readonly size: number;
  readonly isExact: boolean;
  /** The condition that all of them meet. */
  readonly met: Condition;
}

interface Costed {
  readonly plan: UnorderedPlan;
  readonly cost: number;
}

/** Chooses the cheapest way to carry out a query. Sizes are exact, by rank; only how matches are spread is assumed. */
export class Planner {
  /** @param few up to so many candidates are simply looked at, one by one */
  constructor(
    private readonly source: Source,
    private readonly few: number,
  ) {}

  find({ conditions, sort, limit, after }: Query): Plan {
    const lookedUp = this.lookedUp(conditions);
    if (lookedUp && lookedUp.size <= this.few) return { kind: 'looked-up', entries: lookedUp.entries };
    const shapes = this.shapes(conditions);
    const ordered = mostSelective(shapes.flat())
      .map((shape) => orderedAccess(shape, conditions, sort, after))
      .find((access) => access !== undefined);
    if (ordered && ordered.met.length === conditions.length) return { kind: 'ordered', access: ordered };
    const gathered = smallest(narrowing(shapes, conditions));
    const size = Math.min(gathered ? sizeOf(gathered) : Infinity, lookedUp?.size ?? this.source.entries.size);
    const selective = shapes.flat().flatMap((shape) => selectiveAccesses(shape, conditions, sort, after));
    const gathering = { plan: this.unordered(gathered, lookedUp), cost: size * COST_OF_GATHERING };
    const unordered = cheaper(gathering, selecting(smallest(selective), limit));
    return ordered && isWorthwhile(ordered, size, limit, unordered)
      ? { kind: 'ordered', access: ordered, otherwise: { after: Math.ceil(unordered.cost), plan: unordered.plan } }
      : unordered.plan;
  }

  /** The number where an index alone tells it; otherwise how to find what has to be counted. */
  count(conditions: readonly Condition[]): number | CandidatesPlan {
    const lookedUp = this.lookedUp(conditions);
    if (lookedUp?.isExact && conditions.every((condition) => condition === lookedUp.met)) return lookedUp.size;
    if (lookedUp && lookedUp.size <= this.few) return { kind: 'looked-up', entries: lookedUp.entries };
    const accesses = narrowing(this.shapes(conditions), conditions);
    const exact = accesses.find(
      ({ met, distinct }) => distinct && conditions.every((condition) => met.includes(condition) && isExact(condition)),
    );
    return exact ? sizeOf(exact) : this.unordered(smallest(accesses), lookedUp);
  }

  private unordered(gathered: Access | undefined, lookedUp: Candidates | undefined): CandidatesPlan {
    if (gathered && sizeOf(gathered) < (lookedUp?.size ?? Infinity)) return { kind: 'gathered', access: gathered };
    if (lookedUp) return { kind: 'looked-up', entries: lookedUp.entries };
    return { kind: 'scanned', entries: this.source.entries.values() };
  }

  private shapes(conditions: readonly Condition[]): readonly (readonly [Shape, ...Shape[]])[] {
    return [...this.source.indexes.values()].map((index) => shapesOf(index, conditions));
  }

  /** The fewest entries that the ids asked for, or the values of one field, lead to. */
  private lookedUp(conditions: readonly Condition[]): Candidates | undefined {
    let best: Candidates | undefined;
    for (const condition of conditions) {
      const candidates = this.candidates(condition);
      if (candidates && (!best || candidates.size < best.size)) best = candidates;
    }
    return best;
  }

  private candidates(met: Condition): Candidates | undefined {
    const { path, values } = met.within ?? {};
    if (path === undefined || !values) return undefined;
    if (path === '_id') return this.withIds(met, values);
    const lookup = this.source.lookup(path);
    if (!lookup) return undefined;
    const size = values.reduce<number>((sum, value) => sum + lookup.count(value), 0);
    const isExact = values.length === 1 || !lookup.holdsArrays;
    return { entries: isExact ? having(lookup, values) : new Set(having(lookup, values)), size, isExact, met };
  }

  private withIds(met: Condition, ids: readonly unknown[]): Candidates {
    const entries = ids.flatMap((id) => this.source.entries.get(id as string) ?? []).filter(({ document }) => document);
    return { entries, size: entries.length, isExact: true, met };
  }
}

function* having(lookup: FieldLookup, values: readonly unknown[]): Generator<Entry> {
  for (const value of values) yield* lookup.entries(value);
}

function mostSelective(shapes: readonly Shape[]): readonly Shape[] {
  return shapes.toSorted((a, b) => b.named.length - a.named.length);
}

function narrowing(shapes: readonly (readonly [Shape, ...Shape[]])[], conditions: readonly Condition[]): readonly Access[] {
  const most = shapes.map(([shape]) => shape);
  return most.filter((shape) => narrows(shape, conditions)).flatMap((shape) => accessesOf(shape, conditions));
}

function smallest<A extends Access>(accesses: readonly A[]): A | undefined {
  return accesses.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
}

function isExact({ within }: Condition): boolean {
  return within?.exact ?? false;
}

function selecting(access: SelectiveAccess | undefined, limit: number): Costed | undefined {
  if (!access) return undefined;
  const size = sizeOf(access);
  const cost = size * COST_OF_READING_A_KEY + Math.min(size, limit * LOOKED_AT_FOR_EACH);
  return { plan: { kind: 'selected', access }, cost };
}

function cheaper(one: Costed, other: Costed | undefined): Costed {
  return other && other.cost < one.cost ? other : one;
}

/** @param matching how many entries match in all */
function isWorthwhile(access: OrderedAccess, matching: number, limit: number, { cost }: Costed): boolean {
  const share = Math.min(matching, access.total) / Math.max(access.total, 1);
  const expected = Math.min(sizeOf(access), share > 0 ? limit / share : Infinity);
  return expected * MARGIN <= cost;
}
