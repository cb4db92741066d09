import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodePosition } from '#libs/http';
import { AnswerBrokeOff, isProblem, items, reason, rosterClient, type RosterClientOptions, RosterProblem, seatChanges } from './index.js';
import { further } from './position.js';

const WORKSPACE = { params: { path: { workspaceId: 'w' } } } as const;
const SEATS = '/v1/workspaces/{workspaceId}/seats';
const INVITATIONS = '/v1/workspaces/{workspaceId}/invitations';
const HISTORY = '/v1/workspaces/{workspaceId}/history';
const BO = { ...WORKSPACE, body: { email: 'bo@acme.com' } } as const;

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** A client whose requests are noted, and answered one after the other. */
function client(answers: readonly Response[], options: RosterClientOptions = {}) {
  const asked: Request[] = [];
  const fetch = (request: Request): Promise<Response> => {
    const answer = answers[asked.length];
    asked.push(request);
    return answer ? Promise.resolve(answer) : Promise.reject(new Error('No answer was prepared.'));
  };
  return { asked, roster: rosterClient({ url: 'https://roster.example/', patienceMs: 0, ...options, fetch }) };
}

describe('a call', () => {
  it('[S-5] [S-6] brings the key, and the member for whom it acts', async () => {
    const { asked, roster } = client([json({ total: 3 })], { key: 'rk_1', onBehalfOf: 'm' });
    const { total } = await roster.get(SEATS, { params: { path: { workspaceId: 'w' }, query: { asOf: '2026-03-01T12:00:00.000Z' } } });
    expect(total).toBe(3);
    expect(asked[0]?.url).toBe('https://roster.example/v1/workspaces/w/seats?asOf=2026-03-01T12%3A00%3A00.000Z');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer rk_1');
    expect(asked[0]?.headers.get('roster-on-behalf-of')).toBe('m');
  });

  it('[S-5] without a key leaves it to the session of the browser', async () => {
    const { asked, roster } = client([json({ total: 3 })]);
    await roster.get(SEATS, WORKSPACE);
    expect(asked[0]?.headers.has('authorization')).toBe(false);
    expect(asked[0]?.credentials).toBe('same-origin');
  });

  it('[S-1] [S-5] that changes something has a key of its own, or the one it is given', async () => {
    const { asked, roster } = client([json({}, 201), json({}, 201), json({}, 201), json({})]);
    await roster.post(INVITATIONS, BO);
    await roster.post(INVITATIONS, BO);
    await roster.post(INVITATIONS, { ...BO, params: { ...BO.params, header: { 'Idempotency-Key': 'order-4711', ...reason('Über') } } });
    await roster.get(SEATS, WORKSPACE);
    const [first, second, third, query] = asked.map(({ headers }) => headers.get('idempotency-key'));
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
    expect(third).toBe('order-4711');
    expect(asked[2]?.headers.get('roster-reason')).toBe('%C3%9Cber');
    expect(query).toBeNull();
  });

  it('[S-3] asks what a command would write', async () => {
    const { asked, roster } = client([json({ dryRun: true, events: [], seatDelta: 1 })]);
    expect((await roster.dryRun('post', INVITATIONS, BO)).seatDelta).toBe(1);
    expect(asked[0]?.url).toBe('https://roster.example/v1/workspaces/w/invitations?dryRun=true');
  });

  it('[S-5] that is refused throws the problem by its code', async () => {
    const problem = { type: 't', title: 'T', status: 409, code: 'already_invited', detail: 'It is.', remedy: 'Resend.', memberId: 'bo' };
    const { roster } = client([json(problem, 409, { 'content-type': 'application/problem+json' })]);
    const error: unknown = await roster.post(INVITATIONS, BO).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RosterProblem);
    expect(error).toMatchObject({ code: 'already_invited', status: 409, message: 'It is.', remedy: 'Resend.', document: { memberId: 'bo' } });
    expect(isProblem(error, 'already_invited', 'already_member')).toBe(true);
    expect(isProblem(error, 'last_admin')).toBe(false);
  });

  it('[S-5] says so where something else than Roster answers', async () => {
    const page = (status: number) => new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
    const { roster } = client([page(502), page(200)]);
    await expect(roster.get(SEATS, WORKSPACE)).rejects.toMatchObject({ code: 'unexpected_answer', status: 502 });
    await expect(roster.get(SEATS, WORKSPACE)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });
});

