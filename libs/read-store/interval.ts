import { afterPrefix, type Component, compareComponents, Edge } from './sortable.js';

interface End {
  readonly at: Component | Edge;
  readonly included: boolean;
}

/** A stretch of values of one field. */
export interface Interval {
  readonly low: End;
  readonly high: End;
}

export function only(value: Component): Interval {
  const end = { at: value, included: true };
  return { low: end, high: end };
}

/** Comparisons hold between values of one type only. */
export function above(value: Component, included: boolean): Interval {
  return { low: { at: value, included }, high: { at: Edge.after(value), included: false } };
}

export function below(value: Component, included: boolean): Interval {
  return { low: { at: Edge.before(value), included: false }, high: { at: value, included } };
}

/** @param prefix in the form of `sortable` */
export function beginningWith(prefix: string): Interval {
  return { low: { at: prefix, included: true }, high: { at: afterPrefix(prefix), included: false } };
}

/** What is in both; it may be empty, and its ends then cross. */
export function intersection(a: Interval, b: Interval): Interval {
  return { low: inner(a.low, b.low, 1), high: inner(a.high, b.high, -1) };
}

function inner(a: End, b: End, inwards: 1 | -1): End {
  const order = compareComponents(a.at, b.at) * inwards;
  if (order === 0) return a.included ? b : a;
  return order > 0 ? a : b;
}
