import { MINUTE, SECOND } from './moments.js';

/** A try with a password that did not succeed. */
export interface Attempt {
  readonly at: string;
  /** How often it had to wait, or has to from now on; 0 while there were fewer than five in the window. */
  readonly level: number;
}

/** What is to be done with the next try. */
export type Standing =
  | { readonly kind: 'free'; /** So many may be wrong before one waits. */ readonly left: number }
  | { readonly kind: 'wait'; readonly seconds: number; readonly level: number };

const WINDOW = 15 * MINUTE;
const WRONG_ALLOWED = 5;
const FIRST_WAIT = 15 * SECOND;
const LONGEST_WAIT = 15 * MINUTE;
/** The first level that waits longest. */
export const HIGHEST_LEVEL = 1 + Math.ceil(Math.log2(LONGEST_WAIT / FIRST_WAIT));

/** For how long an attempt counts, in milliseconds after it was made. */
export const ATTEMPT_COUNTS_FOR = LONGEST_WAIT + WINDOW;

/**
 * C-5, for one address from one client: after five wrong passwords within 15 minutes the next try waits for 15 seconds.
 * Each further try that is wrong or comes too early makes it twice as long, up to 15 minutes: who tries at once is told
 * to wait 30 seconds, then 60. It is over once 15 minutes went by after the waiting.
 * @param attempts oldest first
 */
export function standingOf(attempts: readonly Attempt[], now: string): Standing {
  const time = Date.parse(now);
  const { level, until } = series(attempts);
  if (until > time) return { kind: 'wait', seconds: Math.ceil((until - time) / SECOND), level };
  if (goesOn(level, until, time)) return { kind: 'free', left: 1 };
  return { kind: 'free', left: WRONG_ALLOWED - recent(attempts, time) };
}

/** The level that a wrong password, or a try that came too early, leads to. */
export function nextLevel(attempts: readonly Attempt[], now: string): number {
  const time = Date.parse(now);
  const { level, until } = series(attempts);
  if (goesOn(level, until, time)) return Math.min(level + 1, HIGHEST_LEVEL);
  return recent(attempts, time) + 1 >= WRONG_ALLOWED ? 1 : 0;
}

/** In milliseconds. */
export function waitOf(level: number): number {
  return level === 0 ? 0 : Math.min(FIRST_WAIT * 2 ** (level - 1), LONGEST_WAIT);
}

/** Where the attempts have led. Some at the same moment may each have found fewer than five: their number counts. */
function series(attempts: readonly Attempt[]): { readonly level: number; readonly until: number } {
  const last = attempts.at(-1);
  if (!last) return { level: 0, until: 0 };
  const time = Date.parse(last.at);
  const level = last.level === 0 && recent(attempts, time) >= WRONG_ALLOWED ? 1 : last.level;
  return { level, until: time + waitOf(level) };
}

function goesOn(level: number, until: number, time: number): boolean {
  return level > 0 && time - until < WINDOW;
}

/** How many wrong ones of the present series lie in the window. */
function recent(attempts: readonly Attempt[], time: number): number {
  const begin = attempts.findLastIndex(({ level }) => level > 0) + 1;
  return attempts.slice(begin).filter(({ at }) => time - Date.parse(at) < WINDOW).length;
}
