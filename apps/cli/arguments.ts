import { InvalidArgumentError } from 'commander';

/** How commands read what they are given. Each throws InvalidArgumentError, which is told as wrong usage. */

/** A moment: an ISO time, or a day for its beginning. In UTC unless the time says otherwise. @returns ISO time in UTC */
export function moment(text: string): string {
  const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/;
  const zoned = /(T.*(Z|[+-]\d\d:\d\d)|^\d{4}-\d\d-\d\d)$/.test(text) ? text : `${text}Z`;
  const time = form.test(text) && isDay(text.slice(0, 10)) ? Date.parse(zoned) : NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('Not a moment, as 2026-02-28 or 2026-02-28T15:30:00Z.');
  return new Date(time).toISOString();
}

export function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Not a day, as 2026-02-28.');
  return text;
}

export function month(text: string): string {
  if (!/^\d{4}-\d\d$/.test(text) || !isDay(`${text}-01`)) throw new InvalidArgumentError('Not a month, as 2026-02.');
  return text;
}

/** A whole number from 0 on. */
export function count(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
  return Number(text);
}

function isDay(text: string): boolean {
  const isOne = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  return isOne && new Date(text).toISOString().startsWith(text);
}
