import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Caller, CallerOf, IsQuery, limit, requireServiceAsItself, Scopes, ServicesOnly, ValidQuery } from '#libs/http';
import { time } from '../schemas.js';
import { SeatFeed } from './seat-feed.js';

const sequence = z
  .unknown()
  .transform((text, context) => {
    if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
    context.issues.push({ code: 'custom', input: text, message: 'A sequence number' });
    return z.NEVER;
  })
  .default(0)
  .meta({ type: 'integer', minimum: 0, description: '`next` of the page before; 0 unless told' });

const page = z.strictObject({ after: sequence, limit });

const seatChanges = z.object({
  items: z.array(
    z.object({
      sequence: z.int(),
      at: time,
      workspaceId: z.string(),
      memberId: z.string(),
      delta: z.union([z.literal(1), z.literal(-1)]),
      balance: z.int(),
      cause: z.object({ eventId: z.string(), type: z.string() }),
    }),
  ),
  next: z.int(),
});

/** The feed that billing follows (B-4). */
@Controller('v1/billing/seat-changes')
@ServicesOnly()
@Scopes('billing')
export class SeatChangesController {
  constructor(private readonly feed: SeatFeed) {}

  @Get()
  @IsQuery({
    summary: 'Changes of seats over all workspaces',
    description:
      'From the first change on, numbered without a gap. Send `next` as `after` to go on; where nothing is new, the ' +
      'page is empty and `next` stays. `balance` is the number of seats of the workspace after the change.',
    answer: seatChanges,
  })
  async list(
    @ValidQuery(page) { after, limit: most }: z.infer<typeof page>,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof seatChanges>> {
    requireServiceAsItself(caller);
    const items = await this.feed.after(after, most);
    return { items: [...items], next: items.at(-1)?.sequence ?? after };
  }
}
