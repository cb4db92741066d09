import { expect, it, jest } from '@jest/globals';

const pauses: number[] = [];
jest.unstable_mockModule('node:timers/promises', () => ({
  setTimeout: (ms: number, _: unknown, options?: { readonly signal?: AbortSignal }) => {
    pauses.push(ms);
    if (!options?.signal) return Promise.resolve();
    const { signal } = options;
    return new Promise((_resolve, reject) => {
      const end = (): void => reject(new Error('aborted'));
      if (signal.aborted) end();
      else signal.addEventListener('abort', end);
    });
  },
}));
const { Backoff } = await import('./retry.js');

async function pausesOf(backoff: InstanceType<typeof Backoff>, times: number): Promise<readonly number[]> {
  pauses.length = 0;
  for (let i = 0; i < times; i++) await backoff.pause();
  return [...pauses];
}

it('pauses grow twofold up to the longest, none shorter than half of its own', async () => {
  const seen = await pausesOf(new Backoff(1000), 8);
  const bounds = [100, 200, 400, 800, 1000, 1000, 1000, 1000];
  for (const [index, pause] of seen.entries()) {
    expect(pause).toBeLessThanOrEqual(bounds[index] ?? 0);
    expect(pause).toBeGreaterThanOrEqual((bounds[index] ?? 0) / 2);
  }
});

it('pauses differ, so that many who wait do not come at once', async () => {
  const first: unknown[] = [];
  for (let i = 0; i < 20; i++) first.push((await pausesOf(new Backoff(), 1))[0]);
  expect(new Set(first).size).toBeGreaterThan(1);
});

it('begins with short pauses again after a reset', async () => {
  const backoff = new Backoff();
  await pausesOf(backoff, 6);
  backoff.reset();
  expect((await pausesOf(backoff, 1))[0]).toBeLessThanOrEqual(100);
});

it('is never longer than the longest, from the first pause on', async () => {
  for (const pause of await pausesOf(new Backoff(10), 3)) expect(pause).toBeLessThanOrEqual(10);
});

it('ends at once, without an error, when it is told to', async () => {
  const end = new AbortController();
  const pause = new Backoff().pause(end.signal);
  end.abort();
  await pause;
  await new Backoff().pause(end.signal);
});
