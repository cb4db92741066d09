import { pipeline, Readable } from 'node:stream';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import { type Present } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  cursor as cursorText,
  Cursors,
  id,
  IsQuery,
  isoTime,
  limit,
  NotCaughtUp,
  pageOf,
  Scopes,
  ValidParams,
  ValidQuery,
} from '#libs/http';
import { Gate, type Workspace } from '#libs/workspaces';
import { ChainKeeper } from '../proof/chain-keeper.js';
import { inWorkspace, type InWorkspace, isInOrder } from '../schemas.js';
import { Entries } from './entries.js';
import { CSV_COLUMNS, csvLine, entry, type Entry } from './entry.js';
import { EVENT_TYPES } from './event-types.js';

const PATIENCE_MS = 2000;

const entriesQuery = z
  .strictObject({
    subject: id.optional(),
    actor: z.string().trim().min(1).max(200).optional(),
    type: z.enum(EVENT_TYPES).optional(),
    from: isoTime.optional(),
    to: isoTime.optional(),
    order: z.enum(['desc', 'asc']).default('desc'),
    limit,
    cursor: cursorText.optional(),
    format: z.enum(['json', 'csv', 'jsonl']).default('json'),
  })
  .refine(isInOrder, { path: ['to'], message: 'Before from' });
type EntriesQuery = z.infer<typeof entriesQuery>;

const entries = pageOf(entry);

interface EntriesPage {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

@Controller('v1/workspaces/:workspaceId/history')
@Scopes('history')
export class HistoryController {
  constructor(
    private readonly gate: Gate,
    private readonly entries: Entries,
    private readonly keeper: ChainKeeper,
    private readonly cursors: Cursors,
  ) {}

  @Get()
  @IsQuery({
    summary: 'What happened in a workspace, in words',
    description: 'Filter by person, actor, kind and time, page; or export all of what a view shows as `csv` or `jsonl`.',
    answer: entries,
    mediaTypes: ['text/csv', 'application/jsonl'],
    errors: { 403: ['capability_required'] },
  })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(entriesQuery) query: EntriesQuery,
    @CallerOf() caller: Caller,
  ): Promise<EntriesPage | StreamableFile> {
    const present = await this.enter(workspaceId, caller);
    const { limit: most, cursor, format, ...view } = query;
    if (format !== 'json') return this.exported(this.entries.all(workspaceId, view, present.revision), format);
    const kind = `history ${workspaceId} ${JSON.stringify(view)}`;
    const after = cursor === undefined ? null : Number(this.cursors.decode(kind, cursor)[0]);
    const { items, last } = await this.entries.page(workspaceId, view, present.revision, most, after);
    return { items, nextCursor: last === null ? null : this.cursors.encode(kind, [last]) };
  }

  /** @throws NotThere, CapabilityRequired, NotCaughtUp */
  private async enter(workspaceId: string, caller: Caller): Promise<Present<Workspace>> {
    const present = await this.gate.enterForRecords(workspaceId, caller, 'history.read');
    if (!(await this.keeper.caughtUp(present.position, PATIENCE_MS))) throw new NotCaughtUp();
    return present;
  }

  private exported(all: AsyncIterable<Entry>, format: 'csv' | 'jsonl'): StreamableFile {
    const disposition = `attachment; filename="history.${format}"`;
    if (format === 'jsonl') {
      return new StreamableFile(Readable.from(lines(all)), { type: 'application/jsonl', disposition });
    }
    const csv = stringify({ header: true, columns: [...CSV_COLUMNS], escape_formulas: true });
    // Where reading fails, the answer breaks off instead of looking whole.
    pipeline(Readable.from(rows(all)), csv, () => undefined);
    return new StreamableFile(csv, { type: 'text/csv; charset=utf-8', disposition });
  }
}

async function* lines(all: AsyncIterable<Entry>): AsyncGenerator<string> {
  for await (const one of all) yield `${JSON.stringify(one)}\n`;
}

async function* rows(all: AsyncIterable<Entry>) {
  for await (const one of all) yield csvLine(one);
}
