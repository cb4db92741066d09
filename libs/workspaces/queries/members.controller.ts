import { Readable } from 'node:stream';
import { Controller, Get, Res, StreamableFile } from '@nestjs/common';
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
  limit,
  pageOf,
  ValidParams,
  ValidQuery,
} from '#libs/http';
import { authorize } from '../domain/authority.js';
import { type Workspace } from '../domain/workspace.js';
import { Gate } from '../gate.js';
import { memberDetails, type MemberDetails, memberItem, inWorkspace, type InWorkspace, ofMember, type OfMember, role, tableCounts } from '../schemas.js';
import { ACTIVITIES } from './activity.js';
import { avatarOf } from './avatar.js';
import { MemberViews } from './member-views.js';
import { type Column, COLUMNS, type TablePlace, type TableView, UserTable } from './user-table.js';

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
  ) {}

  @Get()
  @IsQuery({
    summary: 'The user table',
    description: 'Search, filter, sort, page; or export all of what a view shows as `csv` or `jsonl`.',
    answer: table,
    mediaTypes: ['text/csv', 'application/jsonl'],
    errors: { 403: ['capability_required'] },
  })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(tableQuery) query: TableQuery,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof table> | StreamableFile> {
    const { state } = await this.gate.enterFor(workspaceId, caller, 'users.manage');
    const view = viewOf(query);
    if (query.format !== 'json') return this.exported(state, view, query.format);
    const kind = `members ${workspaceId} ${JSON.stringify(view)}`;
    const place = query.cursor === undefined ? null : (this.cursors.decode(kind, query.cursor)[0] as unknown as TablePlace);
    const [page, counts] = await Promise.all([
      this.table.page(workspaceId, view, query.limit, place),
      this.table.counts(workspaceId, [...state.inboxes.keys()]),
    ]);
    return {
      items: page.rows.map((row) => this.members.item(row, state)),
      nextCursor: page.next && this.cursors.encode(kind, [{ ...page.next }]),
      counts: { ...counts, admins: state.admins.size },
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

  private exported(workspace: Workspace, view: TableView, format: 'csv' | 'jsonl'): StreamableFile {
    const items = this.items(workspace, view);
    const disposition = `attachment; filename="members.${format}"`;
    if (format === 'jsonl') return new StreamableFile(Readable.from(lines(items)), { type: 'application/jsonl', disposition });
    const csv = stringify({ header: true, columns: CSV_COLUMNS, escape_formulas: true, cast: { boolean: String } });
    return new StreamableFile(Readable.from(items).pipe(csv), { type: 'text/csv; charset=utf-8', disposition });
  }

  private async *items(workspace: Workspace, view: TableView) {
    for await (const row of this.table.all(workspace.workspaceId, view)) yield this.members.item(row, workspace);
  }
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
