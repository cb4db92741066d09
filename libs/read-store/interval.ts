import { beyond, keyText, prefixText, typeText } from './key-text.js';

/** Values of one field whose key texts come at `from` or after it, and before `to`. Empty where the two cross. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

export function only(value: unknown): Interval {
  const from = keyText(value);
  return { from, to: beyond(from) };
}

/** Comparisons hold between values of one type only. */
export function above(value: unknown, included: boolean): Interval {
  const text = keyText(value);
  return { from: included ? text : beyond(text), to: beyond(typeText(value)) };
}

export function below(value: unknown, included: boolean): Interval {
  const text = keyText(value);
  return { from: typeText(value), to: included ? beyond(text) : text };
}

export function beginningWith(prefix: string): Interval {
  const from = prefixText(prefix);
  return { from, to: beyond(from) };
}

export function intersection(a: Interval, b: Interval): Interval {
  return { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to };
}
