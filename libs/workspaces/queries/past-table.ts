import { type Workspace } from '../domain/workspace.js';
import { searchWords } from '../projections/search-terms.js';
import { type MemberRow } from '../projections/user-table.projection.js';
import { activityAt } from './activity.js';
import { type Counts, keysOf, sortOf, type TablePage, type TablePlace, type TableView } from './user-table.js';

/** A workspace and its rows as they stood at a moment (T-5). */
export interface PastTable {
  /** Empty for a moment before its founding. */
  readonly workspace: Workspace;
  readonly rows: readonly MemberRow[];
}

/** Implemented by the history. */
export interface PastTables {
  /** @param time ISO; what happened then is included */
  at(workspaceId: string, time: string): Promise<PastTable>;
}

/** Reads a table of the past as `UserTable` reads that of now: the same filters, order, pages and counts (T-3, T-5). */
export class PastTableReading {
  /** @param time ISO time of the moment: activity is judged then */
  constructor(
    private readonly rows: readonly MemberRow[],
    private readonly time: string,
  ) {}

  page(view: TableView, limit: number, place: TablePlace | null): TablePage {
    const page = this.find(view, limit, place);
    const widen = view.search !== undefined && place === null && page.rows.length === 0;
    return widen ? this.find(view, limit, { after: [], widened: true }) : page;
  }

  all(view: TableView): readonly MemberRow[] {
    return this.page(view, Infinity, null).rows;
  }

  counts(inboxIds: readonly string[]): Counts {
    const count = (fits: (row: MemberRow) => boolean): number => this.rows.reduce((sum, row) => sum + Number(fits(row)), 0);
    const active = (is: string) => count(({ lastActiveAt }) => activityAt(lastActiveAt, this.time) === is);
    const members = this.rows.length;
    const invited = count(({ state }) => state === 'invited');
    const admin = count(({ role }) => role === 'admin');
    return {
      members,
      invited,
      joined: members - invited,
      byRole: { admin, user: members - admin },
      byState: { invited, joined: members - invited },
      byActivity: { active: active('active'), inactive: active('inactive'), never: active('never') },
      byInbox: Object.fromEntries(inboxIds.map((id) => [id, count((row) => row.inboxIds.includes(id))])),
    };
  }

  private find(view: TableView, limit: number, place: TablePlace | null): TablePage {
    const sort = sortOf(view);
    const way = view.descending ? -1 : 1;
    const widened = place?.widened ?? false;
    const after = place && place.after.length > 0 ? place.after : undefined;
    const found = this.rows
      .filter((row) => this.fits(row, view, widened))
      .map((row) => ({ row, keys: keysOf(row, sort) }))
      .filter(({ keys }) => after === undefined || way * compared(keys, after) > 0)
      .sort((one, other) => way * compared(one.keys, other.keys));
    const rows = found.slice(0, limit).map(({ row }) => row);
    const last = found[limit - 1];
    return { rows, next: found.length > limit && last ? { after: last.keys, widened } : null };
  }

  private fits(row: MemberRow, { search, role, state, activity, inboxId }: TableView, widened: boolean): boolean {
    if (role !== undefined && row.role !== role) return false;
    if (state !== undefined && row.state !== state) return false;
    if (inboxId !== undefined && !row.inboxIds.includes(inboxId)) return false;
    if (activity !== undefined && activityAt(row.lastActiveAt, this.time) !== activity) return false;
    const words = search === undefined ? [] : searchWords(search);
    return words.every((word) => row.terms.some((term) => (widened ? term.includes(word) : term.startsWith(word))));
  }
}

type Keys = readonly (string | number | boolean)[];

function compared(one: Keys, other: Keys): number {
  for (const [index, key] of one.entries()) {
    const its = other[index] ?? '';
    if (key !== its) return key < its ? -1 : 1;
  }
  return 0;
}
