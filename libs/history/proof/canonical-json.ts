/**
 * A JSON value in the canonical form of RFC 8785. As `canonicalize`, in a third of the time: a chain over a million events
 * is written by it. A lone surrogate, which RFC 8785 has no form for, is written as its escape.
 */
export function canonicalJson(value: unknown): string {
  const ordered = inOrder(value);
  return ordered === UNORDERABLE ? written(value) : JSON.stringify(ordered);
}

/** Stands for an object that cannot have its fields in order: the engine puts numbers first, and `__proto__` is none. */
const UNORDERABLE = Symbol('unorderable');
const NEVER_IN_ORDER = /^(?:\d|__proto__$)/;

/** The value with the fields of its objects in order, for the engine to write. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(inOrder);
    return items.includes(UNORDERABLE) ? UNORDERABLE : items;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const name of namesOf(fields)) {
    const field = inOrder(fields[name]);
    if (field === UNORDERABLE || NEVER_IN_ORDER.test(name)) return UNORDERABLE;
    ordered[name] = field;
  }
  return ordered;
}

/** The same, field by field. */
function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => (item === undefined ? 'null' : written(item))).join()}]`;
  const fields = value as Readonly<Record<string, unknown>>;
  const names = namesOf(fields).filter((name) => fields[name] !== undefined);
  return `{${names.map((name) => `${JSON.stringify(name)}:${written(fields[name])}`).join()}}`;
}

/** By UTF-16 code units, as RFC 8785 wants it and as `<` and `sort` compare. */
function namesOf(fields: object): readonly string[] {
  const names = Object.keys(fields);
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] as string) > (names[index] as string)) return names.sort();
  }
  return names;
}
