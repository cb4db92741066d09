import { Inject, Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Clock, CLOCK, collectionOf, type Filter, READ_STORE, type ReadStore, type SortSpec } from '#libs/event-sourcing';
import { type Role } from '../domain/capabilities.js';
import { searchWords } from '../projections/search-terms.js';
import { type MemberRow, userTable } from '../projections/user-table.projection.js';
import { type tableCounts } from '../schemas.js';
import { type Activity, inactiveSince } from './activity.js';

export const COLUMNS = ['name', 'email', 'role', 'joinedAt', 'lastActiveAt'] as const;
export type Column = (typeof COLUMNS)[number];

/** What a page of the table shows (T-3). */
export interface TableView {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: 'invited' | 'joined' | undefined;
  readonly activity?: Activity | undefined;
  readonly inboxId?: string | undefined;
  readonly column: Column;
  readonly descending: boolean;
}

/** Where a page ended: what the cursor holds. */
export interface TablePlace {
  readonly after: readonly (string | number | boolean)[];
  /** Whether the search was widened to the middle of words, because no word begins so. */
  readonly widened: boolean;
}

export interface TablePage {
  readonly rows: readonly MemberRow[];
  readonly next: TablePlace | null;
}

/** How many there are for each filter. */
export type Counts = Omit<z.infer<typeof tableCounts>, 'admins'>;

const COLLECTION = collectionOf(userTable);
const EXPORT_PAGE = 1000;

/** Reads the user table (T-1 to T-3). */
@Injectable()
export class UserTable {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Words are looked for at the beginning of names and of the parts of addresses, which an index finds; only where
   * nobody begins so are they looked for anywhere.
   */
  async page(workspaceId: string, view: TableView, limit: number, place: TablePlace | null): Promise<TablePage> {
    const page = await this.find(workspaceId, view, limit, place);
    const widen = view.search !== undefined && place === null && page.rows.length === 0;
    return widen ? this.find(workspaceId, view, limit, { after: [], widened: true }) : page;
  }

  /** Every row of the view, page by page. */
  async *all(workspaceId: string, view: TableView): AsyncGenerator<MemberRow> {
    let place: TablePlace | null = null;
    do {
      const page: TablePage = await this.page(workspaceId, view, EXPORT_PAGE, place);
      yield* page.rows;
      place = page.next;
    } while (place);
  }

  /** How many there are for each filter, over the whole workspace. */
  async counts(workspaceId: string, inboxIds: readonly string[]): Promise<Counts> {
    const since = inactiveSince(this.clock.now());
    const count = (filter: Filter) => this.store.count(COLLECTION, { workspaceId, ...filter });
    const [members, invited, admin, never, active, ...inInboxes] = await Promise.all([
      count({}),
      count({ state: 'invited' }),
      count({ 'sort.role': 'admin' }),
      count({ 'sort.lastActiveAt': '' }),
      count({ 'sort.lastActiveAt': { $gt: since } }),
      ...inboxIds.map((inboxId) => count({ inboxIds: inboxId })),
    ]);
    return {
      members,
      invited,
      joined: members - invited,
      byRole: { admin, user: members - admin },
      byState: { invited, joined: members - invited },
      byActivity: { active, inactive: members - active - never, never },
      byInbox: Object.fromEntries(inboxIds.map((inboxId, index) => [inboxId, inInboxes[index] ?? 0])),
    };
  }

  private async find(
    workspaceId: string,
    view: TableView,
    limit: number,
    place: TablePlace | null,
  ): Promise<TablePage> {
    const sort = sortOf(view);
    const widened = place?.widened ?? false;
    const filter = this.filter(workspaceId, view, widened);
    const after = place && place.after.length > 0 ? { after: place.after } : {};
    const found = await this.store.find<MemberRow>(COLLECTION, { filter, sort, limit: limit + 1, ...after });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const next = found.length > limit && last ? { after: keysOf(last, sort), widened } : null;
    return { rows, next };
  }

  private filter(workspaceId: string, view: TableView, widened: boolean): Filter {
    const { search, role, state, activity, inboxId } = view;
    const words = search === undefined ? [] : searchWords(search);
    const anchor = widened ? '' : '^';
    return {
      workspaceId,
      ...(role === undefined ? {} : { 'sort.role': role }),
      ...(state === undefined ? {} : { state }),
      ...(inboxId === undefined ? {} : { inboxIds: inboxId }),
      ...(activity === undefined ? {} : { 'sort.lastActiveAt': this.lastActive(activity) }),
      ...(words.length === 0 ? {} : { $and: words.map((word) => ({ terms: { $regex: anchor + escaped(word) } })) }),
    };
  }

  private lastActive(activity: Activity): unknown {
    const since = inactiveSince(this.clock.now());
    if (activity === 'never') return '';
    return activity === 'active' ? { $gt: since } : { $gt: '', $lte: since };
  }
}

export function sortOf({ column, descending }: TableView): SortSpec {
  const way = descending ? -1 : 1;
  if (column === 'role') return { 'sort.role': way, 'sort.name': way, _id: way };
  return { [`sort.${column}`]: way, _id: way };
}

export function keysOf(row: MemberRow, sort: SortSpec): readonly string[] {
  return Object.keys(sort).map((path) =>
    path === '_id' ? row._id : row.sort[path.slice('sort.'.length) as keyof MemberRow['sort']],
  );
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
