import { type ReadDocument, type SortSpec } from '#libs/event-sourcing';
import { pathReader } from './field-path.js';
import { keyText, mirrored } from './key-text.js';
import { Leaders } from './leaders.js';
import { type IndexField } from './sorted-entries.js';

/** The order that a query asks for. */
export class SortOrder {
  readonly fields: readonly IndexField[];

  constructor(sort: SortSpec) {
    this.fields = Object.entries(sort).map(([path, direction]) => ({ path, direction }));
  }

  /** The first `limit` documents in this order that come after the place, if there is one. */
  first(documents: readonly ReadDocument[], limit: number, after?: readonly unknown[]): readonly ReadDocument[] {
    const readers = this.fields.map(({ path }) => pathReader(path));
    const place = after && this.textOf(after);
    const leaders = new Leaders<ReadDocument>(limit, false);
    for (const document of documents) {
      const key = this.textOf(readers.map((read) => read(document)));
      if (place === undefined || key > place) leaders.offer(key, document);
    }
    return leaders.values();
  }

  private textOf(values: readonly unknown[]): string {
    return this.fields
      .map(({ direction }, index) => (direction === 1 ? keyText(values[index]) : mirrored(keyText(values[index]))))
      .join('');
  }
}
