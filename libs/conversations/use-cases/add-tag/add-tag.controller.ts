import { Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  Command,
  type HttpReply,
  id,
  IsCommand,
  title,
  ValidBody,
  ValidParams,
} from '#libs/http';
import { Gate } from '#libs/workspaces';
import { ofConversation, type OfConversation } from '../../schemas.js';
import { AddTagCommand } from './add-tag.handler.js';

const body = z.strictObject({ tag: title, createdBy: id });
const tagged = z.object({ conversationId: z.string(), tag: z.string() });

@Controller('v1/workspaces/:workspaceId/conversations/:conversationId/tags')
export class AddTagController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Post()
  @IsCommand({
    summary: 'Tag a conversation',
    description: '201 where the tag is new, 200 where the conversation has it: it then stays whose it is.',
    answer: tagged,
    status: 201,
    orStatus: [200],
    errors: { 403: ['capability_required'], 409: ['member_removed', 'not_joined'] },
  })
  async add(
    @ValidParams(ofConversation) { workspaceId, conversationId }: OfConversation,
    @ValidBody(body) wanted: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.infer<typeof tagged>> {
    const inside = await this.gate.enter(workspaceId, caller);
    const { events } = await this.commands.execute(new AddTagCommand(inside, scope, conversationId, wanted));
    if (events.length === 0) reply.code(200);
    return { conversationId, tag: wanted.tag };
  }
}
