import { Controller, Put, Res } from '@nestjs/common';
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
import { workflow, type WorkflowItem } from '../../schemas.js';
import { RecordWorkflowCommand } from './record-workflow.handler.js';

const ofWorkflow = z.object({ workspaceId: id, workflowId: id });
const body = z.strictObject({ name: title, createdBy: id });

@Controller('v1/workspaces/:workspaceId/workflows/:workflowId')
export class RecordWorkflowController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Put()
  @IsCommand({
    summary: 'Record a workflow',
    description: '201 where it is new, 200 where it was there. Its creator never changes.',
    answer: workflow,
    status: 200,
    orStatus: [201],
    errors: { 403: ['capability_required'], 409: ['member_removed', 'not_joined', 'creator_differs'] },
  })
  async record(
    @ValidParams(ofWorkflow) { workspaceId, workflowId }: z.infer<typeof ofWorkflow>,
    @ValidBody(body) wanted: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<WorkflowItem> {
    const inside = await this.gate.enter(workspaceId, caller);
    const command = new RecordWorkflowCommand(inside, scope, workflowId, { workflowId, ...wanted });
    const { state, events } = await this.commands.execute(command);
    if (events[0]?.type === 'WorkflowCreated') reply.code(201);
    return { workflowId, ...state };
  }
}
