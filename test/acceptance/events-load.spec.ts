import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStream, type StreamEvent } from '../support/event-stream.js';
import { found, newDomain, type Person } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { at, changeRole, done, times } from './workspace-calls.js';

const READERS = 18;
const MEMBERS = 20;
const CHANGES_EACH = 25;
const KEY = 'key-history';
const LONG_MS = 60_000;

let service: ServiceProcess;
let ann: Person;
const streams: EventStream[] = [];

beforeAll(async () => {
  const digest = createHash('sha256').update(KEY).digest('hex');
  service = await ServiceProcess.start({ env: { ROSTER_API_KEYS: `auditor:history:${digest}`, ROSTER_RATE_LIMITS: 'off' } });
  ann = await found(service);
}, LONG_MS);
afterAll(async () => {
  for (const stream of streams) stream.close();
  await service.remove();
});

const idsOf = (events: readonly StreamEvent[]) => events.map(({ data }) => data.id as string);

async function live(key: string, last: string): Promise<EventStream> {
  const stream = await EventStream.open(service.address, '/v1/events', { authorization: `Bearer ${key}`, 'last-event-id': last });
  streams.push(stream);
  return stream;
}

/** What the cursor gives after a position, and how far it came. */
async function batches(after: string | undefined) {
  const client = service.service(KEY);
  const ids: string[] = [];
  for (let position = after; ; ) {
    const answer = await client.get(`/v1/events?limit=200${position === undefined ? '' : `&after=${position}`}`);
    const events = await done(Promise.resolve(answer), 200);
    ids.push(...events.map(({ id }: { readonly id: string }) => id));
    if (events.length === 0) return { ids, position: position ?? '' };
    position = answer.position;
  }
}

/** Somebody who leaves as soon as there was anything, and comes back with the id that came last. */
async function comeAndGo(start: string, enough: (count: number) => boolean): Promise<readonly string[]> {
  const seen: string[] = [];
  let last = start;
  for (let visit = 0; !enough(seen.length); visit++) {
    const stream = await live(visit % 2 === 0 ? KEY : service.serviceKey, last);
    await until('something to come', () => stream.events.length > 0 || enough(seen.length), LONG_MS);
    stream.close();
    seen.push(...idsOf(stream.events));
    last = stream.events.at(-1)?.id ?? last;
  }
  return seen;
}

describe('the feed with many readers', () => {
  it('[S-4] gives each event once and in order to all, one of them paused and one that comes back again and again', async () => {
    const invitations = times(MEMBERS, (i) => ({ email: `bo-${i}@${newDomain()}` }));
    const { results } = await done(ann.client.post(at(ann, '/invitations/bulk'), { invitations }), 200);
    const { position: start } = await batches(undefined);
    const readers = await Promise.all(times(READERS, (i) => live(i % 2 === 0 ? KEY : service.serviceKey, start)));
    const paused = await live(KEY, start);
    paused.pause();
    let goal = Infinity;
    const restless = comeAndGo(start, (count) => count >= goal);

    await Promise.all(
      (results as readonly { readonly memberId: string }[]).map(async (member) => {
        for (let turn = 0; turn < CHANGES_EACH; turn++) await done(changeRole(ann, member, turn % 2 === 0 ? 'admin' : 'user'), 200);
      }),
    );
    const { ids } = await batches(start);
    goal = ids.length;
    expect(ids.length).toBeGreaterThanOrEqual(MEMBERS * CHANGES_EACH);
    paused.resume();
    for (const reader of [...readers, paused]) {
      expect(idsOf(await reader.got(ids.length, LONG_MS)).slice(0, ids.length)).toEqual(ids);
    }
    expect((await restless).slice(0, ids.length)).toEqual(ids);
  }, 2 * LONG_MS);
});
