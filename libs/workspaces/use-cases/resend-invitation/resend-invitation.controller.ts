import { Controller, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, IsCommand, ValidParams } from '#libs/http';
import { type InvitationResent } from '../../domain/events.js';
import { Gate } from '../../gate.js';
import { ofMember, type OfMember } from '../../schemas.js';
import { INVITATION_HOURS } from '../../tokens.js';
import { ResendInvitationCommand } from './resend-invitation.handler.js';

const answer = z.object({ expiresAt: z.iso.datetime() });

@Controller('v1/workspaces/:workspaceId/members/:memberId/invitation')
export class ResendInvitationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    @Inject(INVITATION_HOURS) private readonly hours: number,
  ) {}

  @Post('resending')
  @IsCommand({
    summary: 'Resend an invitation',
    description: 'Every earlier link stops working at once. At most one a minute and five a day.',
    answer,
    status: 202,
    errors: { 403: ['capability_required'], 409: ['already_joined'], 429: ['too_many_requests'] },
  })
  async resend(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<z.infer<typeof answer>> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const wanted = { memberId, hours: this.hours };
    const outcome = await this.commands.execute(new ResendInvitationCommand(workspaceId, scope, wanted));
    const [{ data }] = outcome.events as readonly [InvitationResent];
    return { expiresAt: data.expiresAt };
  }
}
