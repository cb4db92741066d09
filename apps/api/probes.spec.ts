import { describe, expect, it } from '@jest/globals';
import { probe } from './probes.js';

describe('a probe of a server', () => {
  it('tells that it is up, or down without a word of what went wrong', async () => {
    expect(await probe('log', () => Promise.resolve())()).toEqual({ name: 'log', status: 'up' });
    const down = await probe('log', () => Promise.reject(new Error('user:password@host')))();
    expect(down).toEqual({ name: 'log', status: 'down', detail: 'It does not answer.' });
  });

  it('waits no longer than its limit for one that stands still', async () => {
    const still = probe('log', () => new Promise(() => undefined), 20);
    expect(await still()).toEqual({ name: 'log', status: 'down', detail: 'No answer within 0.02 s.' });
  });
});
