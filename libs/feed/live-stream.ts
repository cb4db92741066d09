import { type ServerResponse } from 'node:http';
import { type Position } from '#libs/event-sourcing';
import { encodePosition } from '#libs/http';
import { type EventFeed } from './event-feed.js';
import { type Reader } from './reader.js';

const HEARTBEAT_MS = 15_000;
/** Who has not taken what was sent for so long is cut off; they come back with `Last-Event-ID`. */
const PATIENCE_MS = 10_000;
const RETRY_MS = 2000;

/**
 * Sends what comes after a position for as long as the reader stays. Nothing is read ahead of what the connection takes,
 * so a slow reader costs no memory, and one that takes nothing is cut off. Resolves once it is over.
 */
export async function streamLive(
  response: ServerResponse,
  feed: EventFeed,
  reader: Reader,
  start: Position,
): Promise<void> {
  // One for as long as the reader stays: signals made anew for every page would outlive it by their timers.
  const ending = new AbortController();
  const end = () => ending.abort();
  const over = ending.signal;
  response.once('close', end);
  feed.stopped.addEventListener('abort', end);
  if (feed.stopped.aborted) end();
  response.write(`retry: ${RETRY_MS}\n\n`);
  let after = start;
  feed.readers++;
  try {
    while (!ending.signal.aborted) {
      const page = await feed.next(after, over, HEARTBEAT_MS);
      if (over.aborted) break;
      const frames = page.frames(reader);
      if (frames) await reader.check();
      // Where nothing of it was wanted, the reader still learns how far it is.
      if (!(await taken(response, frames ?? heartbeat(page.position), over))) break;
      after = page.position;
    }
  } catch {
    // They may not read any further, or the log does not answer: they come back and are told.
  } finally {
    feed.readers--;
    feed.stopped.removeEventListener('abort', end);
    response.end();
  }
}

function heartbeat(position: Position): string {
  return `id: ${encodePosition(position)}\n: nothing new\n\n`;
}

/** Writes, and waits until the connection has taken it; false where it is over before that. */
async function taken(response: ServerResponse, frames: Buffer | string, over: AbortSignal): Promise<boolean> {
  if (response.write(frames)) return true;
  return new Promise((resolve) => {
    const end = (drained: boolean) => () => {
      clearTimeout(timer);
      response.off('drain', done);
      over.removeEventListener('abort', stop);
      if (!drained) response.destroy();
      resolve(drained);
    };
    const done = end(true);
    const stop = end(false);
    const timer = setTimeout(stop, PATIENCE_MS);
    response.once('drain', done);
    over.addEventListener('abort', stop);
  });
}
