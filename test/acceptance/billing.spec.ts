import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, inviteAndAccept, join, newDomain, PASSWORD, type Person } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { at, done, invite, member, type MemberRef, times } from './workspace-calls.js';

jest.setTimeout(limitMs(60));

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex');
const SCOPES = ['commands', 'members', 'billing', 'history'];
const KEYS = SCOPES.map((scope) => `${scope}-svc:${scope}:${sha256(`key-${scope}`)}`).join(',');
const DAY = 24 * 3600;
const INVALID = { status: 422, code: 'invalid_request' };

let service: ServiceProcess;
let billing: Client;
/** The service's clock stands at noon in the middle of next month, so that no day or month ends under a test. */
let aheadSeconds = Math.ceil((noonOfNextMonth() - Date.now()) / 1000);
const now = () => Date.now() + aheadSeconds * 1000;
const env = () => ({ ROSTER_API_KEYS: KEYS, ROSTER_CLOCK_OFFSET: String(aheadSeconds) });

function noonOfNextMonth(): number {
  const today = new Date();
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 15, 12);
}

beforeAll(async () => {
  service = await ServiceProcess.start({ env: env() });
  billing = service.service('key-billing');
});
afterAll(() => service.remove());

interface Item {
  readonly sequence: number;
  readonly at: string;
  readonly workspaceId: string;
  readonly memberId: string;
  readonly delta: number;
  readonly balance: number;
  readonly cause: { readonly eventId: string; readonly type: string };
}

const seats = (of: Person, query = '') => done(billing.get(at(of, `/seats${query}`)), 200);
const bill = (of: Person, period: string, query = '') =>
  done(billing.get(at(of, `/seats/periods/${period}${query}`)), 200);
const reconciled = (body: object = {}) => done(billing.post('/v1/billing/reconciliation', body), 200);
const revoke = (by: Person, of: MemberRef) => done(by.client.delete(member(by, of, '/invitation')), 204);
const someone = () => `someone@${newDomain()}`;
const monthOfNow = () => new Date(now()).toISOString().slice(0, 7);

/** The whole feed, in pages. */
async function feed(limit = 200): Promise<Item[]> {
  const items: Item[] = [];
  for (let after = 0; ; ) {
    const page = await done(billing.get(`/v1/billing/seat-changes?after=${after}&limit=${limit}`), 200);
    items.push(...page.items);
    if (page.items.length === 0) return items;
    after = page.next;
  }
}

describe('the seats of a workspace', () => {
  it('[B-1] [B-2] are its invited and joined members, with the event that began each seat', async () => {
    const ann = await found(service);
    const bo = await inviteAndAccept(service, ann, someone());
    const cy = await invite(ann, someone());
    const gone = await invite(ann, someone());
    await revoke(ann, gone);
    const answer = await seats(ann);
    expect(answer).toMatchObject({ total: 3, invited: 1, joined: 2, expiredInvitations: 0 });
    const own = (await feed()).filter(({ workspaceId }) => workspaceId === ann.workspaceId);
    const began = (memberId: string) => own.find((item) => item.memberId === memberId && item.delta === 1);
    expect(answer.members).toEqual(
      [[ann.memberId, 'joined'], [bo.memberId, 'joined'], [cy.memberId, 'invited']].map(([memberId = '', state]) => ({
        memberId,
        state,
        since: began(memberId)?.at,
        causedBy: began(memberId)?.cause.eventId,
      })),
    );
    expect(began(bo.memberId)?.cause.type).toBe('UserInvited');
  });

  it('[B-2] are those of any moment that is asked about', async () => {
    const ann = await found(service);
    const bo = await invite(ann, someone());
    const [founded, invited] = (await seats(ann)).members;
    await revoke(ann, bo);
    const before = new Date(Date.parse(founded.since) - 1).toISOString();
    expect(await seats(ann, `?asOf=${before}`)).toEqual({
      ...{ asOf: before, total: 0, invited: 0, joined: 0, expiredInvitations: 0, members: [] },
    });
    expect((await seats(ann, `?asOf=${founded.since}`)).total).toBe(1);
    expect((await seats(ann, `?asOf=${invited.since}`)).members).toEqual([founded, invited]);
    expect((await seats(ann)).members).toEqual([founded]);
    const tomorrow = new Date(now() + DAY * 1000).toISOString();
    expect((await billing.get(at(ann, `/seats?asOf=${tomorrow}`))).body).toMatchObject(INVALID);
  });

  it('[B-1] end with the removal of a member; being invited again is a new seat', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await done(ann.client.post(member(ann, bo, '/removal'), { transferTo: ann.memberId }), 200);
    expect((await seats(ann)).total).toBe(1);
    const again = await invite(ann, bo.email);
    expect(again.memberId).not.toBe(bo.memberId);
    expect((await seats(ann)).total).toBe(2);
  });
});

