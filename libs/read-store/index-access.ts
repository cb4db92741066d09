import { type CompoundIndex } from './compound-index.js';
import { type Condition } from './filter.js';
import { type Interval, intersection } from './interval.js';
import { type SortOrder } from './sort-order.js';
import { type Component, compareComponents, componentOf } from './sortable.js';
import { type IndexField, type Place, type SortedEntries } from './sorted-entries.js';

/** Ranks of index entries: from `start` on, before `end`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A way to the entries that meet some of a filter's conditions. */
export interface Access {
  readonly index: CompoundIndex;
  readonly entries: SortedEntries;
  readonly stretches: readonly Stretch[];
  /** Conditions that the entries are known to meet. */
  readonly met: readonly Condition[];
  /** False where an entry may come several times, because a field holds an array. */
  readonly distinct: boolean;
}

/** An access that gives the entries in the order of a query. */
export interface OrderedAccess extends Access {
  readonly reverse: boolean;
  /** How many there are, those before the place of `after` too. */
  readonly total: number;
}

export function sizeOf({ stretches }: Access): number {
  return stretches.reduce((size, { start, end }) => size + Math.max(end - start, 0), 0);
}

/** How far a filter follows the fields of an index: single values first, then the fields that are left. */
export interface Shape {
  readonly index: CompoundIndex;
  readonly singles: readonly Condition[];
  readonly rest: readonly IndexField[];
}

export function shapeOf(index: CompoundIndex, conditions: readonly Condition[]): Shape {
  const singles: Condition[] = [];
  for (const { path } of index.fields) {
    const single = conditions.find(({ within }) => within?.path === path && within.values?.length === 1);
    if (!single) break;
    singles.push(single);
  }
  return { index, singles, rest: index.fields.slice(singles.length) };
}

/** True where the index narrows the entries down further than a lookup of its first field does. */
export function narrows({ singles, rest }: Shape, conditions: readonly Condition[]): boolean {
  return singles.length > 1 || conditions.some(({ within }) => within && within.path === rest[0]?.path);
}

/** Ways to gather candidates through an index. */
export function accessesOf(shape: Shape, conditions: readonly Condition[]): readonly Access[] {
  const { entries, prefix } = opened(shape);
  const { index, singles, rest } = shape;
  const distinct = isDistinct(entries, rest);
  return alternatives(entries, rest[0], conditions).map(({ intervals, met }) => ({
    index,
    entries,
    distinct,
    met: [...singles, ...met],
    stretches: intervals
      ? intervals.map((interval) => stretchOf(entries, prefix, rest[0] as IndexField, interval))
      : [stretchOf(entries, prefix)],
  }));
}

/** True where `sort` can be read off the index, as far as its declaration tells. */
export function isInOrder({ singles, rest }: Shape, sort: SortOrder): boolean {
  const fields = openFields(sort, singles);
  if (fields.length > rest.length) return false;
  const turned = (fields[0]?.direction ?? 1) !== (rest[0]?.direction ?? 1);
  return fields.every(({ path, direction }, at) => {
    const field = rest[at] as IndexField;
    return field.path === path && (field.direction !== direction) === turned;
  });
}

/** The entries in the order of the query, after its place. Undefined where arrays, or the place, are in the way. */
export function orderedAccess(
  shape: Shape,
  conditions: readonly Condition[],
  sort: SortOrder,
  after?: readonly unknown[],
): OrderedAccess | undefined {
  const { entries, prefix } = opened(shape);
  const { index, singles, rest } = shape;
  const fields = openFields(sort, singles);
  if (!isDistinct(entries, rest) || (after && !isWithin(after, sort, singles))) return undefined;
  const [{ intervals, met }] = alternatives(entries, rest[0], conditions) as [Alternative];
  const single = intervals?.length === 1 ? intervals[0] : undefined;
  const whole = single ? stretchOf(entries, prefix, rest[0] as IndexField, single) : stretchOf(entries, prefix);
  const reverse = (fields[0]?.direction ?? 1) !== (rest[0]?.direction ?? 1);
  const place = after && [...prefix, ...fields.map(({ path }) => componentOf(after[positionOf(path, sort)]))];
  return {
    index,
    entries,
    reverse,
    distinct: true,
    met: single ? [...singles, ...met] : singles,
    total: whole.end - whole.start,
    stretches: [place ? beyond(entries, whole, place, reverse) : whole],
  };
}

