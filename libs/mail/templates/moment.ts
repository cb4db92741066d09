const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
];

/**
 * `Sunday 1 March 2026 at 09:05 UTC`. Cut to the minute and never rounded up: a link lives at least as long as said.
 *
 * @param at ISO 8601
 * @throws RangeError when it is none
 */
export function moment(at: string): string {
  const date = new Date(at);
  const [, hours, minutes] = /T(\d\d):(\d\d)/.exec(date.toISOString()) ?? [];
  const day = `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day} at ${hours}:${minutes} UTC`;
}
