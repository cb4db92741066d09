import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client } from '../support/client.js';
import { EventStream, type StreamEvent } from '../support/event-stream.js';
import { found, join, newDomain, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { at, changeRole, done, invite, signedIn, times } from './workspace-calls.js';

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex');
const KEYS = {
  history: 'history',
  knowing: 'history+members',
  billing: 'billing',
  commands: 'commands',
};
const ENTRIES = Object.entries(KEYS).map(([name, scopes]) => `${name}-svc:${scopes}:${sha256(`key-${name}`)}`).join(',');

let service: ServiceProcess;
let ann: Person & { readonly domain: string };
const streams: EventStream[] = [];

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_API_KEYS: ENTRIES } });
  ann = await found(service);
}, 60_000);
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => service.remove());

const keyed = (name: keyof typeof KEYS): Client => service.service(`key-${name}`);
const bearer = (name: keyof typeof KEYS) => ({ authorization: `Bearer key-${name}` });

async function live(path: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
  const stream = await EventStream.open(service.address, path, headers);
  streams.push(stream);
  return stream;
}

/** Everything after a position, batch by batch. */
async function everything(client: Client, query = ''): Promise<StreamEvent['data'][]> {
  const events: StreamEvent['data'][] = [];
  let after: string | undefined;
  for (;;) {
    const answer = await client.get(`/v1/events?limit=200${after === undefined ? '' : `&after=${after}`}${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    if (answer.position === after || (answer.body as unknown[]).length === 0) return events;
    events.push(...(answer.body as StreamEvent['data'][]));
    after = answer.position;
  }
}

const typesOf = (events: readonly StreamEvent['data'][]) => events.map(({ type }) => type as string);
const idsOf = (events: readonly StreamEvent['data'][]) => events.map(({ id }) => id as string);

describe('the feed by cursor', () => {
  it('[S-4] is a batch of CloudEvents', async () => {
    const { headers, body } = await keyed('history').get('/v1/events?limit=200');
    expect(headers['content-type']).toMatch(/^application\/cloudevents-batch\+json\b/);
    const founding = (body as StreamEvent['data'][]).find(({ type }) => type === 'WorkspaceFounded');
    expect(founding).toEqual({
      specversion: '1.0',
      id: expect.any(String),
      source: `/v1/workspaces/${ann.workspaceId}`,
      type: 'WorkspaceFounded',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      datacontenttype: 'application/json',
      position: expect.stringMatching(/^p[0-9a-z]+$/),
      stream: `workspace-${ann.workspaceId}`,
      revision: 0,
      actorkind: 'account',
      actorid: ann.accountId,
      correlationid: expect.any(String),
      causationid: expect.any(String),
      data: { workspaceId: ann.workspaceId, name: expect.any(String), founderId: ann.memberId },
    });
  });

  it('[S-4] gives each event once and in order, whatever the size of the batches', async () => {
    const whole = await everything(keyed('history'));
    const ids: string[] = [];
    let after: string | undefined;
    for (;;) {
      const answer = await keyed('history').get(`/v1/events?limit=3${after === undefined ? '' : `&after=${after}`}`);
      if ((answer.body as unknown[]).length === 0) break;
      ids.push(...idsOf(answer.body as StreamEvent['data'][]));
      after = answer.position;
    }
    expect(ids.slice(0, whole.length)).toEqual(idsOf(whole));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('[S-4] does not include the event at the position that is given', async () => {
    const [first, second] = await everything(keyed('history'));
    const { body } = await keyed('history').get(`/v1/events?after=${String(first?.position)}&limit=1`);
    expect(idsOf(body as StreamEvent['data'][])).toEqual([second?.id]);
  });

  it('[S-4] gives the types that are asked for', async () => {
    await invite(ann, `x@${newDomain()}`);
    const some = await everything(keyed('history'), '&types=UserInvited,UserJoined');
    expect(new Set(typesOf(some))).toEqual(new Set(['UserInvited', 'UserJoined']));
    expect(await everything(keyed('history'), '&types=NeverHeardOf')).toEqual([]);
  });

  it('[S-4] has everything that was answered before it is asked', async () => {
    for (const index of times(5, (i) => i)) {
      const { memberId } = await invite(ann, `fresh-${index}@${newDomain()}`);
      const all = await everything(keyed('history'), '&types=UserInvited');
      expect(all.at(-1)?.subject).toBe(memberId);
    }
  });

  it('shows addresses and names to those who may see members, and to no others', async () => {
    const email = `secret-${Date.now()}@${newDomain()}`;
    await invite(ann, email);
    const of = (events: StreamEvent['data'][]) => events.filter(({ type }) => type === 'UserInvited').at(-1);
    expect(of(await everything(keyed('knowing')))?.data).toMatchObject({ email });
    expect(JSON.stringify(await everything(keyed('history')))).not.toContain(email);
  });

  it('says nothing of reservations of addresses and domains', async () => {
    for (const { stream } of await everything(keyed('history'))) expect(stream).not.toMatch(/^(email|domain)-/);
  });

  it('[S-6] needs the scope history', async () => {
    for (const name of ['billing', 'commands'] as const) {
      expect((await keyed(name).get('/v1/events')).body).toMatchObject({ status: 403, code: 'scope_required' });
    }
    expect((await service.client().get('/v1/events')).status).toBe(401);
  });

  it('refuses forged positions and types', async () => {
    for (const query of ['after=x', 'after=p!', 'after=', 'types=a;b', 'limit=0', 'colour=red', 'workspaceId=7']) {
      expect([query, (await keyed('history').get(`/v1/events?${query}`)).status]).toEqual([query, 422]);
    }
  });
});

describe('the feed for members', () => {
  it('[S-7] is that of their own workspace, for those with history.read', async () => {
    const stranger = await found(service);
    const bo = await join(service, ann.domain, `bo${Date.now()}`);
    const path = `/v1/events?workspaceId=${ann.workspaceId}`;
    expect((await ann.client.get('/v1/events')).status).toBe(422);
    expect((await stranger.client.get(path)).body).toMatchObject({ status: 404, code: 'not_found' });
    expect((await bo.client.get(path)).body).toMatchObject({ status: 403, code: 'capability_required' });
    const { body } = await ann.client.get(`${path}&limit=200`);
    expect(new Set((body as StreamEvent['data'][]).map(({ source }) => source))).toEqual(
      new Set([`/v1/workspaces/${ann.workspaceId}`]),
    );
  });

  it('[R-3] ends at the next event once they may not read it any more', async () => {
    const bo = await join(service, ann.domain, `bo${Date.now()}`);
    await promote(ann, bo.memberId);
    const path = `/v1/events?workspaceId=${ann.workspaceId}&types=UserInvited,RoleChanged`;
    const stream = await live(path, { cookie: bo.client.cookie ?? '' });
    await stream.got(1);
    await changeRole(ann, bo, 'user');
    const { memberId } = await invite(ann, `after@${newDomain()}`);
    await until('the stream to end', () => stream.ended);
    expect(stream.events.map(({ data }) => data.subject)).not.toContain(memberId);
  });

  it('[C-2] ends at the next event once their session has ended', async () => {
    const elsewhere = await signedIn(service, ann.email);
    const stream = await live(`/v1/events?workspaceId=${ann.workspaceId}`, { cookie: elsewhere.cookie ?? '' });
    await stream.got(1);
    await done(elsewhere.delete('/v1/sessions/current'), 204);
    const { memberId } = await invite(ann, `unseen@${newDomain()}`);
    await until('the stream to end', () => stream.ended);
    expect(stream.events.map(({ data }) => data.subject)).not.toContain(memberId);
  });
});

describe('the feed live', () => {
  it('[S-4] goes on from what is there to what comes, each event once and in order', async () => {
    const stream = await live('/v1/events', bearer('history'));
    const before = await everything(keyed('history'));
    await stream.got(before.length);
    const people = await Promise.all(times(30, (i) => invite(ann, `live-${i}@${newDomain()}`)));
    const after = await everything(keyed('history'));
    await stream.got(after.length);
    expect(idsOf(stream.events.map(({ data }) => data))).toEqual(idsOf(after));
    expect(people).toHaveLength(30);
  });

  it('[S-4] resumes after the id that came last', async () => {
    const first = await live('/v1/events', bearer('history'));
    const half = Math.floor((await everything(keyed('history'))).length / 2);
    await first.got(half);
    first.close();
    const seen = first.events.slice(0, half);
    const second = await live('/v1/events', { ...bearer('history'), 'last-event-id': seen.at(-1)?.id ?? '' });
    const whole = await everything(keyed('history'));
    await second.got(whole.length - half);
    expect([...seen, ...second.events].map(({ data }) => data.id)).toEqual(idsOf(whole));
  });

  it('[S-4] misses nothing for readers who come back again and again while events are written', async () => {
    const writing: Promise<unknown>[] = [];
    const seen: string[] = [];
    let last: string | undefined;
    const take = async () => {
      const stream = await live('/v1/events?types=UserInvited', { ...bearer('history'), ...(last && { 'last-event-id': last }) });
      await until('something', () => stream.events.length > 0 || stream.lastId !== undefined);
      stream.close();
      seen.push(...stream.events.map(({ data }) => data.id as string));
      last = stream.lastId ?? last;
    };
    for (let visit = 0; visit < 10; visit++) {
      writing.push(...times(4, (i) => invite(ann, `again-${visit}-${i}@${newDomain()}`)));
      await take();
    }
    await Promise.all(writing);
    const whole = idsOf(await everything(keyed('history'), '&types=UserInvited'));
    while (seen.length < whole.length) await take();
    expect(seen).toEqual(whole);
  });

  it('refuses a forged Last-Event-ID', async () => {
    await expect(live('/v1/events', { ...bearer('history'), 'last-event-id': 'nonsense' })).rejects.toThrow('422');
  });

  it('ends when the service stops, and goes on where it was afterwards', async () => {
    const stream = await live('/v1/events', bearer('history'));
    const whole = await everything(keyed('history'));
    await stream.got(whole.length);
    await service.restart();
    await until('the stream to end', () => stream.ended);
    await done(ann.client.post(at(ann, '/invitations'), { email: `later@${newDomain()}` }), 201);
    const next = await live('/v1/events', { ...bearer('history'), 'last-event-id': stream.lastId ?? '' });
    const [event] = await next.got(1);
    expect(event?.data.type).toBe('UserInvited');
  });
});
