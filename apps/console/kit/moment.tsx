import { useNow } from './now';

/** Moments are shown in local time, and in UTC to who points at them. */

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const AGO = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

interface MomentProps {
  /** ISO time; null where it never was. */
  readonly at: string | null | undefined;
  /** `day`: the date alone; `time`: with hours and minutes; `ago`: how long ago, or in how long. */
  readonly as?: 'day' | 'time' | 'ago';
  readonly never?: string;
}

export function Moment({ at, as = 'time', never = '–' }: MomentProps) {
  const now = useNow();
  if (at === null || at === undefined) return <>{never}</>;
  const date = new Date(at);
  const text = as === 'ago' ? ago(date, now) : (as === 'day' ? DAY : DAY_AND_TIME).format(date);
  return (
    <time dateTime={at} title={utc(at)}>
      {text}
    </time>
  );
}

/** `2026-11-22 09:51:12 UTC` */
export function utc(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

/** In the greatest unit that fits: `3 days ago`, `in 2 hours`, `now`. */
export function ago(date: Date, now: number): string {
  const seconds = (date.getTime() - now) / 1000;
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return AGO.format(Math.trunc(seconds / length), unit);
  }
  return AGO.format(0, 'second');
}
