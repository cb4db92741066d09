import { type ReadDocument, type SortSpec } from '#libs/event-sourcing';
import { pathReader } from './field-path.js';
import { type IndexField } from './sorted-entries.js';
import { type Component, compareComponents, componentOf } from './sortable.js';

type SortKey = readonly Component[];

/** The order that a query asks for. */
export class SortOrder {
  readonly fields: readonly IndexField[];
  private readonly read: (document: ReadDocument) => SortKey;

  constructor(sort: SortSpec) {
    this.fields = Object.entries(sort).map(([path, direction]) => ({ path, direction }));
    const readers = this.fields.map(({ path }) => pathReader(path));
    this.read = (document) => readers.map((read) => componentOf(read(document)));
  }

  /** The first `limit` documents in this order that come after the place, if there is one. */
  first(documents: readonly ReadDocument[], limit: number, after?: readonly unknown[]): readonly ReadDocument[] {
    const place = after?.map(componentOf);
    const rows = documents.map((document) => ({ document, key: this.read(document) }));
    const left = place ? rows.filter(({ key }) => this.compare(key, place) > 0) : rows;
    left.sort((a, b) => this.compare(a.key, b.key));
    return left.slice(0, limit).map(({ document }) => document);
  }

  private compare(a: SortKey, b: SortKey): number {
    for (const [index, { direction }] of this.fields.entries()) {
      const order = compareComponents(a[index], b[index]);
      if (order !== 0) return order * direction;
    }
    return 0;
  }
}