describe('positions', () => {
  it('[S-2] [S-5] go from a command to every later call, the furthest one', async () => {
    const at = (position: string) => json({}, 201, { 'roster-position': position });
    const { asked, roster } = client([json({}), at('pz'), at('p10'), at('pa'), json({}), json({}, 200, { 'roster-position': 'pzzz' }), json({})]);
    await roster.get(SEATS, WORKSPACE);
    for (let time = 0; time < 3; time++) await roster.post(INVITATIONS, BO);
    await roster.get(SEATS, WORKSPACE);
    expect(roster.position).toBe('p10');
    await roster.get(SEATS, WORKSPACE);
    await roster.get(SEATS, { params: { ...WORKSPACE.params, header: { 'Roster-Min-Position': 'p7' } } });
    const sent = asked.map(({ headers }) => headers.get('roster-min-position'));
    expect(sent).toEqual([null, null, 'pz', 'p10', 'p10', 'p10', 'p7']);
  });

  it('[S-2] are in the order in which the service writes them', () => {
    const position = fc.maxSafeNat();
    fc.assert(
      fc.property(position, position, (one, other) => {
        expect(further(encodePosition(one), encodePosition(other))).toBe(encodePosition(Math.max(one, other)));
      }),
    );
  });
});

describe('lists', () => {
  it('[S-5] are read to their end, page by page as they are asked for', async () => {
    const page = (revision: number, nextCursor: string | null) => json({ items: [{ revision }, { revision: revision + 1 }], nextCursor });
    const { asked, roster } = client([page(0, 'c1'), page(2, 'c2'), page(4, null)]);
    const seen: number[] = [];
    for await (const { revision } of items(roster, HISTORY, { params: { path: { workspaceId: 'w' }, query: { limit: 2 } } })) {
      seen.push(revision);
      expect(asked).toHaveLength(Math.floor(revision / 2) + 1);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
    expect(asked.map(({ url }) => new URL(url).search)).toEqual(['?limit=2', '?limit=2&cursor=c1', '?limit=2&cursor=c2']);
  });

  it('[S-5] [B-4] the feed of seats goes on from where a page ended', async () => {
    const { asked, roster } = client([
      json({ items: [{ sequence: 8 }, { sequence: 9 }], next: 9 }),
      json({ items: [{ sequence: 10 }], next: 10 }),
      json({ items: [], next: 10 }),
    ]);
    const seen: number[] = [];
    for await (const { sequence } of seatChanges(roster, 7)) seen.push(sequence);
    expect(seen).toEqual([8, 9, 10]);
    expect(asked.map(({ url }) => new URL(url).searchParams.get('after'))).toEqual(['7', '9', '10']);
  });
});

describe('an answer that is streamed', () => {
  const stream = (body: ReadableStream) => new Response(body, { headers: { 'content-type': 'application/jsonl' } });
  const wish = { params: { path: { workspaceId: 'w' }, query: { format: 'jsonl' } } } as const;

  it('[S-5] comes as it is', async () => {
    const body = new Response('{"a":1}\n{"a":2}\n').body as ReadableStream;
    const { roster } = client([stream(body)]);
    let text = '';
    for await (const chunk of await roster.stream(HISTORY, wish)) text += Buffer.from(chunk).toString();
    expect(text).toBe('{"a":1}\n{"a":2}\n');
  });

  it('[S-5] that breaks off does not look whole', async () => {
    let pulls = 0;
    const body = new ReadableStream({
      pull: (to) => (pulls++ === 0 ? to.enqueue(Buffer.from('{"a":')) : to.error(new TypeError('terminated'))),
    });
    const { roster } = client([stream(body)]);
    const reading = async () => {
      for await (const chunk of await roster.stream(HISTORY, wish)) expect(chunk.length).toBeGreaterThan(0);
    };
    await expect(reading()).rejects.toThrow(AnswerBrokeOff);
  });

  it('is let go of where nobody reads to the end', async () => {
    let cancelled = false;
    const body = new ReadableStream({
      pull: (to) => to.enqueue(Buffer.from('x')),
      cancel: () => {
        cancelled = true;
      },
    });
    const { roster } = client([stream(body)]);
    for await (const chunk of await roster.stream(HISTORY, wish)) if (chunk.length > 0) break;
    expect(cancelled).toBe(true);
  });
});
