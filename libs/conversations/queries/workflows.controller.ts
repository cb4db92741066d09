import { Controller, Get } from '@nestjs/common';
import { type z } from 'zod';
import { collectionOf } from '#libs/event-sourcing';
import { type Caller, CallerOf, IsQuery, ValidParams, ValidQuery } from '#libs/http';
import { Gate } from '#libs/workspaces';
import { type WorkflowRow, workflows } from '../projections/workflows.projection.js';
import { inWorkspace, type InWorkspace, page, type PageQuery, workflowPage } from '../schemas.js';
import { Pages } from './pages.js';

@Controller('v1/workspaces/:workspaceId/workflows')
export class WorkflowsController {
  constructor(
    private readonly gate: Gate,
    private readonly pages: Pages,
  ) {}

  @Get()
  @IsQuery({
    summary: 'Workflows, each with its creator',
    answer: workflowPage,
    errors: { 403: ['capability_required'] },
  })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(page) wanted: PageQuery,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof workflowPage>> {
    await this.gate.enterFor(workspaceId, caller, 'queue.process');
    const kind = `workflows ${workspaceId}`;
    const found = await this.pages.of<WorkflowRow>(collectionOf(workflows), kind, { workspaceId }, wanted);
    const items = found.rows.map(({ workflowId, name, createdBy }) => ({ workflowId, name, createdBy }));
    return { items, nextCursor: found.nextCursor };
  }
}
