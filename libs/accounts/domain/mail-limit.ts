import { MAILS_IN_WINDOW } from './address.js';
import { TooManyRequests } from './errors.js';
import { MINUTE, SECOND } from './moments.js';

export const MAIL_WINDOW = 15 * MINUTE;

/**
 * Nobody can have one address flooded with emails. It looks at the address alone, so it tells nothing about accounts.
 * @param times of the newest requests, oldest first
 * @throws TooManyRequests
 */
export function withinMailLimit(times: readonly string[], now: string): void {
  const first = times.length < MAILS_IN_WINDOW ? undefined : times.at(-MAILS_IN_WINDOW);
  if (first === undefined) return;
  const waitMs = Date.parse(first) + MAIL_WINDOW - Date.parse(now);
  if (waitMs > 0) throw new TooManyRequests(Math.ceil(waitMs / SECOND));
}
