import { Controller, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, IfMatch, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '../../gate.js';
import { MemberViews } from '../../queries/member-views.js';
import { inboxIds, memberDetails, type MemberDetails, ofMember, type OfMember } from '../../schemas.js';
import { ChangeInboxAccessCommand } from './change-inbox-access.handler.js';

const body = z.strictObject({ inboxIds });

@Controller('v1/workspaces/:workspaceId/members/:memberId/inboxes')
export class ChangeInboxAccessController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    private readonly members: MemberViews,
  ) {}

  @Put()
  @IsCommand({
    summary: 'Choose the inboxes that a member may use',
    answer: memberDetails,
    errors: { 403: ['capability_required'], 412: ['precondition_failed'], 422: ['unknown_inboxes'] },
  })
  async change(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @ValidBody(body) chosen: z.infer<typeof body>,
    @IfMatch() revision: string | undefined,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<MemberDetails> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const basis = await this.members.basis(workspaceId, memberId, revision);
    const wanted = { memberId, ...chosen, ...(basis && { ifRevision: basis.membership }) };
    const { state } = await this.commands.execute(new ChangeInboxAccessCommand(workspaceId, scope, wanted));
    return this.members.details(state, memberId);
  }
}
