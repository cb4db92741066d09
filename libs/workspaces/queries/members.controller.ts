import { Readable } from 'node:stream';
import { Controller, Get, Inject, Res, StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import {
  type Caller,
  CallerOf,
  cursor as cursorText,
  Cursors,
  etagOf,
  type HttpReply,
  id,
  IsQuery,
  isoTime,
  limit,
  pageOf,
  ScopeRequired,
  Scopes,
  ValidParams,
  ValidQuery,
} from '#libs/http';
import { authorize } from '../domain/authority.js';
import { Gate } from '../gate.js';
import { type MemberRow } from '../projections/user-table.projection.js';
import { memberDetails, type MemberDetails, memberItem, type MemberItem, inWorkspace, type InWorkspace, ofMember, type OfMember, role, tableCounts } from '../schemas.js';
import { ACTIVITIES } from './activity.js';
import { avatarOf } from './avatar.js';
import { MemberViews } from './member-views.js';
import { PAST_TABLES } from '../tokens.js';
import { PastTableReading, type PastTables } from './past-table.js';
import { type Column, COLUMNS, type Counts, type TablePage, type TablePlace, type TableView, UserTable } from './user-table.js';

/** What a service's key needs for the table of now. */
const OF_NOW = ['commands', 'members'] as const;

const SORTS = COLUMNS.flatMap((column) => [column, `-${column}`] as const);

const tableQuery = z.strictObject({
  search: z.string().trim().max(200).optional(),
  role: role.optional(),
  state: z.enum(['invited', 'joined']).optional(),
  activity: z.enum(ACTIVITIES).optional(),
  inboxId: id.optional(),
  sort: z.enum(SORTS).default('name'),
  limit,
  cursor: cursorText.optional(),
  asOf: isoTime.optional(),
  format: z.enum(['json', 'csv', 'jsonl']).default('json'),
});
type TableQuery = z.infer<typeof tableQuery>;

const table = pageOf(memberItem).extend({ counts: tableCounts });

/** The columns of the CSV export, in order. */
const CSV_COLUMNS = [
  'memberId',
  'name',
  'email',
  'role',
  'owner',
  'state',
  'activity',
  'invitedAt',
  'joinedAt',
  'lastActiveAt',
  'profileComplete',
];

@Controller('v1/workspaces/:workspaceId/members')
export class MembersController {
  constructor(
    private readonly gate: Gate,
    private readonly table: UserTable,
    private readonly members: MemberViews,
    private readonly cursors: Cursors,
    @Inject(PAST_TABLES) private readonly past: PastTables,
  ) {}

  @Get()
  @Scopes(...OF_NOW, 'history')
  @IsQuery({
    summary: 'The user table',
    description:
      'Search, filter, sort, page; or export all of what a view shows as `csv` or `jsonl`. With `asOf` as it stood at that moment.',
    answer: table,
    mediaTypes: ['text/csv', 'application/jsonl'],
    errors: { 403: ['capability_required'] },
  })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(tableQuery) query: TableQuery,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof table> | StreamableFile> {
    const { asOf } = query;
    const view = viewOf(query);
    const shown = asOf === undefined ? await this.asItIs(workspaceId, caller) : await this.asItWas(workspaceId, asOf, caller);
    if (query.format !== 'json') return exported(shown, view, query.format);
    const kind = `members ${workspaceId} ${JSON.stringify(asOf === undefined ? view : { ...view, asOf })}`;
    const place = query.cursor === undefined ? null : (this.cursors.decode(kind, query.cursor)[0] as unknown as TablePlace);
    const [page, counts] = await Promise.all([shown.page(view, query.limit, place), shown.counts()]);
    return {
      items: page.rows.map((row) => shown.item(row)),
      nextCursor: page.next && this.cursors.encode(kind, [{ ...page.next }]),
      counts: { ...counts, admins: shown.admins },
    };
  }

  @Get(':memberId')
  @IsQuery({
    summary: 'One member',
    description: 'Admins see every member, a member sees their own entry.',
    answer: memberDetails,
    errors: { 403: ['capability_required'] },
  })
  async one(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @CallerOf() caller: Caller,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<MemberDetails> {
    const { state, actor, member } = await this.gate.enter(workspaceId, caller);
    if (member?.memberId !== memberId) authorize(state, actor, 'users.manage');
    const details = await this.members.details(state, memberId);
    reply.header('etag', etagOf(details.revision));
    return details;
  }

  @Get(':memberId/avatar')
  @IsQuery({ summary: "A member's initials as a picture", mediaTypes: ['image/svg+xml'], status: 200 })
  async avatar(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @CallerOf() caller: Caller,
  ): Promise<StreamableFile> {
    const { state } = await this.gate.enter(workspaceId, caller);
    const { name, email } = await this.members.details(state, memberId);
    return new StreamableFile(Buffer.from(avatarOf(memberId, name ?? email ?? '')), { type: 'image/svg+xml' });
  }

  private async asItIs(workspaceId: string, caller: Caller): Promise<Shown> {
    seesTheTableOfNow(caller);
    const { state: workspace } = await this.gate.enterFor(workspaceId, caller, 'users.manage');
    const { inboxes, admins } = workspace;
    return {
      page: (view, most, place) => this.table.page(workspaceId, view, most, place),
      all: (view) => this.table.all(workspaceId, view),
      counts: () => this.table.counts(workspaceId, [...inboxes.keys()]),
      item: (row) => this.members.item(row, workspace),
      admins: admins.size,
    };
  }

  private async asItWas(workspaceId: string, asOf: string, caller: Caller): Promise<Shown> {
    await this.gate.enterForRecords(workspaceId, caller, 'users.manage');
    const { workspace, rows } = await this.past.at(workspaceId, asOf);
    const table = new PastTableReading(rows, asOf);
    return {
      page: (view, most, place) => table.page(view, most, place),
      all: (view) => table.all(view),
      counts: () => table.counts([...workspace.inboxes.keys()]),
      item: (row) => this.members.item(row, workspace, asOf),
      admins: workspace.admins.size,
    };
  }
}

/** The table of now, or one of the past (T-5). */
interface Shown {
  page(view: TableView, most: number, place: TablePlace | null): TablePage | Promise<TablePage>;
  all(view: TableView): Iterable<MemberRow> | AsyncIterable<MemberRow>;
  counts(): Counts | Promise<Counts>;
  item(row: MemberRow): MemberItem;
  readonly admins: number;
}

/** The scope `history` is for the past alone (S-6). @throws ScopeRequired */
function seesTheTableOfNow(caller: Caller): void {
  if (caller.kind === 'service' && !OF_NOW.some((scope) => caller.scopes.has(scope))) throw new ScopeRequired(OF_NOW);
}

function exported(shown: Shown, view: TableView, format: 'csv' | 'jsonl'): StreamableFile {
  const items = itemsOf(shown, view);
  const disposition = `attachment; filename="members.${format}"`;
  if (format === 'jsonl') return new StreamableFile(Readable.from(lines(items)), { type: 'application/jsonl', disposition });
  const csv = stringify({ header: true, columns: CSV_COLUMNS, escape_formulas: true, cast: { boolean: String } });
  return new StreamableFile(Readable.from(items).pipe(csv), { type: 'text/csv; charset=utf-8', disposition });
}

async function* itemsOf(shown: Shown, view: TableView): AsyncGenerator<MemberItem> {
  for await (const row of shown.all(view)) yield shown.item(row);
}

async function* lines(items: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}

function viewOf({ search, role: ofRole, state, activity, inboxId, sort }: TableQuery): TableView {
  const descending = sort.startsWith('-');
  return {
    ...(search ? { search } : {}),
    role: ofRole,
    state,
    activity,
    inboxId,
    column: (descending ? sort.slice(1) : sort) as Column,
    descending,
  };
}
