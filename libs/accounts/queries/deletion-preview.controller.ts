import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { CallerOf, IsQuery, type PersonCaller, PersonsOnly } from '#libs/http';
import { type Departure, type DeparturePlan } from '../ports.js';
import { DEPARTURE } from '../tokens.js';

const preview = z.object({
  workspacesRemoved: z.array(z.object({ workspaceId: z.string(), name: z.string(), members: z.int() })),
  workspacesLeft: z.array(
    z.object({
      workspaceId: z.string(),
      name: z.string(),
      successor: z.object({ memberId: z.string(), name: z.string().nullable() }),
    }),
  ),
});

@Controller('v1/me/deletion-preview')
@PersonsOnly()
export class DeletionPreviewController {
  constructor(@Inject(DEPARTURE) private readonly departure: Departure) {}

  @Get()
  @IsQuery({
    summary: 'What deleting my account would do',
    description: 'Which workspaces would go, and which I would leave. Ownership can be passed on first.',
    answer: preview,
  })
  of(@CallerOf() { accountId }: PersonCaller): Promise<DeparturePlan> {
    return this.departure.plan(accountId);
  }
}
