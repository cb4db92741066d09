import { z } from 'zod';
import { type Clock } from '#libs/event-sourcing';
import { InvalidRequest } from '#libs/http';

/** Parts of requests and answers that several routes of billing share. */

export { inWorkspace, type InWorkspace } from '#libs/workspaces';

export const time = z.iso.datetime();

const CLOCKS_DIFFER_MS = 60_000;

/**
 * The moment that is asked about: now, unless told. Nobody knows the future; what another machine's clock takes for
 * now, up to a minute ahead, is now.
 * @throws InvalidRequest
 */
export function momentOf(asOf: string | undefined, clock: Clock): string {
  const now = clock.now();
  if (asOf === undefined) return now;
  if (Date.parse(asOf) > Date.parse(now) + CLOCKS_DIFFER_MS) throw InvalidRequest.at('asOf', 'Not later than now');
  return asOf < now ? asOf : now;
}
