import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Bell } from './bell.js';

const PATIENCE_MS = 1000;

let leaving: AbortController;
let bell: Bell;
beforeEach(() => {
  jest.useFakeTimers();
  leaving = new AbortController();
  bell = new Bell(leaving.signal, PATIENCE_MS);
});
afterEach(() => {
  leaving.abort();
  jest.useRealTimers();
});

/** Whether who waits is woken by this. */
async function wakes(what: () => unknown): Promise<boolean> {
  let woken = false;
  void bell.rung().then(() => (woken = true));
  await what();
  await jest.advanceTimersByTimeAsync(0);
  return woken;
}

describe('a bell', () => {
  it('wakes who waits, and nobody who begins to wait later', async () => {
    expect(await wakes(bell.ring)).toBe(true);
    expect(await wakes(() => undefined)).toBe(false);
  });

  it('rings once the patience of each wait is over, however long the waits before it were', async () => {
    await wakes(async () => {
      await jest.advanceTimersByTimeAsync(PATIENCE_MS - 1);
      bell.ring();
    });
    expect(await wakes(() => jest.advanceTimersByTimeAsync(PATIENCE_MS - 1))).toBe(false);
    expect(await wakes(() => jest.advanceTimersByTimeAsync(PATIENCE_MS))).toBe(true);
  });

  it('rings when they leave, waits no more then, and leaves no timer behind', async () => {
    expect(await wakes(() => leaving.abort())).toBe(true);
    expect(await wakes(() => undefined)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });
});
