import { type ReadDocument } from '#libs/event-sourcing';
import { type Entry } from './entry.js';
import { type PathReader, pathReader } from './field-path.js';
import { type Interval } from './interval.js';
import { beyond, EMPTY, keyText, lastOf, mirrored, mirroredPlace } from './key-text.js';
import { SortedTexts } from './sorted-texts.js';

export interface IndexField {
  readonly path: string;
  readonly direction: 1 | -1;
}

/** Ranks in an index: from `start` on, before `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Column extends IndexField {
  readonly read: PathReader;
  holdsArrays: boolean;
}

/**
 * Entries in the order of a compound key, as texts: nothing is compared but strings. An entry with an array is there
 * once for each of its elements.
 */
export class SortedEntries {
  private readonly columns: readonly Column[];
  private readonly keys: SortedTexts;

  /** @param fields the last one is `_id`, ascending, so that no two keys are equal */
  constructor(
    readonly fields: readonly IndexField[],
    private readonly all: ReadonlyMap<string, Entry>,
    entries: Iterable<Entry>,
  ) {
    this.columns = fields.map((field) => ({ ...field, read: pathReader(field.path), holdsArrays: false }));
    const keys: string[] = [];
    for (const { document } of entries) if (document) keys.push(...this.keysOf(document));
    this.keys = new SortedTexts(keys);
  }

  /** True where an entry can stand under several values of this field. */
  holdsArrays(path: string): boolean {
    return this.columns.some((column) => column.path === path && column.holdsArrays);
  }

  replace(before: ReadDocument | null, after: ReadDocument | null): void {
    if (before && after && this.columns.every(({ read }) => read(before) === read(after))) return;
    const from = before ? this.keysOf(before) : [];
    const to = after ? this.keysOf(after) : [];
    for (const key of from) if (!to.includes(key)) this.keys.remove(key);
    for (const key of to) if (!from.includes(key)) this.keys.add(key);
  }

  /** Where the keys are that begin with these values, and then have one in the interval. */
  stretch(values: readonly unknown[], interval?: Interval): Stretch {
    const start = this.keyText(values);
    if (!interval) return { start: this.keys.rank(start), end: this.keys.rank(beyond(start)) };
    const { from, to } = interval;
    const turned = this.columns[values.length]?.direction === -1;
    const [first, last] = turned ? [mirroredPlace(to), mirroredPlace(from)] : [from, to];
    const rank = this.keys.rank(start + first);
    return { start: rank, end: Math.max(rank, this.keys.rank(start + last)) };
  }

  /** The entries of a stretch, in its order or the other way round. One with arrays may come several times. */
  *range({ start, end }: Stretch, reverse = false): Generator<Entry> {
    for (const key of this.keys.range(start, end, reverse)) {
      const entry = this.all.get(lastOf(key));
      if (entry) yield entry;
    }
  }

  /** What the keys with these values in the first fields begin with. */
  private keyText(values: readonly unknown[]): string {
    return values.map((value, index) => columnText(value, this.columns[index] as Column)).join('');
  }

  private keysOf(document: ReadDocument): readonly string[] {
    let keys = [''];
    for (const column of this.columns) {
      const value = column.read(document);
      if (Array.isArray(value)) {
        column.holdsArrays = true;
        const texts = elementTexts(value as readonly unknown[], column);
        keys = keys.flatMap((key) => texts.map((text) => key + text));
      } else {
        const text = columnText(value, column);
        keys = keys.map((key) => key + text);
      }
    }
    return keys;
  }
}

function columnText(value: unknown, { direction }: IndexField): string {
  return direction === 1 ? keyText(value) : mirrored(keyText(value));
}

function elementTexts(elements: readonly unknown[], field: IndexField): readonly string[] {
  if (elements.length === 0) return [field.direction === 1 ? EMPTY : mirrored(EMPTY)];
  return [...new Set(elements.map((element) => columnText(element, field)))];
}
