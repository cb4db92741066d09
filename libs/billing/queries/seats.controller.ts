import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  id,
  InvalidRequest,
  IsQuery,
  isoTime,
  Scopes,
  ValidParams,
  ValidQuery,
} from '#libs/http';
import { Gate } from '#libs/workspaces';
import { daysBetween, monthOf, SECONDS_OF_A_DAY, secondOf, type Span, timeOf } from '../domain/seconds.js';
import { daysOfUse, monthOfUse } from '../domain/usage.js';
import { inWorkspace, type InWorkspace, momentOf, time } from '../schemas.js';
import { hadJoined, isExpired, SeatLedger } from './seat-ledger.js';

const MOST_DAYS = 400;

const moment = z.strictObject({ asOf: isoTime.optional() });
type Moment = z.infer<typeof moment>;

const date = z.iso.date('Not a date, as 2026-02-28');
const days = z
  .strictObject({ from: date, to: date, asOf: isoTime.optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Not before from' })
  .refine(({ from, to }) => secondOf(to) - secondOf(from) < MOST_DAYS * SECONDS_OF_A_DAY, {
    path: ['to'],
    message: `At most ${MOST_DAYS} days`,
  });
type Days = z.infer<typeof days>;

const inPeriod = z.object({ workspaceId: id, period: z.string().max(20).meta({ pattern: '^[0-9]{4}-[0-9]{2}$' }) });
type InPeriod = z.infer<typeof inPeriod>;

const seatsAnswer = z.object({
  asOf: time,
  total: z.int(),
  invited: z.int(),
  joined: z.int(),
  expiredInvitations: z.int(),
  members: z.array(
    z.object({
      memberId: z.string(),
      state: z.enum(['invited', 'joined']),
      since: time,
      causedBy: z.string(),
    }),
  ),
});
const daysAnswer = z.object({
  asOf: time,
  items: z.array(z.object({ date: z.string(), atEnd: z.int(), peak: z.int(), seatSeconds: z.int() })),
});
const periodAnswer = z.object({
  period: z.string(),
  asOf: time,
  seatSeconds: z.int(),
  seatDays: z.number(),
  average: z.number(),
  peak: z.int(),
  lines: z.array(z.object({ memberId: z.string(), from: time, to: time, seconds: z.int() })),
});

const REFUSED = { errors: { 403: ['capability_required'] } } as const;

/** The seats of one workspace, for billing and for its admins (B-1 to B-3). Ids and figures, no names. */
@Controller('v1/workspaces/:workspaceId/seats')
@Scopes('billing', 'commands', 'members')
export class SeatsController {
  constructor(
    private readonly gate: Gate,
    private readonly ledger: SeatLedger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @IsQuery({
    summary: 'The seats of a workspace',
    description:
      'Now, or as of a moment: who has a seat, since when, and by which event. An invited member whose link has ' +
      'run out keeps the seat; `expiredInvitations` counts them.',
    answer: seatsAnswer,
    ...REFUSED,
  })
  async now(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(moment) query: Moment,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof seatsAnswer>> {
    await this.gate.enterForRecords(workspaceId, caller, 'billing.read');
    const asOf = momentOf(query.asOf, this.clock);
    const seats = await this.ledger.at(workspaceId, asOf);
    const joined = seats.filter((seat) => hadJoined(seat, asOf)).length;
    return {
      asOf,
      total: seats.length,
      invited: seats.length - joined,
      joined,
      expiredInvitations: seats.filter((seat) => isExpired(seat, asOf)).length,
      members: seats.map((seat) => ({
        memberId: seat._id,
        state: hadJoined(seat, asOf) ? 'joined' : 'invited',
        since: seat.begin.at,
        causedBy: seat.begin.eventId,
      })),
    };
  }

  @Get('days')
  @IsQuery({
    summary: 'Seats day by day',
    description:
      'Days in UTC, both ends included, at most 400. Event times are cut to the second. The running day is counted ' +
      'up to `asOf` (now, unless told); days after it are left out.',
    answer: daysAnswer,
    ...REFUSED,
  })
  async days(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(days) query: Days,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof daysAnswer>> {
    await this.gate.enterForRecords(workspaceId, caller, 'billing.read');
    const asOf = momentOf(query.asOf, this.clock);
    const span = { from: secondOf(query.from), to: secondOf(query.to) + SECONDS_OF_A_DAY };
    const seats = await this.during(workspaceId, span);
    return { asOf, items: [...daysOfUse(seats, daysBetween(query.from, query.to), asOf)] };
  }

  @Get('periods/:period')
  @IsQuery({
    summary: "A month's bill",
    description:
      'A month in UTC, as `2026-02`, with a line for each seat. Lines, days and month add up to the same ' +
      'seat-seconds. The running month is counted up to `asOf` (now, unless told), where the lines of running seats ' +
      'end. `seatDays` is `seatSeconds` / 86,400; `average` is `seatSeconds` / seconds of the whole month.',
    answer: periodAnswer,
    ...REFUSED,
  })
  async period(
    @ValidParams(inPeriod) { workspaceId, period }: InPeriod,
    @ValidQuery(moment) query: Moment,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof periodAnswer>> {
    await this.gate.enterForRecords(workspaceId, caller, 'billing.read');
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw InvalidRequest.at('period', 'Not a month, as 2026-02');
    const asOf = momentOf(query.asOf, this.clock);
    const month = monthOf(period);
    const { lines, ...figures } = monthOfUse(await this.during(workspaceId, month), month, asOf);
    return { period, asOf, ...figures, lines: [...lines] };
  }

  private during(workspaceId: string, { from, to }: Span) {
    return this.ledger.during(workspaceId, timeOf(from), timeOf(to));
  }
}
