import { Controller, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, id, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '#libs/workspaces';
import {
  conversationSummary,
  type ConversationSummary,
  ofConversation,
  type OfConversation,
  summaryOf,
} from '../../schemas.js';
import { AssignConversationCommand } from './assign-conversation.handler.js';

const body = z.strictObject({ memberId: id.nullable() });

@Controller('v1/workspaces/:workspaceId/conversations/:conversationId/assignee')
export class AssignConversationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Put()
  @IsCommand({
    summary: 'Assign a conversation to a member, or to nobody',
    answer: conversationSummary,
    errors: { 403: ['capability_required'], 409: ['member_removed', 'not_joined'] },
  })
  async assign(
    @ValidParams(ofConversation) { workspaceId, conversationId }: OfConversation,
    @ValidBody(body) { memberId }: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() scope: CommandScope,
  ): Promise<ConversationSummary> {
    const inside = await this.gate.enter(workspaceId, caller);
    const command = new AssignConversationCommand(inside, scope, conversationId, { assigneeId: memberId });
    return summaryOf((await this.commands.execute(command)).state, inside.state);
  }
}
