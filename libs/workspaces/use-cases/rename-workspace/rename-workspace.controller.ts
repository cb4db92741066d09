import { Controller, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, IsCommand, title, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '../../gate.js';
import { WorkspaceSummaries, workspaceSummary, type WorkspaceSummary } from '../../queries/workspace-summary.js';
import { inWorkspace, type InWorkspace } from '../../schemas.js';
import { RenameWorkspaceCommand } from './rename-workspace.handler.js';

const body = z.strictObject({ name: title });

@Controller('v1/workspaces/:workspaceId')
export class RenameWorkspaceController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    private readonly summaries: WorkspaceSummaries,
  ) {}

  @Patch()
  @IsCommand({ summary: 'Rename the workspace', answer: workspaceSummary, errors: { 403: ['capability_required'] } })
  async rename(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidBody(body) wanted: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<WorkspaceSummary> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    await this.commands.execute(new RenameWorkspaceCommand(workspaceId, scope, wanted));
    return this.summaries.of(await this.gate.enter(workspaceId, caller));
  }
}
