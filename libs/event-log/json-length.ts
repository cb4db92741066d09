/** A character takes at most six bytes in JSON: `\u0000`. */
export const MAX_BYTES_PER_UNIT = 6;

const LONGEST_NUMBER = 25;

/**
 * At most so many UTF-16 units has a value as JSON, each escape counted as one. Much quicker than to write it out.
 * @throws TypeError something in it that JSON cannot carry: a mistake in the program
 */
export function jsonLength(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return value.length + 2;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('An event carries finite numbers only.');
      return LONGEST_NUMBER;
    case 'boolean':
      return 5;
    case 'object':
      if (value === null) return 4;
      return Array.isArray(value) ? lengthOfArray(value) : lengthOfObject(value as Record<string, unknown>);
    default:
      throw new TypeError(`An event carries JSON only, no ${typeof value}.`);
  }
}

function lengthOfArray(items: readonly unknown[]): number {
  let length = 2;
  for (const item of items) length += 1 + jsonLength(item);
  return length;
}

function lengthOfObject(object: Readonly<Record<string, unknown>>): number {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('An event carries plain objects only, no instances of classes.');
  }
  let length = 2;
  for (const key in object) {
    if (key === '__proto__') throw new TypeError('No field of an event is called __proto__.');
    const value = object[key];
    if (value !== undefined) length += key.length + 4 + jsonLength(value);
  }
  return length;
}