describe('the feed', () => {
  it('[B-4] summed from 0 gives the figures of every workspace, without a gap and in pages of any size', async () => {
    const people = [await found(service), await found(service)] as const;
    for (const ann of people) {
      const invited = await Promise.all(times(5, () => invite(ann, someone())));
      await Promise.all(invited.slice(0, 2).map((one) => revoke(ann, one)));
    }
    const all = await feed();
    expect(all.map(({ sequence }) => sequence)).toEqual(times(all.length, (index) => index + 1));
    expect(await feed(3)).toEqual(all);
    for (const ann of people) {
      const own = all.filter(({ workspaceId }) => workspaceId === ann.workspaceId);
      expect(own.reduce((sum, { delta }) => sum + delta, 0)).toBe((await seats(ann)).total);
      expect(own.map(({ balance }) => balance)).toEqual([1, 2, 3, 4, 5, 6, 5, 4]);
    }
  });

  it('[B-4] goes on where it ended, and is the same after a restart', async () => {
    const ann = await found(service);
    const before = await feed();
    const { next } = await done(billing.get(`/v1/billing/seat-changes?after=${before.length}`), 200);
    expect(next).toBe(before.length);
    const bo = await invite(ann, someone());
    const page = await done(billing.get(`/v1/billing/seat-changes?after=${next}`), 200);
    expect(page).toMatchObject({ items: [{ memberId: bo.memberId, delta: 1, balance: 2 }], next: before.length + 1 });
    await service.restart();
    expect(await feed()).toEqual([...before, ...page.items]);
  });

  it('[B-4] [A-2] ends every seat of a workspace that is removed; services still read its bill', async () => {
    const ann = await found(service);
    const invited = await Promise.all(times(3, () => invite(ann, someone())));
    const before = (await feed()).length;
    await done(ann.client.delete(at(ann), { password: PASSWORD }), 204);
    const ended = (await feed()).slice(before);
    expect(ended.map(({ delta, balance, cause }) => [delta, balance, cause.type])).toEqual(
      [3, 2, 1, 0].map((balance) => [-1, balance, 'WorkspaceRemoved']),
    );
    expect(new Set(ended.map(({ memberId }) => memberId))).toEqual(
      new Set([ann.memberId, ...invited.map(({ memberId }) => memberId)]),
    );
    expect((await seats(ann)).total).toBe(0);
    expect((await bill(ann, monthOfNow())).lines).toHaveLength(4);
    const again = await reconciled({ workspaceId: ann.workspaceId, expected: 0 });
    expect(again).toMatchObject({ matches: true, log: 0, readModel: 0 });
    expect((await ann.client.get(at(ann, '/seats'))).status).toBe(404);
  });
});

describe('reconciliation', () => {
  it("[B-5] agrees with itself and with billing's figure, or names the events between", async () => {
    const ann = await found(service);
    const bo = await invite(ann, someone());
    const { workspaceId } = ann;
    expect(await reconciled({ workspaceId, expected: 2 })).toEqual({
      ...{ matches: true, log: 2, readModel: 2, expected: 2, differences: [] },
    });
    const { causedBy } = (await seats(ann)).members.at(-1);
    const wrong = await reconciled({ workspaceId, expected: 1 });
    expect(wrong).toMatchObject({ matches: false, log: 2, readModel: 2, expected: 1 });
    expect(wrong.differences).toEqual([{ memberId: bo.memberId, eventId: causedBy, why: expect.any(String) }]);
    const since = (await seats(ann)).members[0].since;
    expect(await reconciled({ workspaceId, expected: 1, asOf: since })).toMatchObject({ matches: true, log: 1 });
  });

  it('[B-5] counts the whole service, and equals the sum of the feed', async () => {
    const sum = (await feed()).reduce((total, { delta }) => total + delta, 0);
    expect(await reconciled()).toEqual({ matches: true, log: sum, readModel: sum, expected: null, differences: [] });
  });

  it('refuses a figure without a workspace, and knows none of workspaces that never were', async () => {
    const asked = (body: object) => billing.post('/v1/billing/reconciliation', body);
    expect((await asked({ expected: 3 })).body).toMatchObject({ status: 422, errors: [{ path: 'expected' }] });
    expect((await asked({ workspaceId: '00000000-0000-7000-8000-000000000000' })).body).toMatchObject({ status: 404 });
  });
});

