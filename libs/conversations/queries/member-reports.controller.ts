import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { collectionOf } from '#libs/event-sourcing';
import { type Caller, CallerOf, IsQuery, pageOf, ValidParams, ValidQuery } from '#libs/http';
import { Gate } from '#libs/workspaces';
import { type MemberReport, memberReports } from '../projections/member-reports.projection.js';
import { inWorkspace, type InWorkspace, page, type PageQuery } from '../schemas.js';
import { Pages } from './pages.js';
import { People } from './people.js';

const reportPage = pageOf(
  z.object({
    memberId: z.string(),
    name: z.string().nullable(),
    replies: z.int(),
    notes: z.int(),
    conversationsClosed: z.int(),
  }),
);

@Controller('v1/workspaces/:workspaceId/reports/members')
export class MemberReportsController {
  constructor(
    private readonly gate: Gate,
    private readonly pages: Pages,
    private readonly people: People,
  ) {}

  @Get()
  @IsQuery({
    summary: 'What each member did',
    description: 'Everybody who ever did something, removed members too: each figure stays with whoever did it.',
    answer: reportPage,
    errors: { 403: ['capability_required'] },
  })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(page) wanted: PageQuery,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof reportPage>> {
    const { state } = await this.gate.enterFor(workspaceId, caller, 'queue.process');
    const kind = `member reports ${workspaceId}`;
    const found = await this.pages.of<MemberReport>(collectionOf(memberReports), kind, { workspaceId }, wanted);
    const known = await this.people.behind(state, found.rows.map(({ memberId }) => memberId));
    const items = found.rows.map(({ memberId, replies, notes, conversationsClosed }) => ({
      memberId,
      name: known(memberId).name,
      replies,
      notes,
      conversationsClosed,
    }));
    return { items, nextCursor: found.nextCursor };
  }
}
