import { type CompoundIndex } from './compound-index.js';
import { type Condition } from './filter.js';
import { type SortOrder } from './sort-order.js';
import { type IndexField } from './sorted-entries.js';

/** Of more runs, each with a place of its own in an index, none is made. */
export const MOST_RUNS = 1024;

/** How a filter follows the fields of an index: those whose values it names, then the fields that are left. */
export interface Shape {
  readonly index: CompoundIndex;
  /** For each of the first fields the condition that names its values. */
  readonly named: readonly Condition[];
  readonly rest: readonly IndexField[];
}

/**
 * The ways to look at an index: first as many named fields as can be, then fewer, down to those that have a single
 * value. An order may begin with a field of which several values are named.
 */
export function shapesOf(index: CompoundIndex, conditions: readonly Condition[]): readonly [Shape, ...Shape[]] {
  const named = namedFields(index, conditions);
  const several = named.findIndex((condition) => !isSingle(condition));
  const least = several < 0 ? named.length : several;
  const shape = (count: number) => ({ index, named: named.slice(0, count), rest: index.fields.slice(count) });
  const fewer = Array.from({ length: named.length - least }, (_, less) => shape(named.length - less - 1));
  return [shape(named.length), ...fewer];
}

/** True where the index narrows the entries down further than a lookup of its first field does. */
export function narrows({ named, rest }: Shape, conditions: readonly Condition[]): boolean {
  return named.length > 1 || conditions.some(({ within }) => within && within.path === rest[0]?.path);
}

/** True where the fields of an index give an order: as they are, or the other way round. */
export function follows(fields: readonly IndexField[], rest: readonly IndexField[]): boolean {
  const turned = isTurned(fields, rest);
  return fields.every(({ path, direction }, at) => {
    const field = rest[at];
    return field?.path === path && (field.direction !== direction) === turned;
  });
}

export function isTurned(fields: readonly IndexField[], rest: readonly IndexField[]): boolean {
  return fields[0] !== undefined && fields[0].direction !== rest[0]?.direction;
}

/** The fields of an order that the filter does not hold to a single value. */
export function openFields(sort: SortOrder, { named }: Shape): readonly IndexField[] {
  const single = new Set(named.filter(isSingle).map(({ within }) => within?.path));
  return sort.fields.filter(({ path }) => !single.has(path));
}

export function isSingle(condition: Condition): boolean {
  return valuesOf(condition).length === 1;
}

export function valuesOf({ within }: Condition): readonly unknown[] {
  return within?.values ?? [];
}

function namedFields({ fields }: CompoundIndex, conditions: readonly Condition[]): readonly Condition[] {
  const named: Condition[] = [];
  let runs = 1;
  for (const { path } of fields) {
    const [fewest] = conditions
      .filter(({ within }) => within?.path === path && within.values)
      .sort((a, b) => valuesOf(a).length - valuesOf(b).length);
    runs *= fewest ? valuesOf(fewest).length : Infinity;
    if (!fewest || runs > MOST_RUNS) break;
    named.push(fewest);
  }
  return named;
}
