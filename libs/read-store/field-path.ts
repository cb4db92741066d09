/** Gives the value that a dotted path leads to; undefined where there is none. */
export type PathReader = (document: object) => unknown;

type Fields = Readonly<Record<string, unknown>>;

/** A path through an array leads to the values of all its elements. */
export function pathReader(path: string): PathReader {
  const names = path.split('.');
  const [first = '', second, third] = names;
  if (second === undefined) return (document) => (document as Fields)[first];
  if (third === undefined) return twoNames(first, second);
  return (document) => valueAt(document, names, 0);
}

/** The common case, read a million times while an index is made. */
function twoNames(first: string, second: string): PathReader {
  return (document) => {
    const value = (document as Fields)[first];
    if (typeof value !== 'object' || value === null) return undefined;
    return Array.isArray(value) ? valuesAt(value, [second], 0) : (value as Fields)[second];
  };
}

function valueAt(from: unknown, names: readonly string[], start: number): unknown {
  let value = from;
  for (let index = start; index < names.length; index += 1) {
    if (Array.isArray(value)) return valuesAt(value, names, index);
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Fields)[names[index] as string];
  }
  return value;
}

function valuesAt(elements: readonly unknown[], names: readonly string[], index: number): unknown {
  const values = elements.flatMap((element) => {
    const value = valueAt(element, names, index);
    return value === undefined ? [] : value;
  });
  return values.length > 0 ? values : undefined;
}
