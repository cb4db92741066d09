import { type IncomingHttpHeaders } from 'node:http';
import { v7 as uuidv7 } from 'uuid';
import { randomFew } from '../keys/random.js';

const ACCEPTED = /^[A-Za-z0-9._-]{1,64}$/;

/** The caller's `x-request-id` where it is a plain one, else a UUIDv7. It is the correlation id of what comes of it. */
export function requestId({ headers }: { readonly headers: IncomingHttpHeaders }): string {
  const brought = headers['x-request-id'];
  return typeof brought === 'string' && ACCEPTED.test(brought) ? brought : uuidv7({ random: randomFew(16) });
}
