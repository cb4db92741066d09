import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, encodePosition, id, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { type ConversationsTransferred, type WorkspaceEvent } from '../../domain/events.js';
import { Gate } from '../../gate.js';
import { ofMember, type OfMember } from '../../schemas.js';
import { NO_WORK } from './moved-work.js';
import { RemoveMemberCommand } from './remove-member.handler.js';

const body = z.strictObject({ transferTo: id.optional() });

const receipt = z.object({
  memberId: z.string(),
  transferTo: z.string().nullable(),
  transferred: z.object({
    conversations: z.int(),
    replies: z.int(),
    notes: z.int(),
    customers: z.int(),
  }),
  position: z.string(),
});
type Receipt = z.infer<typeof receipt>;

@Controller('v1/workspaces/:workspaceId/members/:memberId/removal')
export class RemoveMemberController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Post()
  @IsCommand({
    summary: 'Remove a member',
    description:
      'Their work becomes that of `transferTo`; nothing else about it changes. An invited member is revoked. ' +
      'Members may leave by themselves; the owner then takes over, unless they name somebody.',
    answer: receipt,
    errors: {
      403: ['capability_required'],
      409: ['owner_must_transfer', 'member_removed', 'not_joined'],
      422: ['transfer_required'],
    },
  })
  async remove(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @ValidBody(body) { transferTo }: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<Receipt> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const { events } = await this.commands.execute(new RemoveMemberCommand(workspaceId, scope, { memberId, transferTo }));
    const transfer = events.find(isTransfer);
    return {
      memberId,
      transferTo: transfer?.data.to ?? null,
      transferred: transfer?.data.moved ?? NO_WORK,
      position: scope.position === undefined ? '' : encodePosition(scope.position),
    };
  }
}

function isTransfer(event: WorkspaceEvent): event is ConversationsTransferred {
  return event.type === 'ConversationsTransferred';
}
