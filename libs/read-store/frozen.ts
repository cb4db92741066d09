/**
 * Freezes a value made of plain objects and arrays, all the way down. What is frozen already is taken to be so below as
 * well: folds share most of a document with the one before.
 */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) for (const element of value) frozen(element);
  else for (const key in value) frozen(value[key]);
  return Object.freeze(value);
}
