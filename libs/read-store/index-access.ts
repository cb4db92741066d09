import { type CompoundIndex } from './compound-index.js';
import { type Condition } from './filter.js';
import { type Interval, intersection } from './interval.js';
import { beyond, keyText } from './key-text.js';
import { type Run } from './run.js';
import { follows, isSingle, isTurned, MOST_RUNS, openFields, type Shape, valuesOf } from './shape.js';
import { type SortOrder } from './sort-order.js';
import { fieldsText, type IndexField, type SortedEntries } from './sorted-entries.js';

/** For more values of the first field one index of everything is made, rather than a small one for each of them. */
const MOST_PARTS = 16;

/** A way to the entries that meet some of a filter's conditions. */
export interface Access {
  readonly index: CompoundIndex;
  readonly runs: readonly Run[];
  /** Conditions that the entries are known to meet, as far as their intervals are exact. */
  readonly met: readonly Condition[];
  /** False where an entry may come several times, because a field holds an array. */
  readonly distinct: boolean;
}

/** An access of which every run has the order of a query. */
export interface OrderedAccess extends Access {
  readonly reverse: boolean;
  /** How many there are in all, those up to the place that the query begins after too. */
  readonly total: number;
}

/** An access of which the runs have the order of a query among equal values of their next field, and only there. */
export interface SelectiveAccess extends Access {
  readonly reverse: boolean;
  /** What keys have after that field at the place that the query begins after. */
  readonly place?: string;
  /** True where that field is a descending one. */
  readonly turned: boolean;
}

export function sizeOf({ runs }: Access): number {
  return runs.reduce((size, { start, end }) => size + Math.max(end - start, 0), 0);
}

/** Ways to gather candidates through an index. */
export function accessesOf(shape: Shape, conditions: readonly Condition[]): readonly Access[] {
  const { index, named, rest } = shape;
  const parts = opened(shape);
  const distinct = !haveArrays(parts, rest) && !severalFromArrays(shape, parts);
  return alternatives(parts, rest[0], conditions).map(({ intervals, met }) => ({
    index,
    distinct,
    met: [...named, ...met],
    runs: runsOf(parts, intervals),
  }));
}

/** The entries in an order, after a place of it. Undefined where an array or that place stands in the way. */
export function orderedAccess(
  shape: Shape,
  conditions: readonly Condition[],
  sort: SortOrder,
  after?: readonly unknown[],
): OrderedAccess | undefined {
  const { index, named, rest } = shape;
  const fields = openFields(sort, shape);
  if (!follows(fields, rest) || (after && !isWithin(after, sort, named))) return undefined;
  const parts = opened(shape);
  if (haveArrays(parts, rest)) return undefined;
  const [{ intervals, met }] = alternatives(parts, rest[0], conditions);
  const usable = intervals && intervals.length * parts.length <= MOST_RUNS;
  const runs = runsOf(parts, usable ? intervals : undefined);
  const reverse = isTurned(fields, rest);
  const place = after && placeText(after, sort, fields, rest);
  return {
    index,
    reverse,
    distinct: true,
    met: usable ? [...named, ...met] : named,
    total: runs.reduce((total, { start, end }) => total + end - start, 0),
    runs: place === undefined ? runs : runs.map((run) => behindPlace(run, place, reverse)),
  };
}

/** Ways that have an order behind a range, a beginning or values of one field. */
export function selectiveAccesses(
  shape: Shape,
  conditions: readonly Condition[],
  sort: SortOrder,
  after?: readonly unknown[],
): readonly SelectiveAccess[] {
  const { named, rest } = shape;
  const [field, ...others] = rest;
  const fields = openFields(sort, shape);
  const narrowed = field && conditions.some(({ within }) => within?.path === field.path);
  if (!narrowed || !follows(fields, others) || (after && !isWithin(after, sort, named))) return [];
  if (haveArrays(opened(shape), others)) return [];
  return accessesOf(shape, conditions).map((access) => ({
    ...access,
    reverse: isTurned(fields, others),
    turned: field.direction === -1,
    ...(after && { place: placeText(after, sort, fields, others) }),
  }));
}

