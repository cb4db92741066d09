import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Caller, CallerOf, IsQuery, isoTime, Scopes, ValidParams, ValidQuery } from '#libs/http';
import { Gate } from '#libs/workspaces';
import { inWorkspace, type InWorkspace, isInOrder } from '../schemas.js';
import { type Difference, difference, Differences } from './difference.js';

const stretch = z.strictObject({ from: isoTime, to: isoTime }).refine(isInOrder, { path: ['to'], message: 'Before from' });

@Controller('v1/workspaces/:workspaceId/history/difference')
@Scopes('history')
export class DifferenceController {
  constructor(
    private readonly gate: Gate,
    private readonly differences: Differences,
  ) {}

  @Get()
  @IsQuery({
    summary: 'What differs between two moments',
    answer: difference,
    errors: { 403: ['capability_required'] },
  })
  async between(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(stretch) { from, to }: z.infer<typeof stretch>,
    @CallerOf() caller: Caller,
  ): Promise<Difference> {
    await this.gate.enterForRecords(workspaceId, caller, 'history.read');
    return this.differences.between(workspaceId, from, to);
  }
}
