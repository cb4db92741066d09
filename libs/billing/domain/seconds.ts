/** Billing's time: UTC, in whole seconds since 1970. */
export type Second = number;

export const SECONDS_OF_A_DAY = 86_400;

/** A time cut to the second (B-3). @param at ISO time */
export function secondOf(at: string): Second {
  return Math.floor(Date.parse(at) / 1000);
}

/** ISO time with milliseconds. */
export function timeOf(second: Second): string {
  return new Date(second * 1000).toISOString();
}

/** From a second on, which is included, to another, which is not. */
export interface Span {
  readonly from: Second;
  readonly to: Second;
}

/** The days of a calendar, the first and the last included. @param first, last as `2026-02-28` */
export function daysBetween(first: string, last: string): readonly Span[] {
  const begin = secondOf(first);
  const count = (secondOf(last) - begin) / SECONDS_OF_A_DAY + 1;
  return Array.from({ length: count }, (_, day) => {
    const from = begin + day * SECONDS_OF_A_DAY;
    return { from, to: from + SECONDS_OF_A_DAY };
  });
}

/** @param period as `2026-02` */
export function monthOf(period: string): Span {
  const next = new Date(`${period}-01`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return { from: secondOf(`${period}-01`), to: secondOf(next.toISOString()) };
}

export function dateOf(second: Second): string {
  return timeOf(second).slice(0, 10);
}
