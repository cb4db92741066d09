import { type FindOptions } from '#libs/event-sourcing';
import { type CompoundIndex } from './compound-index.js';
import { type Entry } from './entry.js';
import { type FieldLookup } from './field-lookup.js';
import { type Condition } from './filter.js';
import {
  type Access,
  accessesOf,
  isInOrder,
  narrows,
  orderedAccess,
  type Shape,
  shapeOf,
  sizeOf,
} from './index-access.js';
import { costOfOrder, type Plan } from './plan.js';
import { type SortOrder } from './sort-order.js';

/** Gathering a candidate costs more than passing one by in order: it is collected and sorted. */
const COST_OF_GATHERING = 4;

/** What there is to plan with. */
export interface Source {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly indexes: ReadonlyMap<string, CompoundIndex>;
  /** The lookup of a field that an index begins with, or that was used before. */
  lookup(field: string): FieldLookup | undefined;
}

interface Candidates {
  readonly entries: Iterable<Entry>;
  readonly size: number;
  /** The condition that all of them meet. */
  readonly met: Condition;
}

/** Chooses the cheapest way to carry out a query. Sizes are exact, by rank; only how matches are spread is assumed. */
export class Planner {
  /** @param few up to so many candidates are simply looked at, one by one */
  constructor(
    private readonly source: Source,
    private readonly few: number,
  ) {}

  find(conditions: readonly Condition[], sort: SortOrder, { limit, after }: FindOptions): Plan {
    const lookedUp = this.lookedUp(conditions);
    if (lookedUp && lookedUp.size <= this.few) return { kind: 'looked-up', entries: lookedUp.entries };
    const shapes = this.shapes(conditions);
    const ordered = mostSelective(shapes.filter((shape) => isInOrder(shape, sort)))
      .map((shape) => orderedAccess(shape, conditions, sort, after))
      .find((access) => access !== undefined);
    if (ordered && ordered.met.length === conditions.length) return { kind: 'ordered', access: ordered };
    const gathered = smallest(narrowing(shapes, conditions));
    const size = Math.min(gathered ? sizeOf(gathered) : Infinity, lookedUp?.size ?? this.source.entries.size);
    if (ordered && costOfOrder(ordered, size, limit) <= size * COST_OF_GATHERING) {
      return { kind: 'ordered', access: ordered };
    }
    return this.unordered(gathered, lookedUp);
  }

  /** The number where an index alone tells it; otherwise how to find what has to be counted. */
  count(conditions: readonly Condition[]): number | Plan {
    const lookedUp = this.lookedUp(conditions);
    if (lookedUp && conditions.every((condition) => condition === lookedUp.met)) return lookedUp.size;
    if (lookedUp && lookedUp.size <= this.few) return { kind: 'looked-up', entries: lookedUp.entries };
    const accesses = narrowing(this.shapes(conditions), conditions);
    const exact = accesses.find(
      ({ met, distinct }) => distinct && conditions.every((condition) => met.includes(condition) && isExact(condition)),
    );
    return exact ? sizeOf(exact) : this.unordered(smallest(accesses), lookedUp);
  }

  private unordered(gathered: Access | undefined, lookedUp: Candidates | undefined): Plan {
    if (gathered && sizeOf(gathered) < (lookedUp?.size ?? Infinity)) return { kind: 'gathered', access: gathered };
    if (lookedUp) return { kind: 'looked-up', entries: lookedUp.entries };
    return { kind: 'scanned', entries: this.source.entries.values() };
  }

  private shapes(conditions: readonly Condition[]): readonly Shape[] {
    return [...this.source.indexes.values()].map((index) => shapeOf(index, conditions));
  }

  /** The fewest entries that the ids asked for, or one value of one field, lead to. */
  private lookedUp(conditions: readonly Condition[]): Candidates | undefined {
    let best: Candidates | undefined;
    for (const condition of conditions) {
      const candidates = this.candidates(condition);
      if (candidates && (!best || candidates.size < best.size)) best = candidates;
    }
    return best;
  }

  private candidates(condition: Condition): Candidates | undefined {
    const { path, values } = condition.within ?? {};
    if (path === undefined || !values) return undefined;
    if (path === '_id') return this.withIds(condition, values);
    const lookup = values.length === 1 ? this.source.lookup(path) : undefined;
    return lookup && { entries: lookup.entries(values[0]), size: lookup.count(values[0]), met: condition };
  }

  private withIds(met: Condition, ids: readonly unknown[]): Candidates {
    const entries = ids.flatMap((id) => this.source.entries.get(id as string) ?? []).filter(({ document }) => document);
    return { entries, size: entries.length, met };
  }
}

function mostSelective(shapes: readonly Shape[]): readonly Shape[] {
  return shapes.toSorted((a, b) => b.singles.length - a.singles.length);
}

function narrowing(shapes: readonly Shape[], conditions: readonly Condition[]): readonly Access[] {
  return shapes.filter((shape) => narrows(shape, conditions)).flatMap((shape) => accessesOf(shape, conditions));
}

function smallest(accesses: readonly Access[]): Access | undefined {
  return accesses.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
}

function isExact({ within }: Condition): boolean {
  return within?.exact ?? false;
}
