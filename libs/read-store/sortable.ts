/**
 * Values in the order in which MongoDB sorts them: nothing, null, numbers, text by code point, objects, booleans.
 *
 * A `Component` is one field of an index key: text already in the form of `sortable`, and `undefined` for an empty
 * array. A missing field is null.
 */
export type Component = string | number | boolean | object | null | undefined;

const BEYOND_SURROGATES = /[\ud800-\uffff]/;
const EACH_BEYOND_SURROGATES = /[\ud800-\uffff]/g;

/** The text in a form that `<` sorts by code point, as MongoDB does; JavaScript alone sorts by UTF-16 unit. */
export function sortable(text: string): string {
  return BEYOND_SURROGATES.test(text) ? text.replace(EACH_BEYOND_SURROGATES, moved) : text;
}

/** Comes after every text that begins with `prefix`, which is in the form of `sortable`. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\uffff`;
}

function moved(unit: string): string {
  const code = unit.charCodeAt(0);
  return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
}

export function componentOf(value: unknown): Component {
  return typeof value === 'string' ? sortable(value) : ((value ?? null) as Component);
}

/** Stands before or after all values of one type. */
export class Edge {
  private constructor(readonly rank: number) {}

  static before(value: Component): Edge {
    return new Edge(rankOf(value) - 0.5);
  }

  static after(value: Component): Edge {
    return new Edge(rankOf(value) + 0.5);
  }
}

/** Below 0 where `a` comes first. */
export function compareComponents(a: Component, b: Component): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0 || a instanceof Edge) return difference;
  if (typeof a === 'boolean') return a ? 1 : -1;
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function rankOf(component: Component): number {
  switch (typeof component) {
    case 'undefined':
      return 0;
    case 'number':
      return 2;
    case 'string':
      return 3;
    case 'boolean':
      return 5;
    default:
      if (component === null) return 1;
      return component instanceof Edge ? component.rank : 4;
  }
}
