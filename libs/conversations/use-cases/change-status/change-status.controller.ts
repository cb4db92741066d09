import { Controller, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '#libs/workspaces';
import {
  conversationSummary,
  type ConversationSummary,
  ofConversation,
  type OfConversation,
  status,
  summaryOf,
} from '../../schemas.js';
import { ChangeStatusCommand } from './change-status.handler.js';

const body = z.strictObject({ status });

@Controller('v1/workspaces/:workspaceId/conversations/:conversationId/status')
export class ChangeStatusController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Put()
  @IsCommand({
    summary: 'Change the status of a conversation',
    description: 'Closing it counts for whoever is responsible now; opening it again takes that back.',
    answer: conversationSummary,
    errors: { 403: ['capability_required'] },
  })
  async change(
    @ValidParams(ofConversation) { workspaceId, conversationId }: OfConversation,
    @ValidBody(body) wanted: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() scope: CommandScope,
  ): Promise<ConversationSummary> {
    const inside = await this.gate.enter(workspaceId, caller);
    const command = new ChangeStatusCommand(inside, scope, conversationId, wanted);
    return summaryOf((await this.commands.execute(command)).state, inside.state);
  }
}
