import { Controller, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, id, IfMatch, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '../../gate.js';
import { MemberViews } from '../../queries/member-views.js';
import { memberDetails, type MemberDetails, ofMember, type OfMember, role } from '../../schemas.js';
import { ChangeRoleCommand } from './change-role.handler.js';

const body = z.strictObject({ role, newOwnerId: id.optional() });

@Controller('v1/workspaces/:workspaceId/members/:memberId/role')
export class ChangeRoleController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    private readonly members: MemberViews,
  ) {}

  @Put()
  @IsCommand({
    summary: "Change a member's role",
    description: 'Works at once. An owner who steps down passes ownership on, to `newOwnerId` where several could be.',
    answer: memberDetails,
    errors: {
      403: ['capability_required', 'owner_only'],
      409: ['last_admin', 'choose_new_owner'],
      412: ['precondition_failed'],
    },
  })
  async change(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @ValidBody(body) { role: wantedRole, newOwnerId }: z.infer<typeof body>,
    @IfMatch() revision: string | undefined,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<MemberDetails> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const basis = await this.members.basis(workspaceId, memberId, revision);
    const wanted = {
      memberId,
      role: wantedRole,
      ...(newOwnerId === undefined ? {} : { newOwnerId }),
      ...(basis && { ifRevision: basis.membership }),
    };
    const { state } = await this.commands.execute(new ChangeRoleCommand(workspaceId, scope, wanted));
    return this.members.details(state, memberId);
  }
}
