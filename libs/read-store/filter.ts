import { type Filter, type ReadDocument } from '#libs/event-sourcing';
import { Query } from 'mingo';
import { pathReader } from './field-path.js';
import { above, beginningWith, below, type Interval, only } from './interval.js';
import { literalPrefix } from './literal-prefix.js';
import { keyText } from './key-text.js';

/** One condition of a filter; all of them hold for a document that matches. */
export interface Condition {
  readonly matches: (document: ReadDocument) => boolean;
  readonly within?: Within;
}

/** Where an index can answer a condition: the values of a field that meet it. */
export interface Within {
  readonly path: string;
  readonly intervals: readonly Interval[];
  /** False where some values in the intervals do not meet it. */
  readonly exact: boolean;
  /** The values themselves, where it names them. */
  readonly values?: readonly (Scalar | null)[];
}

type Scalar = string | number | boolean;
type Test = (value: unknown) => boolean;
interface Operation {
  readonly test: Test;
  readonly within?: Omit<Within, 'path'>;
}

/** The conditions of a filter. What is not asked for every day is left to mingo, which says what a filter means. */
export function conditionsOf(filter: Filter): readonly Condition[] {
  return Object.entries(filter).flatMap(([name, operand]) => {
    if (name === '$and') return (operand as readonly Filter[]).flatMap(conditionsOf);
    if (name === '$or') return [anyOf((operand as readonly Filter[]).map(matcher))];
    if (name.startsWith('$')) return [reference({ [name]: operand })];
    return fieldConditions(name, operand);
  });
}

/** The whole filter as one function. */
export function matcher(filter: Filter): (document: ReadDocument) => boolean {
  const conditions = conditionsOf(filter);
  return (document) => conditions.every(({ matches }) => matches(document));
}

function anyOf(matchers: readonly Condition['matches'][]): Condition {
  return { matches: (document) => matchers.some((matches) => matches(document)) };
}

/** Left to mingo. */
function reference(filter: Filter): Condition {
  const query = new Query<ReadDocument>(filter);
  return { matches: (document) => query.test(document) };
}

function fieldConditions(path: string, operand: unknown): readonly Condition[] {
  const operators = operatorsOf(operand);
  const operations = operators.map(([name, value]) => OPERATIONS[name]?.(value));
  if (/(^|\.)\d+(\.|$)/.test(path) || operations.includes(undefined)) return [reference({ [path]: operand })];
  const read = pathReader(path);
  return (operations as readonly Operation[]).map(({ test, within }) => ({
    matches: (document) => test(read(document)),
    ...(within && { within: { path, ...within } }),
  }));
}

function operatorsOf(operand: unknown): readonly (readonly [string, unknown])[] {
  if (operand instanceof RegExp) return [['$regex', operand]];
  if (typeof operand !== 'object' || operand === null) return [['$eq', operand ?? null]];
  const entries = Object.entries(operand);
  if (!entries.some(([name]) => name.startsWith('$'))) return [['$eq', operand]];
  const { $regex, $options, ...others } = operand as Record<string, unknown>;
  if ($regex === undefined) return entries;
  const source = $regex instanceof RegExp ? $regex.source : $regex;
  const flags = $options ?? ($regex instanceof RegExp ? $regex.flags : '');
  return [...Object.entries(others), ['$regex', new RegExp(source as string, flags as string)]];
}

const OPERATIONS: Readonly<Record<string, (operand: unknown) => Operation | undefined>> = {
  $eq: (operand) => {
    if (!isPlain(operand)) return undefined;
    return { test: equal(operand), within: valuesOf([operand]) };
  },
  $ne: (operand) => (isPlain(operand) ? { test: not(equal(operand)) } : undefined),
  $in: (operand) => {
    if (!arePlain(operand)) return undefined;
    return { test: oneOf(operand), within: valuesOf([...new Set(operand)]) };
  },
  $nin: (operand) => (arePlain(operand) ? { test: not(oneOf(operand)) } : undefined),
  $gt: (operand) => comparison(operand, (text, bound) => text > bound, above, false),
  $gte: (operand) => comparison(operand, (text, bound) => text >= bound, above, true),
  $lt: (operand) => comparison(operand, (text, bound) => text < bound, below, false),
  $lte: (operand) => comparison(operand, (text, bound) => text <= bound, below, true),
  $exists: (operand) => ({ test: (value) => (value !== undefined) === Boolean(operand) }),
  $regex: (operand) => {
    const pattern = new RegExp(operand as RegExp, (operand as RegExp).flags.replace(/[gy]/g, ''));
    const prefix = literalPrefix(pattern);
    const test = textThat((text) => pattern.test(text));
    if (!prefix) return { test };
    return {
      test: prefix.whole ? textThat((text) => text.startsWith(prefix.text)) : test,
      within: { intervals: [beginningWith(prefix.text)], exact: prefix.whole },
    };
  },
};

function comparison(
  operand: unknown,
  holds: (text: string, bound: string) => boolean,
  interval: (value: unknown, included: boolean) => Interval,
  included: boolean,
): Operation | undefined {
  if (!isScalar(operand)) return undefined;
  const bound = keyText(operand);
  const type = typeof operand;
  const test = (value: unknown) => typeof value === type && holds(keyText(value), bound);
  return { test: anyElement(test), within: { intervals: [interval(operand, included)], exact: true } };
}

function valuesOf(values: readonly (Scalar | null)[]): Omit<Within, 'path'> {
  return { values, intervals: values.map(only), exact: true };
}

function equal(operand: Scalar | null): Test {
  if (operand === null) return (value) => (value ?? null) === null || (Array.isArray(value) && value.includes(null));
  return (value) => value === operand || (Array.isArray(value) && value.includes(operand));
}

function oneOf(operands: readonly (Scalar | null)[]): Test {
  const set = new Set<unknown>(operands);
  return (value) => (Array.isArray(value) ? value.some((element) => set.has(element)) : set.has(value ?? null));
}

function textThat(test: (text: string) => boolean): Test {
  return anyElement((value) => typeof value === 'string' && test(value));
}

function anyElement(test: Test): Test {
  return (value) => (Array.isArray(value) ? value.some(test) : test(value));
}

function not(test: Test): Test {
  return (value) => !test(value);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && !Number.isNaN(value));
}

function isPlain(value: unknown): value is Scalar | null {
  return value === null || isScalar(value);
}

function arePlain(value: unknown): value is readonly (Scalar | null)[] {
  return Array.isArray(value) && value.every(isPlain);
}
