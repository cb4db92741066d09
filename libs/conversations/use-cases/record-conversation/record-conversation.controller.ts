import { Controller, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, type HttpReply, id, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '#libs/workspaces';
import {
  conversationSummary,
  type ConversationSummary,
  ofConversation,
  type OfConversation,
  status,
  subject,
  summaryOf,
} from '../../schemas.js';
import { RecordConversationCommand } from './record-conversation.handler.js';

const body = z.strictObject({
  inboxId: id,
  subject,
  status: status.optional().describe('Left out: `active` for a new conversation, unchanged for one that is there'),
  assigneeId: id.nullish().describe('Left out: nobody for a new conversation, unchanged for one that is there'),
});

@Controller('v1/workspaces/:workspaceId/conversations/:conversationId')
export class RecordConversationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Put()
  @IsCommand({
    summary: 'Record a conversation',
    description: '201 where it is new, 200 where it was there: unchanged, or with what is told otherwise now.',
    answer: conversationSummary,
    status: 200,
    orStatus: [201],
    errors: {
      403: ['capability_required'],
      409: ['member_removed', 'not_joined'],
      422: ['unknown_inboxes'],
    },
  })
  async record(
    @ValidParams(ofConversation) { workspaceId, conversationId }: OfConversation,
    @ValidBody(body) wanted: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<ConversationSummary> {
    const inside = await this.gate.enter(workspaceId, caller);
    const command = new RecordConversationCommand(inside, scope, conversationId, { conversationId, ...wanted });
    const { state, events } = await this.commands.execute(command);
    if (events[0]?.type === 'ConversationOpened') reply.code(201);
    return summaryOf(state, inside.state);
  }
}
