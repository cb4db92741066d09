import { type CompoundIndex } from './compound-index.js';
import { type Condition } from './filter.js';
import { type Interval, intersection } from './interval.js';
import { keyText } from './key-text.js';
import { type SortOrder } from './sort-order.js';
import { type IndexField, type SortedEntries, type Stretch } from './sorted-entries.js';

/** A way to the entries that meet some of a filter's conditions. */
export interface Access {
  readonly index: CompoundIndex;
  readonly entries: SortedEntries;
  readonly stretches: readonly Stretch[];
  /** Conditions that the entries are known to meet, as far as their intervals are exact. */
  readonly met: readonly Condition[];
  /** False where an entry may come several times, because a field holds an array. */
  readonly distinct: boolean;
}

/** An access that gives the entries in the order of a query. */
export interface OrderedAccess extends Access {
  readonly reverse: boolean;
  /** How many there are in all, those up to the place that the query begins after too. */
  readonly total: number;
}

export function sizeOf({ stretches }: Access): number {
  return stretches.reduce((size, { start, end }) => size + Math.max(end - start, 0), 0);
}

/** How far a filter follows the fields of an index: those it holds to a single value, then the fields that are left. */
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
  const { index, singles, rest } = shape;
  const { entries, values } = opened(shape);
  const distinct = isDistinct(entries, rest);
  return alternatives(entries, rest[0], conditions).map(({ intervals, met }) => ({
    index,
    entries,
    distinct,
    met: [...singles, ...met],
    stretches: intervals?.map((interval) => entries.stretch(values, interval)) ?? [entries.stretch(values)],
  }));
}

/** True where an order can be read off the index, as far as its declaration tells. */
export function isInOrder({ singles, rest }: Shape, sort: SortOrder): boolean {
  const fields = openFields(sort, singles);
  const turned = isTurned(fields, rest);
  return fields.every(({ path, direction }, at) => {
    const field = rest[at];
    return field?.path === path && (field.direction !== direction) === turned;
  });
}

/** The entries in an order, after a place of it. Undefined where an array or that place stands in the way. */
export function orderedAccess(
  shape: Shape,
  conditions: readonly Condition[],
  sort: SortOrder,
  after?: readonly unknown[],
): OrderedAccess | undefined {
  const { index, singles, rest } = shape;
  const { entries, values } = opened(shape);
  if (!isDistinct(entries, rest) || (after && !isWithin(after, sort, singles))) return undefined;
  const fields = openFields(sort, singles);
  const [{ intervals, met }] = alternatives(entries, rest[0], conditions) as [Alternative];
  const interval = intervals?.length === 1 ? intervals[0] : undefined;
  const whole = entries.stretch(values, interval);
  const reverse = isTurned(fields, rest);
  const place = after && [...values, ...fields.map(({ path }) => after[positionOf(path, sort)])];
  return {
    index,
    entries,
    reverse,
    distinct: true,
    met: interval ? [...singles, ...met] : singles,
    total: whole.end - whole.start,
    stretches: [place ? afterPlace(whole, entries.stretch(place), reverse) : whole],
  };
}

interface Alternative {
  /** None: whatever has the single values. */
  readonly intervals?: readonly Interval[];
  readonly met: readonly Condition[];
}

/** How the conditions on the first field after the single values can be used; at least one way. */
function alternatives(
  entries: SortedEntries,
  field: IndexField | undefined,
  conditions: readonly Condition[],
): readonly Alternative[] {
  const each = conditions.flatMap((condition) => {
    const { path, intervals } = condition.within ?? {};
    return field && intervals && path === field.path ? [{ intervals, met: [condition] }] : [];
  });
  if (!field || each.length === 0) return [{ met: [] }];
  // Of an array, different elements may meet different conditions: only one of them can be used.
  if (each.length === 1 || entries.holdsArrays(field.path)) return each;
  const ranges = each.filter(({ intervals }) => intervals.length === 1);
  if (ranges.length === 0) return each;
  const interval = ranges.flatMap(({ intervals }) => intervals).reduce(intersection);
  return [{ intervals: [interval], met: ranges.flatMap(({ met }) => met) }];
}

/** The part of the index that the first single value leads to, and the values to follow in it. */
function opened({ index, singles }: Shape): { readonly entries: SortedEntries; readonly values: readonly unknown[] } {
  const [first, ...others] = singles;
  return { entries: first ? index.part(valueOf(first)) : index.whole(), values: others.map(valueOf) };
}

function isDistinct(entries: SortedEntries, rest: readonly IndexField[]): boolean {
  return !rest.some(({ path }) => entries.holdsArrays(path));
}

/** The fields of an order that the filter does not hold to a single value. */
function openFields(sort: SortOrder, singles: readonly Condition[]): readonly IndexField[] {
  return sort.fields.filter(({ path }) => !singles.some(({ within }) => within?.path === path));
}

function isTurned(fields: readonly IndexField[], rest: readonly IndexField[]): boolean {
  return fields[0] !== undefined && fields[0].direction !== rest[0]?.direction;
}

/** True where the place agrees with the filter in all that the filter holds to a single value. */
function isWithin(after: readonly unknown[], sort: SortOrder, singles: readonly Condition[]): boolean {
  return singles.every((condition) => {
    const position = positionOf(condition.within?.path ?? '', sort);
    return position < 0 || keyText(after[position]) === keyText(valueOf(condition));
  });
}

function positionOf(path: string, sort: SortOrder): number {
  return sort.fields.findIndex((field) => field.path === path);
}

function valueOf({ within }: Condition): unknown {
  return within?.values?.[0];
}

function afterPlace({ start, end }: Stretch, place: Stretch, reverse: boolean): Stretch {
  return reverse ? { start, end: Math.min(end, place.start) } : { start: Math.max(start, place.end), end };
}
