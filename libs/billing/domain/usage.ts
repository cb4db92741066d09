import { dateOf, SECONDS_OF_A_DAY, type Second, secondOf, type Span, timeOf } from './seconds.js';

/** When a seat began or ended. */
export interface Turn {
  /** ISO time */
  readonly at: string;
  /** Orders what happened in the same second. */
  readonly sequence: number;
}

/** A seat from its beginning to its end, if it has one. */
export interface SeatLife {
  readonly memberId: string;
  readonly begin: Turn;
  readonly end: Turn | null;
}

export interface SpanUsage {
  /** Seats at its end, or at the moment up to which it is counted. */
  readonly atEnd: number;
  /** The most seats there were: those that it begins with, or after any event, however short that lasted. */
  readonly peak: number;
  readonly seatSeconds: number;
}

export interface DayUsage extends SpanUsage {
  readonly date: string;
}

export interface Line {
  readonly memberId: string;
  /** ISO times cut to the second; `to` is not included. */
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
}

export interface MonthUsage {
  readonly seatSeconds: number;
  readonly seatDays: number;
  readonly average: number;
  readonly peak: number;
  readonly lines: readonly Line[];
}

/**
 * The days of B-3, as they were known at a moment; those that had not begun by then are left out.
 * @param seats at least every seat that was there at some moment of these days
 * @param asOf ISO time up to which everything is counted
 */
export function daysOfUse(seats: readonly SeatLife[], days: readonly Span[], asOf: string): readonly DayUsage[] {
  const begun = days.filter(({ from }) => from <= secondOf(asOf));
  return usageIn(known(seats, asOf), begun, asOf).map((usage) => ({ date: dateOf(usage.from), ...usage.counted }));
}

/**
 * The month of B-3, as it was known at a moment. A seat that runs on is counted up to that moment, so lines, days and
 * month add up whenever they are asked for. `seatDays` and `average` are `seatSeconds` divided by the seconds of a day
 * and of the whole month; `seatSeconds` is the exact figure.
 *
 * Each seat that was there at some moment of the month has a line, also where that comes to 0 seconds.
 * @param seats at least every seat that was there at some moment of the month
 */
export function monthOfUse(seats: readonly SeatLife[], month: Span, asOf: string): MonthUsage {
  const to = Math.min(month.to, secondOf(asOf));
  const within = to < month.from ? [] : known(seats, asOf).filter((stay) => isThereIn(stay, month));
  const counted = usageIn(within, [month], asOf)[0]?.counted;
  const { seatSeconds = 0, peak = 0 } = counted ?? {};
  return {
    seatSeconds,
    seatDays: seatSeconds / SECONDS_OF_A_DAY,
    average: seatSeconds / (month.to - month.from),
    peak,
    lines: within.toSorted(bySequence).map((stay) => lineOf(stay, { from: month.from, to })),
  };
}

/** A seat in billing's time: its event times cut to the second. */
interface Stay {
  readonly memberId: string;
  readonly begin: Second;
  readonly end: Second | null;
  readonly seat: SeatLife;
}

/** What was known of the seats at a moment. */
function known(seats: readonly SeatLife[], asOf: string): readonly Stay[] {
  return seats
    .filter(({ begin }) => begin.at <= asOf)
    .map((seat) => {
      const { memberId, begin, end } = seat;
      const ended = end !== null && end.at <= asOf;
      return { memberId, begin: secondOf(begin.at), end: ended ? secondOf(end.at) : null, seat };
    });
}

function isThereIn({ begin, end }: Stay, { from, to }: Span): boolean {
  return begin < to && (end === null || end >= from);
}

interface Change {
  readonly second: Second;
  readonly sequence: number;
  readonly by: 1 | -1;
}

/** Counts seats along spans that follow each other, from change to change. */
function usageIn(
  stays: readonly Stay[],
  spans: readonly Span[],
  asOf: string,
): readonly (Span & { readonly counted: SpanUsage })[] {
  const changes = changesOf(stays);
  const now = secondOf(asOf);
  let next = 0;
  let seatsNow = 0;
  const upTo = (second: Second, seen: (change: Change) => void) => {
    for (let change = changes[next]; change && change.second < second; change = changes[++next]) seen(change);
  };
  return spans.map(({ from, to }) => {
    upTo(from, ({ by }) => (seatsNow += by));
    let since = from;
    let peak = seatsNow;
    let seatSeconds = 0;
    upTo(to, ({ second, by }) => {
      seatSeconds += seatsNow * (second - since);
      since = second;
      seatsNow += by;
      peak = Math.max(peak, seatsNow);
    });
    seatSeconds += seatsNow * (Math.min(to, Math.max(now, since)) - since);
    return { from, to, counted: { atEnd: seatsNow, peak, seatSeconds } };
  });
}

function changesOf(stays: readonly Stay[]): readonly Change[] {
  const changes = stays.flatMap(({ begin, end, seat }): Change[] => {
    const began: Change = { second: begin, sequence: seat.begin.sequence, by: 1 };
    return end !== null && seat.end ? [began, { second: end, sequence: seat.end.sequence, by: -1 }] : [began];
  });
  return changes.sort((a, b) => a.sequence - b.sequence);
}

function lineOf({ memberId, begin, end }: Stay, { from, to }: Span): Line {
  const first = Math.max(from, begin);
  const last = end === null ? to : Math.min(to, end);
  return { memberId, from: timeOf(first), to: timeOf(last), seconds: last - first };
}

function bySequence(a: Stay, b: Stay): number {
  return a.seat.begin.sequence - b.seat.begin.sequence;
}
