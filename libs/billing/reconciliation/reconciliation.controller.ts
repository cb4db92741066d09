import { Controller, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK } from '#libs/event-sourcing';
import { type Caller, CallerOf, id, IsQuery, isoTime, requireServiceAsItself, Scopes, ServicesOnly, ValidBody } from '#libs/http';
import { momentOf } from '../schemas.js';
import { Reconciliation } from './reconciliation.js';

const wanted = z
  .strictObject({
    workspaceId: id.optional(),
    asOf: isoTime.optional(),
    expected: z.int().min(0).optional(),
  })
  .refine(({ workspaceId, expected }) => workspaceId !== undefined || expected === undefined, {
    path: ['expected'],
    message: 'A figure is of one workspace: name it as workspaceId',
  });
type Wanted = z.infer<typeof wanted>;

const answer = z.object({
  matches: z.boolean(),
  log: z.int(),
  readModel: z.int(),
  expected: z.int().nullable(),
  differences: z.array(
    z.object({ memberId: z.string().nullable(), eventId: z.string().nullable(), why: z.string() }),
  ),
});

/** B-5. A question, although it has a body: it changes nothing. */
@Controller('v1/billing/reconciliation')
@ServicesOnly()
@Scopes('billing')
export class ReconciliationController {
  constructor(
    private readonly reconciliation: Reconciliation,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @IsQuery({
    summary: 'Count seats again',
    description:
      'Counts the seats of one workspace, or of all, again from the event log, and compares with the read model and ' +
      'with a figure that billing brings. Each difference names the event that explains it; at most 1,000 are told.',
    answer,
    errors: { 404: ['not_found'] },
  })
  async count(
    @ValidBody(wanted) { workspaceId, asOf, expected }: Wanted,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof answer>> {
    requireServiceAsItself(caller);
    const moment = momentOf(asOf, this.clock);
    const { differences, ...figures } =
      workspaceId === undefined
        ? await this.reconciliation.ofAll(moment)
        : await this.reconciliation.ofWorkspace(workspaceId, moment, expected);
    return { ...figures, differences: [...differences] };
  }
}
