import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePosition } from '#libs/http';
import { type Client } from '../support/client.js';
import { found, join, newDomain, PASSWORD, type Person } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { signedIn } from './workspace-calls.js';

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex');
const KEYS = ['commands', 'members', 'billing', 'history'].map((scope) => `${scope}-svc:${scope}:${sha256(`key-${scope}`)}`).join(',');

let service: ServiceProcess;
let ann: Person;
let crm: Client;

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_API_KEYS: KEYS } });
  ann = await found(service);
  crm = service.service('key-commands');
}, 60_000);
afterAll(() => service.remove());

const path = (rest = '') => `/v1/workspaces/${ann.workspaceId}${rest}`;
const invite = (caller: Client, email: string, headers: Record<string, string> = {}) =>
  caller.post(path('/invitations'), { email }, { headers });
const someone = () => `someone@${newDomain()}`;
const invitedCount = async () => (await crm.get(path())).body.counts.invited as number;

describe('idempotency keys', () => {
  it('[S-1] gives the same key and body the first answer again, and writes nothing', async () => {
    const email = someone();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await invite(crm, email, headers);
    const before = await invitedCount();
    const again = await Promise.all(Array.from({ length: 8 }, () => invite(crm, email, headers)));
    for (const answer of again) {
      expect([answer.status, answer.text, answer.position]).toEqual([201, first.text, first.position]);
    }
    expect(await invitedCount()).toBe(before);
  });

  it('[S-1] does so for good, across a restart', async () => {
    const email = someone();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await invite(crm, email, headers);
    await service.restart();
    const again = await invite(crm, email, headers);
    expect([again.status, again.text, again.position]).toEqual([201, first.text, first.position]);
  });

  it('[S-1] gives the answer of the moment, not of now', async () => {
    const bo = await join(service, ann.email.split('@')[1] ?? '', 'bo');
    const role = (to: string, key: string) =>
      crm.put(path(`/members/${bo.memberId}/role`), { role: to }, { headers: { 'idempotency-key': key } });
    const key = randomUUID();
    const promoted = await role('admin', key);
    await role('user', randomUUID());
    const again = await role('admin', key);
    expect(again.text).toBe(promoted.text);
    expect((await crm.get(path(`/members/${bo.memberId}`))).body.role).toBe('user');
  });

  it('[S-1] refuses the same key with another body, wherever it is sent', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    await invite(crm, someone(), headers);
    expect((await invite(crm, someone(), headers)).body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    const elsewhere = await crm.post(path('/inboxes'), { name: 'Support' }, { headers });
    expect(elsewhere.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  it('[S-1] lets another caller use the same key', async () => {
    const headers = { 'idempotency-key': 'one-and-the-same' };
    expect((await invite(crm, someone(), headers)).status).toBe(201);
    expect((await invite(ann.client, someone(), headers)).status).toBe(201);
  });

  it('[S-1] does not remember a refusal', async () => {
    const email = someone();
    const headers = { 'idempotency-key': randomUUID() };
    const invited = await invite(crm, email);
    expect((await invite(crm, email, headers)).status).toBe(409);
    await crm.delete(path(`/members/${invited.body.memberId}/invitation`));
    expect((await invite(crm, email, headers)).status).toBe(201);
  });

  it.each(['', 'x'.repeat(129), 'tab\there'])('refuses the key %j', async (key) => {
    const answer = await invite(crm, someone(), { 'idempotency-key': key });
    expect(answer.body).toMatchObject({ status: 422, code: 'invalid_request' });
  });
});

describe('positions', () => {
  it('[S-2] never shows a state older than the position that a read brings', async () => {
    for (let round = 0; round < 30; round++) {
      const email = someone();
      const { position, body } = await invite(crm, email);
      const table = await crm.get(path(`/members?search=${encodeURIComponent(email)}`), {
        headers: { 'roster-min-position': position ?? '' },
      });
      expect(table.body.items.map(({ memberId }: { memberId: string }) => memberId)).toEqual([body.memberId]);
    }
  });

  it('[S-2] says 503 where it cannot within two seconds', async () => {
    const answer = await crm.get(path('/members'), { headers: { 'roster-min-position': 'pzzzzzzz' } });
    expect(answer.body).toMatchObject({ status: 503, code: 'not_caught_up' });
    expect(answer.headers['retry-after']).toBeDefined();
    const forged = await crm.get(path('/members'), { headers: { 'roster-min-position': 'yesterday' } });
    expect(forged.body).toMatchObject({ status: 422, code: 'invalid_request' });
  });

  it('[S-2] stands on the answer of a command that changed nothing, too', async () => {
    const { position: invited = '' } = await invite(crm, someone());
    const rows = { invitations: [{ email: ann.email }, { email: 'nobody' }] };
    const other = await signedIn(service, ann.email);
    for (const [answer, least] of [
      [await crm.put(path(`/members/${ann.memberId}/role`), { role: 'admin' }), invited],
      [await crm.post(path('/invitations/bulk'), rows), invited],
      [await crm.post(path('/invitations?dryRun=true'), { email: someone() }), invited],
      [await other.delete('/v1/sessions/current'), 'p0'],
    ] as const) {
      expect([answer.text, answer.position]).toEqual([answer.text, expect.stringMatching(/^p[0-9a-z]+$/)]);
      expect(decodePosition(answer.position ?? '')).toBeGreaterThanOrEqual(decodePosition(least));
    }
  });
});

describe('dry runs', () => {
  it('[S-3] says what would be written and what it would cost, and changes nothing', async () => {
    const email = someone();
    const before = (await crm.get(path())).body;
    const plan = await crm.post(`${path('/invitations')}?dryRun=true`, { email, role: 'admin' });
    expect(plan.body).toMatchObject({
      dryRun: true,
      events: [{ type: 'UserInvited', stream: `workspace-${ann.workspaceId}`, data: { role: 'admin', email } }],
      seatDelta: 1,
    });
    expect((await crm.get(path())).body).toEqual(before);
    expect((await service.mailbox.to(email)).length).toBe(0);
  });

  it('[S-3] refuses what the command would refuse', async () => {
    const answer = await crm.put(`${path(`/members/${ann.memberId}/role`)}?dryRun=true`, { role: 'user' });
    expect(answer.body).toMatchObject({ status: 403, code: 'owner_only' });
    const last = await ann.client.put(`${path(`/members/${ann.memberId}/role`)}?dryRun=true`, { role: 'user' });
    expect(last.body).toMatchObject({ status: 409, code: 'last_admin' });
  });

  it('[S-3] tells of every stream that a sign-up would write to', async () => {
    const answer = await service.client().post('/v1/sign-ups?dryRun=true', { email: someone(), password: PASSWORD, name: 'Kim' });
    expect(answer.body).toMatchObject({ dryRun: true, events: [{ type: 'SignUpRequested' }], seatDelta: 0 });
  });
});

describe('service keys', () => {
  it('[S-6] reach what their scopes say and nothing else', async () => {
    const members = service.service('key-members');
    expect((await members.get(path('/members'))).status).toBe(200);
    expect((await invite(members, someone())).body).toMatchObject({ status: 403, code: 'scope_required' });
    for (const scope of ['billing', 'history']) {
      expect((await service.service(`key-${scope}`).get(path('/members'))).body).toMatchObject({ status: 403, code: 'scope_required' });
    }
    expect((await service.service('no-such-key').get(path())).body).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('[S-6] act for a member with that member’s capabilities', async () => {
    const cy = await join(service, ann.email.split('@')[1] ?? '', 'cy');
    const forCy = service.service('key-commands', { 'roster-on-behalf-of': cy.memberId });
    expect((await invite(forCy, someone())).body).toMatchObject({ status: 403, code: 'capability_required' });
    const forAnn = service.service('key-commands', { 'roster-on-behalf-of': ann.memberId });
    expect((await invite(forAnn, someone())).status).toBe(201);
    const forNobody = service.service('key-commands', { 'roster-on-behalf-of': randomUUID() });
    expect((await invite(forNobody, someone())).status).toBe(404);
  });

  it('[S-7] list all workspaces; persons may not', async () => {
    const all = await crm.get('/v1/workspaces?limit=1');
    expect(all.body.items).toHaveLength(1);
    expect((await ann.client.get('/v1/workspaces')).status).toBe(403);
    const forAnn = service.service('key-commands', { 'roster-on-behalf-of': ann.memberId });
    expect((await forAnn.get('/v1/workspaces')).body).toMatchObject({ status: 403, code: 'service_required' });
  });
});

describe('other workspaces', () => {
  it('[S-7] are not there, for every route and whatever is asked', async () => {
    const eve = await found(service);
    const { paths } = (await crm.get('/openapi.json')).body as { paths: Record<string, Record<string, unknown>> };
    const bodies: Record<string, object> = {
      '/invitations': { email: someone() },
      '/invitations/bulk': { invitations: [{ email: someone() }] },
      '/role': { role: 'admin' },
      '/inboxes': { name: 'Mine' },
      '/domains': { domain: 'mine.test' },
      '/owner': { memberId: eve.memberId },
      '/removal': { transferTo: eve.memberId },
      '/email': { email: someone() },
      '{conversationId}': { inboxId: randomUUID(), subject: 'Mine' },
      '/assignee': { memberId: eve.memberId },
      '/status': { status: 'closed' },
      '/replies': { replyId: randomUUID(), authorId: eve.memberId, kind: 'reply' },
      '/tags': { tag: 'mine', createdBy: eve.memberId },
      '{workflowId}': { name: 'Mine', createdBy: eve.memberId },
      '/csm': { memberId: eve.memberId },
    };
    const queries: Record<string, string> = {
      '/days': '?from=2026-01-01&to=2026-01-02',
      '/difference': '?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
    };
    const routes = Object.entries(paths).flatMap(([route, methods]) => Object.keys(methods).map((method) => [method, route] as const));
    const inside = routes.filter(([, route]) => route.startsWith('/v1/workspaces/{workspaceId}'));
    expect(inside.length).toBeGreaterThan(15);
    for (const [method, route] of inside) {
      const ending = Object.keys(bodies).find((end) => route.endsWith(end));
      const body = method === 'put' && route.endsWith('/inboxes') ? { inboxIds: [] } : route.endsWith('{domain}') ? { autoJoin: true } : route.endsWith('/profile') ? { name: 'x' } : ending ? bodies[ending] : route.endsWith('{inboxId}') || route.endsWith('{workspaceId}') ? { name: 'x' } : undefined;
      const target = route
        .replace('{workspaceId}', ann.workspaceId)
        .replace('{memberId}', ann.memberId)
        .replace('{domain}', 'acme.test')
        .replace('{period}', '2026-01')
        .replace(/\{\w+Id\}/, randomUUID())
        .concat(queries[Object.keys(queries).find((end) => route.endsWith(end)) ?? ''] ?? '');
      const sent = method === 'delete' ? (route.endsWith('{workspaceId}') ? { password: PASSWORD } : undefined) : body;
      const answer = await eve.client.send(method.toUpperCase(), target, method === 'get' ? undefined : sent);
      expect([method, route, answer.status, answer.body.code]).toEqual([method, route, 404, 'not_found']);
      const wrong = `${target}${target.includes('?') ? '&' : '?'}surprise=1`;
      const toWrong = await eve.client.send(method.toUpperCase(), wrong, method === 'get' ? undefined : { surprise: 1 });
      expect([method, wrong, toWrong.status, toWrong.body.code]).toEqual([method, wrong, 404, 'not_found']);
    }
  });
});

describe('revisions', () => {
  it('refuses a change that is based on a stale picture of the member', async () => {
    const di = await join(service, ann.email.split('@')[1] ?? '', 'di');
    const member = path(`/members/${di.memberId}`);
    const { etag } = (await crm.get(member)).headers;
    const change = (role: string, tag: string) => crm.put(`${member}/role`, { role }, { headers: { 'if-match': tag } });
    expect((await change('admin', etag ?? '')).status).toBe(200);
    expect((await change('user', etag ?? '')).body).toMatchObject({ status: 412, code: 'precondition_failed' });
    const fresh = (await crm.get(member)).headers.etag ?? '';
    await di.client.patch('/v1/me/profile', { jobTitle: 'CSM' });
    expect((await change('user', fresh)).body).toMatchObject({ status: 412, code: 'precondition_failed' });
    expect((await change('user', 'no tag')).body).toMatchObject({ status: 422 });
  });
});
