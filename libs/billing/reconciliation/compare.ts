import { newestUpTo } from '../projections/counter.js';
import { OPEN, type Seat, type WorkspaceSeats } from '../projections/seats.projection.js';
import { type CountedAgain, type CountedSeat, type Fact, isWithin, type Moment } from './counted-again.js';

/** What differs, and the event that explains it. */
export interface Difference {
  /** Null where it is about a whole workspace. */
  readonly memberId: string | null;
  /** Null where no event explains it. */
  readonly eventId: string | null;
  readonly why: string;
}

/** What the read model keeps of one workspace. */
export interface KeptSeats {
  readonly seats: AsyncIterable<Seat>;
  readonly workspace: WorkspaceSeats | undefined;
}

/**
 * Compares the read model's seats of one workspace with those counted from its events: who has one, from which event to
 * which, and with which balance.
 * @returns how many seats the read model counts at that moment, and every difference
 */
export async function compare(
  counted: CountedAgain,
  { seats, workspace }: KeptSeats,
  moment: Moment,
): Promise<{ readonly count: number; readonly differences: readonly Difference[] }> {
  const differences: Difference[] = [];
  const missing = new Map(counted.seats);
  const removal = known(workspace?.removal, moment);
  let count = 0;
  for await (const seat of seats) {
    if (!isWithin(seat.begin, moment)) continue;
    const kept = keptSeat(seat, removal && { ...removal, balance: 0 }, moment);
    if (!kept.end) count += 1;
    const difference = seatDiffers(kept, missing.get(seat._id));
    missing.delete(seat._id);
    if (difference) differences.push({ memberId: seat._id, ...difference });
  }
  for (const [memberId, { begin }] of missing) {
    const why = `The ${begin.type} of ${begin.at} began a seat that the read model does not have.`;
    differences.push({ memberId, eventId: begin.eventId, why });
  }
  return { count, differences: [...differences, ...balanceDiffers(counted.last, workspace, moment)] };
}

type Explained = Omit<Difference, 'memberId'>;
type KeptFact = Omit<Fact, 'type' | 'balance'> & Partial<Fact>;
interface Kept {
  readonly begin: KeptFact;
  readonly joined: KeptFact | null;
  readonly end: KeptFact | null;
}

/** A seat of the read model as of the moment. Queries go by `until`; so that is what is held to the events. */
function keptSeat({ begin, joined, end, until }: Seat, removal: KeptFact | null, moment: Moment): Kept {
  const own = until === OPEN ? null : { ...(end ?? { eventId: begin.eventId, position: begin.position }), at: until };
  return { begin, joined: known(joined, moment), end: known(own, moment) ?? removal };
}

function known<Found extends KeptFact>(fact: Found | null | undefined, moment: Moment): Found | null {
  return fact && isWithin(fact, moment) ? fact : null;
}

function seatDiffers(kept: Kept, counted: CountedSeat | undefined): Explained | undefined {
  return (
    factDiffers('began', kept.begin, counted?.begin ?? null) ??
    factDiffers('ended', kept.end, counted?.end ?? null) ??
    factDiffers('joined', kept.joined, counted?.joined ?? null)
  );
}

function factDiffers(what: string, kept: KeptFact | null, counted: Fact | null): Explained | undefined {
  if (!counted) {
    if (!kept) return undefined;
    return { eventId: kept.eventId, why: `In the read model it ${what} at ${kept.at}; in the log it did not.` };
  }
  const { eventId, type, at, balance } = counted;
  const told = `By the ${type} of ${at} it ${what}`;
  if (!kept) return { eventId, why: `${told}; in the read model it did not.` };
  if (kept.eventId !== eventId || kept.at !== at) {
    return { eventId, why: `${told}; in the read model at ${kept.at}, by event ${kept.eventId}.` };
  }
  if (kept.balance === undefined || kept.balance === balance) return undefined;
  return { eventId, why: `${told}, the balance then being ${balance}; in the read model ${kept.balance}.` };
}

/** The running balance that later changes are counted on from. It stands for the newest event alone. */
function balanceDiffers(
  last: Fact | undefined,
  workspace: WorkspaceSeats | undefined,
  { position }: Moment,
): readonly Difference[] {
  if (!last) return [];
  const kept = workspace && newestUpTo(workspace.balance, position);
  if (kept && (kept.position > last.position || kept.value === last.balance)) return [];
  const { eventId, type, at, balance } = last;
  const found = kept ? `the read model's running balance is ${kept.value}` : 'the read model has no running balance';
  return [{ memberId: null, eventId, why: `The ${type} of ${at} left ${balance} seats; ${found}.` }];
}
