import { type ServerResponse } from 'node:http';
import { type Position } from '#libs/event-sourcing';
import { encodePosition } from '#libs/http';
import { Bell } from './bell.js';
import { type EventFeed } from './event-feed.js';
import { type Reader } from './reader.js';

const HEARTBEAT_MS = 15_000;
/** Who wants nothing of what comes is told at most so often how far it is. */
const PLACE_MS = 1000;
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
  const ending = new AbortController();
  const end = () => ending.abort();
  const over = ending.signal;
  response.once('close', end);
  feed.stopped.addEventListener('abort', end);
  if (feed.stopped.aborted) end();
  const news = new Bell(over, HEARTBEAT_MS);
  const drained = new Bell(over, PATIENCE_MS);
  response.on('drain', drained.ring);
  response.write(`retry: ${RETRY_MS}\n\n`);
  let after = start;
  let toldAt = -Infinity;
  feed.readers++;
  try {
    while (!ending.signal.aborted) {
      const page = await feed.next(after, news, reader);
      if (over.aborted) break;
      const frames = page.frames(reader);
      const nothingCame = page.position === after;
      after = page.position;
      if (frames) await reader.check();
      // Where nothing of it was wanted, the reader still learns how far it is: now, or with what comes next.
      else if (!nothingCame && performance.now() - toldAt < PLACE_MS) continue;
      toldAt = performance.now();
      if (response.write(frames ?? heartbeat(after))) continue;
      await drained.rung();
      if (response.writableNeedDrain) break;
    }
  } catch {
    // They may not read any further, or the log does not answer: they come back and are told.
  } finally {
    feed.readers--;
    feed.stopped.removeEventListener('abort', end);
    response.off('drain', drained.ring);
    if (response.writableNeedDrain) response.destroy();
    response.end();
    end();
  }
}

function heartbeat(position: Position): string {
  return `id: ${encodePosition(position)}\n: nothing new\n\n`;
}