interface Alternative {
  /** None: whatever has the named values. */
  readonly intervals?: readonly Interval[];
  readonly met: readonly Condition[];
}

/** How the conditions on the first field after the named ones can be used; at least one way. */
function alternatives(
  parts: readonly Part[],
  field: IndexField | undefined,
  conditions: readonly Condition[],
): readonly [Alternative, ...Alternative[]] {
  const each = conditions.flatMap((condition) => {
    const { path, intervals } = condition.within ?? {};
    return field && intervals && path === field.path ? [{ intervals, met: [condition] }] : [];
  });
  const [first, ...others] = each;
  if (!field || !first) return [{ met: [] }];
  // Of an array, different elements may meet different conditions: only one of them can be used.
  if (others.length === 0 || haveArrays(parts, [field])) return [first, ...others];
  const ranges = each.filter(({ intervals }) => intervals.length === 1);
  if (ranges.length === 0) return [first, ...others];
  const interval = ranges.flatMap(({ intervals }) => intervals).reduce(intersection);
  return [{ intervals: [interval], met: ranges.flatMap(({ met }) => met) }];
}

/** A part of an index, and values that the keys to be read in it begin with. */
interface Part {
  readonly entries: SortedEntries;
  readonly values: readonly unknown[];
}

/** What the named values lead to, in every combination. */
function opened({ index, named }: Shape): readonly Part[] {
  const [first, ...others] = named;
  if (!first || valuesOf(first).length > MOST_PARTS) return within(index.whole(), named);
  return valuesOf(first).flatMap((value) => within(index.part(value), others));
}

function within(entries: SortedEntries, named: readonly Condition[]): readonly Part[] {
  let combined: readonly (readonly unknown[])[] = [[]];
  for (const condition of named) {
    combined = combined.flatMap((values) => valuesOf(condition).map((value) => [...values, value]));
  }
  return combined.map((values) => ({ entries, values }));
}

function runsOf(parts: readonly Part[], intervals?: readonly Interval[]): readonly Run[] {
  return parts.flatMap(({ entries, values }) => {
    const beginning = fieldsText(values, entries.fields);
    const stretches = intervals?.map((interval) => entries.stretch(values, interval)) ?? [entries.stretch(values)];
    return stretches.map((stretch) => ({ ...stretch, entries, beginning }));
  });
}

function haveArrays(parts: readonly Part[], fields: readonly IndexField[]): boolean {
  return parts.some(({ entries }) => fields.some(({ path }) => entries.holdsArrays(path)));
}

/** True where an entry may stand in several of the parts. */
function severalFromArrays({ index, named }: Shape, parts: readonly Part[]): boolean {
  const several = named.filter((condition) => !isSingle(condition)).map(({ within }) => within?.path);
  if (several.includes(index.first.path) && index.startsWithArrays()) return true;
  return haveArrays(parts, index.fields.slice(1, named.length).filter(({ path }) => several.includes(path)));
}

/** True where the place agrees with the filter in all that the filter holds to a single value. */
function isWithin(after: readonly unknown[], sort: SortOrder, named: readonly Condition[]): boolean {
  return named.filter(isSingle).every((condition) => {
    const position = positionOf(condition.within?.path ?? '', sort);
    return position < 0 || keyText(after[position]) === keyText(valuesOf(condition)[0]);
  });
}

/** What keys have at the place in the fields that the order leaves open. */
function placeText(
  after: readonly unknown[],
  sort: SortOrder,
  open: readonly IndexField[],
  fields: readonly IndexField[],
): string {
  return fieldsText(open.map(({ path }) => after[positionOf(path, sort)]), fields);
}

function positionOf(path: string, sort: SortOrder): number {
  return sort.fields.findIndex((field) => field.path === path);
}

function behindPlace(run: Run, place: string, reverse: boolean): Run {
  const at = run.beginning + place;
  if (reverse) return { ...run, end: Math.min(run.end, run.entries.rank(at)) };
  return { ...run, start: Math.max(run.start, run.entries.rank(beyond(at))) };
}
