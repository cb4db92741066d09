import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random bytes, at most 4,096. They are drawn from the system many at a time, since each asking costs microseconds. */
export function randomFew(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  // A copy: the pool is filled again in place.
  return Buffer.from(pool.subarray(used, (used += count)));
}
