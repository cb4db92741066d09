import { rosterClient } from '#libs/client';

/** Somebody waits before the screen: what does not answer within so long is told. */
const PATIENCE_MS = 8000;

/**
 * The one client of this page. It carries the position of each command, and of each event of the feed, to every later
 * read: nothing older is shown than what was seen before.
 */
export const roster = rosterClient({ url: location.origin, patienceMs: PATIENCE_MS });
