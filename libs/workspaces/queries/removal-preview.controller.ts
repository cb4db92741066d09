import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { type Caller, CallerOf, IsQuery, ValidParams } from '#libs/http';
import { authorize } from '../domain/authority.js';
import { Gate } from '../gate.js';
import { type MovingWork, type WorkCounts } from '../ports.js';
import { ofMember, type OfMember } from '../schemas.js';
import { WORK_COUNTS } from '../tokens.js';
import { mayLeave } from '../use-cases/remove-member/remove-member.js';
import { RemovalCandidates } from './removal-candidates.js';

const preview = z.object({
  conversations: z.object({
    total: z.int(),
    byStatus: z.object({ active: z.int(), pending: z.int(), closed: z.int() }),
  }),
  replies: z.int(),
  notes: z.int(),
  customers: z.int(),
  candidates: z.array(z.object({ memberId: z.string(), name: z.string().nullable() })),
  blockers: z.array(z.enum(['owner_must_transfer'])),
});

const NOTHING: MovingWork = {
  conversations: { total: 0, byStatus: { active: 0, pending: 0, closed: 0 } },
  replies: 0,
  notes: 0,
  customers: 0,
};

@Controller('v1/workspaces/:workspaceId/members/:memberId/removal-preview')
export class RemovalPreviewController {
  constructor(
    private readonly gate: Gate,
    private readonly candidates: RemovalCandidates,
    @Inject(WORK_COUNTS) private readonly work: WorkCounts,
  ) {}

  @Get()
  @IsQuery({
    summary: 'What removing a member would do',
    description: 'What would move, who could take it over, and what stands in the way.',
    answer: preview,
    errors: { 403: ['capability_required'], 409: ['member_removed'] },
  })
  async of(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof preview>> {
    const { state, actor } = await this.gate.enter(workspaceId, caller);
    if (!mayLeave(state, memberId, { actor })) authorize(state, actor, 'users.manage');
    const member = state.member(memberId);
    if (member.state === 'invited') return { ...NOTHING, candidates: [], blockers: [] };
    const [work, candidates] = await Promise.all([
      this.work.of(workspaceId, state.heritageOf(memberId)),
      this.candidates.of(state, memberId),
    ]);
    return { ...work, candidates, blockers: state.isOwner(member) ? ['owner_must_transfer'] : [] };
  }
}
