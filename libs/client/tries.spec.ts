import { describe, expect, it } from '@jest/globals';
import { RosterUnreachable } from './problem.js';
import { answerTo, pauseFor } from './tries.js';

const json = (status: number, headers: Record<string, string> = {}) =>
  new Response('{}', { status, headers: { 'content-type': 'application/json', ...headers } });
const failure = () => new TypeError('fetch failed');
const post = (signal?: AbortSignal) =>
  new Request('https://roster.example/v1/x', {
    method: 'POST',
    body: '{"a":1}',
    headers: { 'idempotency-key': 'k1' },
    ...(signal && { signal }),
  });

/** Answers one after the other; a pause lasts no time and is noted. */
function scene(...answers: readonly (() => Response)[]) {
  const sent: { readonly key: string | null; readonly body: string }[] = [];
  const pauses: number[] = [];
  let time = 0;
  const patience = {
    patienceMs: 30_000,
    send: async (request: Request): Promise<Response> => {
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      sent.push({ key: request.headers.get('idempotency-key'), body: await request.text() });
      if (!answer) throw new Error('No answer was prepared.');
      return answer();
    },
    pause: (milliseconds: number): Promise<void> => {
      pauses.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
    now: () => time,
  };
  return { sent, pauses, patience };
}

const throwing = (error: unknown) => (): Response => {
  throw error as Error;
};

describe('a request that is tried again', () => {
  it('[S-1] [S-5] keeps its key and its body through lost connections and 503', async () => {
    const { sent, patience } = scene(throwing(failure()), () => json(503), throwing(failure()), () => json(201));
    const answer = await answerTo(post(), patience);
    expect(answer.status).toBe(201);
    expect(sent).toEqual(Array.from({ length: 4 }, () => ({ key: 'k1', body: '{"a":1}' })));
  });

  it('[S-5] waits as long as Retry-After says', async () => {
    const { pauses, patience } = scene(() => json(429, { 'retry-after': '7' }), () => json(200));
    expect((await answerTo(post(), patience)).status).toBe(200);
    expect(pauses).toEqual([7000]);
  });

  it('[S-5] does not wait longer than it is told to', async () => {
    const { pauses, patience } = scene(() => json(429, { 'retry-after': '60' }));
    expect((await answerTo(post(), patience)).status).toBe(429);
    expect(pauses).toEqual([]);
  });

  it('[S-5] gives the refusal in the end where the service stays away, and waits longer each time', async () => {
    const { pauses, patience } = scene(() => json(503));
    expect((await answerTo(post(), patience)).status).toBe(503);
    expect(pauses.length).toBeGreaterThan(5);
    expect(pauses[0]).toBeLessThanOrEqual(100);
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(2500);
  });

  it('[S-5] says that the service cannot be reached where there never was an answer', async () => {
    const { patience } = scene(throwing(failure()));
    await expect(answerTo(post(), patience)).rejects.toThrow(RosterUnreachable);
  });

  it('[S-5] is not sent again after a refusal, nor after an error that is none of the network', async () => {
    const refused = scene(() => json(409));
    expect((await answerTo(post(), refused.patience)).status).toBe(409);
    expect(refused.sent).toHaveLength(1);
    const broken = scene(throwing(new RangeError('none of the network')));
    await expect(answerTo(post(), broken.patience)).rejects.toThrow(RangeError);
    expect(broken.sent).toHaveLength(1);
  });

  it('[S-5] is tried again where the connection is lost in the middle of a JSON answer', async () => {
    const half = () => {
      const body = new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) });
      return new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } });
    };
    const { sent, patience } = scene(half, () => json(200));
    expect(await (await answerTo(post(), patience)).text()).toBe('{}');
    expect(sent).toHaveLength(2);
  });

  it('ends its waiting when it is aborted', async () => {
    const aborting = new AbortController();
    const { patience } = scene(throwing(failure()));
    const waiting = answerTo(post(aborting.signal), {
      ...patience,
      pause: (_, signal) => {
        aborting.abort(new Error('enough'));
        return pauseFor(60_000, signal);
      },
    });
    await expect(waiting).rejects.toThrow('enough');
  });
});
