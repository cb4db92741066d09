import { retryAfterOf, RosterUnreachable } from './problem.js';

export interface Patience {
  /** For how long a call is tried again where the service is away, busy or asks to wait, in milliseconds. */
  readonly patienceMs: number;
  /** How requests are sent. */
  readonly send: (request: Request) => Promise<Response>;
  /** Waits; rejects once the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
const WORTH_ANOTHER_TRY: readonly number[] = [429, 503];

/**
 * Sends a request until it is answered: once more after a connection that failed, after 503, and after 429 where the time
 * to wait is short enough. Every try is the same request, its `Idempotency-Key` included, so that it counts once (S-1).
 *
 * Gives the last answer, whatever it is.
 * @throws RosterUnreachable there was none; what the signal was aborted with
 */
export async function answerTo(request: Request, { patienceMs, send, pause, now }: Patience): Promise<Response> {
  const end = now() + patienceMs;
  for (let failures = 0; ; failures++) {
    const backoff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + Math.random() / 2);
    try {
      const answer = await whole(await send(request.clone()));
      const wait = pauseAfter(answer, backoff);
      if (wait === undefined || now() + wait > end) return answer;
      await pause(wait, request.signal);
    } catch (error) {
      if (request.signal.aborted || !isConnectionFailure(error)) throw error;
      if (now() + backoff > end) throw new RosterUnreachable(error);
      await pause(backoff, request.signal);
    }
  }
}

/** By a timer; made to be given as `Patience.pause`. */
export function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** In milliseconds; undefined: another try would be answered the same. */
function pauseAfter(answer: Response, backoff: number): number | undefined {
  if (!WORTH_ANOTHER_TRY.includes(answer.status)) return undefined;
  const told = retryAfterOf(answer);
  if (told === undefined) return answer.status === 503 ? backoff : undefined;
  return Math.max(backoff, told * 1000);
}

/** JSON is taken in at once, so that a connection lost in the middle of it is another try and no half answer. */
async function whole(answer: Response): Promise<Response> {
  if (!/^application\/([a-z]+\+)?json\b/.test(answer.headers.get('content-type') ?? '')) return answer;
  const { status, statusText, headers } = answer;
  return new Response(await answer.arrayBuffer(), { status, statusText, headers });
}

/**
 * `fetch` rejects with nothing but a TypeError where the network fails. By its name, since it may be the TypeError of
 * another frame.
 */
export function isConnectionFailure(error: unknown): boolean {
  return (error as Partial<Error> | null)?.name === 'TypeError';
}
