import { Inject, Injectable } from '@nestjs/common';
import { type Filter, READ_STORE, type ReadDocument, type ReadStore } from '#libs/event-sourcing';
import { Cursors } from '#libs/http';
import { type Workspace } from '#libs/workspaces';
import { type PageQuery } from '../schemas.js';

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
  /** For who shows the rows only up to one of them. */
  readonly cursorAfter: (row: Row) => string;
}

/** Reads lists page by page, in the order of their ids. */
@Injectable()
export class Pages {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    private readonly cursors: Cursors,
  ) {}

  /**
   * @param kind names the list and its filter: a cursor opens only with the kind it was made for
   * @throws InvalidRequest where the cursor is none of this list
   */
  async of<Row extends ReadDocument>(
    collection: string,
    kind: string,
    filter: Filter,
    { limit, cursor }: PageQuery,
  ): Promise<Page<Row>> {
    const after = cursor === undefined ? {} : { after: this.cursors.decode(kind, cursor) as readonly string[] };
    const found = await this.store.find<Row>(collection, { filter, sort: { _id: 1 }, limit: limit + 1, ...after });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const cursorAfter = ({ _id }: Row) => this.cursors.encode(kind, [_id]);
    return { rows, nextCursor: found.length > limit && last ? cursorAfter(last) : null, cursorAfter };
  }
}

/**
 * What a field that names a member must be for the work to be this member's now: nothing stands any more
 * under somebody who was removed.
 */
export function whoseWork(workspace: Workspace, memberId: string): unknown {
  const [one, ...others] = workspace.members.has(memberId) ? workspace.heritageOf(memberId) : [];
  return others.length === 0 && one !== undefined ? one : { $in: one === undefined ? [] : [one, ...others] };
}