interface Alternative {
  /** None: the whole stretch of the single values. */
  readonly intervals?: readonly Interval[];
  readonly met: readonly Condition[];
}

/** How the conditions on the first field after the single values can be used; at least one. */
function alternatives(
  entries: SortedEntries,
  field: IndexField | undefined,
  conditions: readonly Condition[],
): readonly Alternative[] {
  const own = conditions.filter(({ within }) => field && within?.path === field.path);
  if (!field || own.length === 0) return [{ met: [] }];
  const each = own.map((condition) => ({ intervals: intervalsOf(condition), met: [condition] }));
  // Of an array, different elements may meet different conditions: only one of them can be used.
  if (entries.holdsArrays(field.path)) return each;
  const ranges = each.flatMap(({ intervals }) => (intervals.length === 1 ? intervals : []));
  if (ranges.length < 2) return each;
  const met = own.filter((condition) => intervalsOf(condition).length === 1);
  return [{ intervals: [ranges.reduce(intersection)], met }];
}

function opened({ index, singles }: Shape): { readonly entries: SortedEntries; readonly prefix: readonly Component[] } {
  const [first, ...others] = singles;
  const prefix = others.map((condition) => componentOf(valueOf(condition)));
  return first ? { entries: index.part(valueOf(first)), prefix } : { entries: index.whole(), prefix };
}

function isDistinct(entries: SortedEntries, rest: readonly IndexField[]): boolean {
  return !rest.some(({ path }) => entries.holdsArrays(path));
}

/** The fields of the order that the filter does not hold to a single value. */
function openFields(sort: SortOrder, singles: readonly Condition[]): readonly IndexField[] {
  return sort.fields.filter(({ path }) => !singles.some(({ within }) => within?.path === path));
}

/** True where the place agrees with the filter in all that the filter holds to a single value. */
function isWithin(after: readonly unknown[], sort: SortOrder, singles: readonly Condition[]): boolean {
  return singles.every((condition) => {
    const position = positionOf(condition.within?.path ?? '', sort);
    return position < 0 || compareComponents(componentOf(after[position]), componentOf(valueOf(condition))) === 0;
  });
}

function positionOf(path: string, sort: SortOrder): number {
  return sort.fields.findIndex((field) => field.path === path);
}

function intervalsOf({ within }: Condition): readonly Interval[] {
  return within?.intervals ?? [];
}

function valueOf({ within }: Condition): unknown {
  return within?.values?.[0];
}

function stretchOf(
  entries: SortedEntries,
  prefix: readonly Component[],
  field?: IndexField,
  interval?: Interval,
): Stretch {
  if (!field || !interval) {
    return { start: entries.rank({ prefix, side: 'before' }), end: entries.rank({ prefix, side: 'after' }) };
  }
  const { low, high } = interval;
  const [first, last] = field.direction === 1 ? [low, high] : [high, low];
  const start = entries.rank({ prefix: [...prefix, first.at], side: first.included ? 'before' : 'after' });
  const end = entries.rank({ prefix: [...prefix, last.at], side: last.included ? 'after' : 'before' });
  return { start, end: Math.max(start, end) };
}

function beyond(entries: SortedEntries, { start, end }: Stretch, prefix: Place['prefix'], reverse: boolean): Stretch {
  if (reverse) return { start, end: Math.min(end, entries.rank({ prefix, side: 'before' })) };
  return { start: Math.max(start, entries.rank({ prefix, side: 'after' })), end };
}
