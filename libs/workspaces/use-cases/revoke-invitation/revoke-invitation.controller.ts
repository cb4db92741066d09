import { Controller, Delete } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, IsCommand, ValidParams } from '#libs/http';
import { Gate } from '../../gate.js';
import { ofMember, type OfMember } from '../../schemas.js';
import { RevokeInvitationCommand } from './revoke-invitation.handler.js';

@Controller('v1/workspaces/:workspaceId/members/:memberId/invitation')
export class RevokeInvitationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Delete()
  @IsCommand({
    summary: 'Revoke an invitation',
    description: 'Its link stops working and the seat ends. The address can be invited again.',
    errors: { 403: ['capability_required'], 409: ['already_joined'] },
  })
  async revoke(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<void> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    await this.commands.execute(new RevokeInvitationCommand(workspaceId, scope, { memberId }));
  }
}
