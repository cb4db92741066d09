/** Billing's months are those of UTC, as `2026-11`. */

const TITLE = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: 'UTC' });

export function monthOf(at: string): string {
  return at.slice(0, 7);
}

/** `November 2026` */
export function titleOf(month: string): string {
  return TITLE.format(new Date(`${month}-01`));
}

/** `22 Nov` @param date as `2026-11-22` */
export function dayName(date: string): string {
  return DAY.format(new Date(date));
}

/** `Sunday 22 November 2026` */
export function wholeDate(date: string): string {
  return WEEKDAY.format(new Date(date));
}

/** Its first and its last day. */
export function daysOf(month: string): { readonly from: string; readonly to: string } {
  const end = new Date(`${month}-01`);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  return { from: `${month}-01`, to: end.toISOString().slice(0, 10) };
}

/** Both included, the newest first. @param since, until ISO times */
export function monthsBetween(since: string, until: string): readonly string[] {
  const months: string[] = [];
  const month = new Date(`${monthOf(until)}-01`);
  while (monthOf(month.toISOString()) >= monthOf(since)) {
    months.push(monthOf(month.toISOString()));
    month.setUTCMonth(month.getUTCMonth() - 1);
  }
  return months;
}

/** Whether it is a month at all, as an address may claim. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}
