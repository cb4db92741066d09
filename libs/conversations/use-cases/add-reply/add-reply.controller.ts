import { Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, type HttpReply, id, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '#libs/workspaces';
import { ofConversation, type OfConversation, replyKind } from '../../schemas.js';
import { AddReplyCommand } from './add-reply.handler.js';

const body = z.strictObject({ replyId: id, authorId: id, kind: replyKind });
const recorded = z.object({ conversationId: z.string(), replyId: z.string(), authorId: z.string(), kind: replyKind });

@Controller('v1/workspaces/:workspaceId/conversations/:conversationId/replies')
export class AddReplyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Post()
  @IsCommand({
    summary: 'Record a reply to the customer, or a note among colleagues',
    description: '201 where it is new, 200 where this very reply was recorded before.',
    answer: recorded,
    status: 201,
    orStatus: [200],
    errors: { 403: ['capability_required'], 409: ['member_removed', 'not_joined', 'reply_differs'] },
  })
  async add(
    @ValidParams(ofConversation) { workspaceId, conversationId }: OfConversation,
    @ValidBody(body) wanted: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.infer<typeof recorded>> {
    const inside = await this.gate.enter(workspaceId, caller);
    const { events } = await this.commands.execute(new AddReplyCommand(inside, scope, conversationId, wanted));
    if (events.length === 0) reply.code(200);
    return { conversationId, ...wanted };
  }
}