describe('callers', () => {
  const REFUSED = { status: 403, code: 'scope_required' };

  it('[S-6] billing sees seats and no names', async () => {
    const ann = await found(service);
    const { text } = await billing.get(at(ann, '/seats'));
    expect(text).not.toContain(ann.email);
    expect(text).not.toContain(ann.name);
    for (const path of [at(ann), at(ann, '/members'), '/v1/workspaces']) {
      expect((await billing.get(path)).body).toMatchObject(REFUSED);
    }
    expect((await billing.post(at(ann, '/invitations'), { email: someone() })).body).toMatchObject(REFUSED);
  });

  it('[S-6] the feed and reconciliation are for billing alone', async () => {
    const ann = await found(service);
    for (const scope of ['commands', 'members', 'history']) {
      const other = service.service(`key-${scope}`);
      expect((await other.get('/v1/billing/seat-changes')).body).toMatchObject(REFUSED);
      expect((await other.post('/v1/billing/reconciliation', {})).body).toMatchObject(REFUSED);
    }
    expect((await service.service('key-commands').get(at(ann, '/seats'))).status).toBe(200);
    expect((await service.service('key-history').get(at(ann, '/seats'))).body).toMatchObject(REFUSED);
    const forAnn = service.service('key-billing', { 'roster-on-behalf-of': ann.memberId });
    for (const caller of [ann.client, forAnn]) {
      for (const call of [caller.get('/v1/billing/seat-changes'), caller.post('/v1/billing/reconciliation', {})]) {
        expect((await call).body).toMatchObject({ status: 403, code: 'service_required' });
      }
    }
    expect((await forAnn.get(at(ann, '/seats'))).status).toBe(200);
    expect((await service.client().get('/v1/billing/seat-changes')).status).toBe(401);
  });

  it('[R-1] [S-7] admins see the seats of their workspace, other members do not, strangers find nothing', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const eve = await found(service);
    for (const path of ['/seats', '/seats/days?from=2026-01-01&to=2026-01-31', '/seats/periods/2026-01']) {
      expect((await ann.client.get(at(ann, path))).status).toBe(200);
      const refused = { status: 403, code: 'capability_required', capability: 'billing.read' };
      expect((await bo.client.get(at(ann, path))).body).toMatchObject(refused);
      expect((await eve.client.get(at(ann, path))).body).toMatchObject({ status: 404, code: 'not_found' });
    }
    const forBo = service.service('key-billing', { 'roster-on-behalf-of': bo.memberId });
    expect((await forBo.get(at(ann, '/seats'))).body).toMatchObject({ status: 403, code: 'capability_required' });
  });

  it.each([
    '/days', '/days?from=2026-01-01', '/days?from=2026-02-30&to=2026-03-01', '/days?from=2026-02-02&to=2026-02-01',
    '/days?from=2025-01-01&to=2026-06-01', '/days?from=1&to=2', '/periods/2026-13', '/periods/2026',
    '/periods/x', '/periods/2026-1', '?asOf=yesterday', '?surprise=1',
  ])('refuses %s with 422', async (query) => {
    const ann = await found(service);
    expect((await billing.get(at(ann, `/seats${query}`))).body).toMatchObject(INVALID);
  });

  const WRONG = ['after=-1', 'after=x', 'after=', 'after=1&after=2', 'limit=0', 'surprise=1'];
  it.each(WRONG)('refuses the feed with %s', async (query) => {
    expect((await billing.get(`/v1/billing/seat-changes?${query}`)).body).toMatchObject(INVALID);
  });
});

describe('the bill', () => {
  it('[B-3] of the running month: days, lines and month add up at any moment', async () => {
    const ann = await found(service);
    const gone = await invite(ann, someone());
    await revoke(ann, gone);
    await invite(ann, someone());
    const asOf = new Date(now()).toISOString();
    const period = asOf.slice(0, 7);
    const month = await bill(ann, period, `?asOf=${asOf}`);
    const span = `from=${period}-01&to=${asOf.slice(0, 10)}`;
    const days = await done(billing.get(at(ann, `/seats/days?${span}&asOf=${asOf}`)), 200);
    expect(month.lines).toHaveLength(3);
    const sum = (items: readonly Readonly<Record<string, number>>[], field: string) =>
      items.reduce((total, item) => total + (item[field] ?? NaN), 0);
    expect(sum(month.lines, 'seconds')).toBe(month.seatSeconds);
    expect(sum(days.items, 'seatSeconds')).toBe(month.seatSeconds);
    expect(days.items.at(-1)).toMatchObject({ date: asOf.slice(0, 10), atEnd: 2, peak: 2 });
    expect(month).toMatchObject({ period, asOf, peak: 2, seatDays: month.seatSeconds / 86_400 });
  });

  it('[B-1] [B-3] of months that have passed: an expired link ends no seat', async () => {
    const ann = await found(service);
    const bo = await invite(ann, someone());
    const began = new Date(now());
    aheadSeconds += 70 * DAY;
    await service.restart(env());
    expect(await seats(ann)).toMatchObject({ total: 2, invited: 1, joined: 1, expiredInvitations: 1 });
    const then = await seats(ann, `?asOf=${began.toISOString()}`);
    expect(then).toMatchObject({ total: 2, invited: 1, expiredInvitations: 0 });
    const whole = new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth() + 1, 1));
    const next = new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth() + 2, 1));
    const period = whole.toISOString().slice(0, 7);
    const seconds = (next.getTime() - whole.getTime()) / 1000;
    const line = (memberId: string) => ({ memberId, from: whole.toISOString(), to: next.toISOString(), seconds });
    expect(await bill(ann, period)).toEqual({
      period,
      asOf: expect.any(String),
      seatSeconds: 2 * seconds,
      seatDays: (2 * seconds) / DAY,
      average: 2,
      peak: 2,
      lines: [line(ann.memberId), line(bo.memberId)],
    });
    const first = await bill(ann, began.toISOString().slice(0, 7));
    const { since } = (await seats(ann)).members[0];
    expect(first.lines[0]).toMatchObject({ from: `${since.slice(0, 19)}.000Z`, to: whole.toISOString() });
    expect(await reconciled()).toMatchObject({ matches: true });
  });
});
