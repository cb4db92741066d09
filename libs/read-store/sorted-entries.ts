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
    for (const { document } of entries) if (document) for (const key of this.keysTo(document)) keys.push(key);
    this.keys = new SortedTexts(keys);
  }

  /** True where an entry can stand under several values of this field. */
  holdsArrays(path: string): boolean {
    return this.columns.some((column) => column.path === path && column.holdsArrays);
  }

  replace(before: ReadDocument | null, after: ReadDocument | null): void {
    if (before && after && this.columns.every(({ read }) => read(before) === read(after))) return;
    const from = before ? this.keysTo(before) : [];
    const to = after ? this.keysTo(after) : [];
    for (const key of from) if (!to.includes(key)) this.keys.remove(key);
    for (const key of to) if (!from.includes(key)) this.keys.add(key);
  }

  /** Where the keys are that begin with these values, and then have one in the interval. */
  stretch(values: readonly unknown[], interval?: Interval): Stretch {
    const start = fieldsText(values, this.fields);
    if (!interval) return { start: this.rank(start), end: this.rank(beyond(start)) };
    const { from, to } = interval;
    const turned = this.columns[values.length]?.direction === -1;
    const [first, last] = turned ? [mirroredPlace(to), mirroredPlace(from)] : [from, to];
    const rank = this.rank(start + first);
    return { start: rank, end: Math.max(rank, this.rank(start + last)) };
  }

  /** How many keys come before a place. */
  rank(place: string): number {
    return this.keys.rank(place);
  }

  /** The entries of a stretch, in its order or the other way round. One with arrays may come several times. */
  *range(stretch: Stretch, reverse = false): Generator<Entry> {
    for (const key of this.keysOf(stretch, reverse)) {
      const entry = this.entryOf(key);
      if (entry) yield entry;
    }
  }

  keysOf({ start, end }: Stretch, reverse: boolean): Generator<string, void> {
    return this.keys.range(start, end, reverse);
  }

  entryOf(key: string): Entry | undefined {
    return this.all.get(lastOf(key));
  }

  /** The keys of a document, made from the last field to the first: what elements of an array share is made once. */
  private keysTo(document: ReadDocument): readonly string[] {
    let ends = [''];
    for (let at = this.columns.length - 1; at >= 0; at -= 1) {
      const column = this.columns[at] as Column;
      const value = column.read(document);
      if (Array.isArray(value)) {
        column.holdsArrays = true;
        ends = combined(elementTexts(value as readonly unknown[], column), ends);
      } else {
        const text = columnText(value, column);
        for (let index = 0; index < ends.length; index += 1) ends[index] = text + (ends[index] as string);
      }
    }
    return ends;
  }
}

/** What keys have where these fields have these values; there may be more fields than values. */
export function fieldsText(values: readonly unknown[], fields: readonly IndexField[]): string {
  return values.map((value, index) => columnText(value, fields[index] as IndexField)).join('');
}

function columnText(value: unknown, { direction }: IndexField): string {
  return direction === 1 ? keyText(value) : mirrored(keyText(value));
}

function elementTexts(elements: readonly unknown[], field: IndexField): readonly string[] {
  if (elements.length === 0) return [field.direction === 1 ? EMPTY : mirrored(EMPTY)];
  const texts: string[] = [];
  for (const element of elements) {
    const text = columnText(element, field);
    if (!texts.includes(text)) texts.push(text);
  }
  return texts;
}

function combined(beginnings: readonly string[], ends: readonly string[]): string[] {
  const texts: string[] = [];
  for (const beginning of beginnings) for (const end of ends) texts.push(beginning + end);
  return texts;
}
