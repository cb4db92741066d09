import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type BundleVerdict, linesIn, verifyBundle } from '#libs/history';
import { type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, inviteAndAccept, join, newDomain, PASSWORD, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { at, changeRole, done, invite, remove } from './workspace-calls.js';

jest.setTimeout(limitMs(60));

const KEYS = { auditor: 'history', clerk: 'billing', table: 'members', worker: 'commands' } as const;
type KeyName = keyof typeof KEYS;

const secrets = Object.fromEntries(Object.keys(KEYS).map((name) => [name, randomBytes(16).toString('hex')])) as Record<KeyName, string>;
const setting = Object.entries(KEYS).map(([name, scope]) => {
  const digest = createHash('sha256').update(secrets[name as KeyName]).digest('hex');
  return `${name}:${scope}:${digest}`;
});

let service: ServiceProcess;
const as = (name: KeyName): Client => service.service(secrets[name]);

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_API_KEYS: setting.join(','), ROSTER_RATE_LIMITS: 'off' } });
});
afterAll(() => service.remove());

interface Entry {
  readonly eventId: string;
  readonly position: string;
  readonly revision: number;
  readonly type: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string | null; readonly onBehalfOf?: string };
  readonly subject: { readonly memberId: string; readonly name: string | null } | null;
  readonly reason: string | null;
  readonly correlationId: string;
  readonly causationId: string;
  readonly summary: string;
  readonly change: { readonly before: object | null; readonly after: object | null };
  readonly hash: string | null;
}

const historyOf = async (by: Person, query = '', client = by.client): Promise<Entry[]> =>
  (await done(client.get(at(by, `/history${query}`)), 200)).items;
const summaries = async (by: Person, query = '') => (await historyOf(by, query)).map(({ summary }) => summary);
const typesOf = async (by: Person, query = '') => (await historyOf(by, query)).map(({ type }) => type);

/** A company with a few things behind it: Ann founded it, Bo joined by the domain and was promoted, Cy was invited. */
async function company() {
  const ann = await found(service);
  const bo = await join(service, ann.domain, 'bo');
  const beforePromotion = (await historyOf(ann))[0] as Entry;
  await promote(ann, bo.memberId);
  const cy = await inviteAndAccept(service, ann, `cy@${newDomain()}`);
  return { ann, bo, cy, beforePromotion };
}

describe('an entry', () => {
  it('[H-1] says what, who, to whom, when, why, before and after, by which request, and where it stands', async () => {
    const { ann, bo } = await company();
    const answer = await ann.client.put(at(ann, `/members/${bo.memberId}/role`), { role: 'user' }, { headers: { 'roster-reason': 'Changed%20teams' } });
    expect(answer.status).toBe(200);
    const [entry] = await historyOf(ann);
    expect(entry).toEqual({
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      position: answer.position,
      revision: expect.any(Number),
      type: 'RoleChanged',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      actor: { kind: 'member', id: ann.memberId, name: 'Ann' },
      subject: { memberId: bo.memberId, name: 'Bo' },
      reason: 'Changed teams',
      correlationId: expect.any(String),
      causationId: expect.any(String),
      summary: 'Ann changed the role of Bo from admin to user.',
      change: { before: { role: 'admin' }, after: { role: 'user' } },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('[H-1] is in words, from the founding on', async () => {
    const { ann } = await company();
    const invited = `cy@`;
    const told = await summaries(ann, '?order=asc');
    expect(told.slice(0, 3)).toEqual([
      expect.stringMatching(/^Ann founded the workspace “.+”\.$/),
      `Ann added the domain ${ann.domain}; people with an address of it join by themselves.`,
      'Ann joined as admin, by founding the workspace.',
    ]);
    expect(told.slice(3)).toEqual([
      'Bo joined as user, by the domain of their address.',
      'Ann changed the role of Bo from user to admin.',
      'Ann invited Cy as user.',
      "Cy joined as user, by the invitation's link.",
    ]);
    expect(told.join()).not.toContain(invited);
  });

  it('[H-1] [S-6] names a service and the member on whose behalf', async () => {
    const { ann, bo } = await company();
    const crm = service.service(secrets.worker, { 'roster-on-behalf-of': ann.memberId });
    await done(crm.put(at(ann, `/members/${bo.memberId}/role`), { role: 'user' }), 200);
    const [entry] = await historyOf(ann);
    expect(entry?.actor).toEqual({ kind: 'service', id: 'worker', name: 'worker', onBehalfOf: ann.memberId });
    expect(entry?.summary).toBe('The service worker, for Ann, changed the role of Bo from admin to user.');
    expect(await typesOf(ann, `?actor=${ann.memberId}&type=RoleChanged`)).toEqual(['RoleChanged', 'RoleChanged']);
    expect(await typesOf(ann, '?actor=worker')).toEqual(['RoleChanged']);
  });

  it('[I-10] says that a role was reduced, and why', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await promote(ann, bo.memberId);
    const email = `di@${newDomain()}`;
    await done(bo.client.post(at(ann, '/invitations'), { email, role: 'admin' }), 201);
    await changeRole(ann, bo, 'user');
    const token = await service.mailbox.token(email, 'invitation');
    await done(service.client().post('/v1/invitations/acceptance', { token, name: 'Di', password: 'plum-otter-lantern-42' }), 200);
    const [entry] = await historyOf(ann);
    expect(entry?.summary).toBe(
      "Di joined as user, by the invitation's link. The invitation said admin, but whoever made it is no longer an admin.",
    );
    expect(entry?.change).toEqual({ before: { state: 'invited', role: 'admin', inboxIds: [] }, after: { state: 'joined', role: 'user', inboxIds: [] } });
  });
});

describe('what is gone', () => {
  it('[X-4] [H-1] a removed member is still in the history, with who took over', async () => {
    const { ann, bo, cy } = await company();
    await done(remove(ann, bo, cy), 200);
    const [removal, transfer] = await historyOf(ann);
    expect(removal).toMatchObject({
      type: 'UserRemoved',
      subject: { memberId: bo.memberId, name: 'Bo' },
      summary: 'Ann removed Bo; Cy took over their work.',
      change: { before: { state: 'joined', role: 'admin' }, after: { state: 'removed', successorId: cy.memberId } },
    });
    expect(transfer).toMatchObject({ type: 'ConversationsTransferred', change: { before: { memberId: bo.memberId } } });
    expect((await typesOf(ann, `?subject=${bo.memberId}`)).slice(0, 2)).toEqual(['UserRemoved', 'ConversationsTransferred']);
  });

  it('[H-1] [T-5] a removed workspace keeps its history, its proof and its tables, for auditors', async () => {
    const { ann } = await company();
    const { items: before } = await done(ann.client.get(at(ann, '/members')), 200);
    const [newest] = await historyOf(ann);
    await done(ann.client.delete(at(ann), { password: PASSWORD }), 200, 202, 204);
    expect((await ann.client.get(at(ann, '/history'))).status).toBe(404);
    const entries = await historyOf(ann, '?limit=200', as('auditor'));
    expect(entries[0]).toMatchObject({ type: 'WorkspaceRemoved', change: { after: null } });
    expect(entries[0]?.summary).toMatch(/^Ann removed the workspace “.+” with its 3 members\.$/);
    expect(await done(as('auditor').get(at(ann, '/history/verification')), 200)).toMatchObject({ ok: true, events: entries.length });
    const then = await done(as('auditor').get(at(ann, `/members?asOf=${newest?.at}`)), 200);
    const ids = (items: readonly { memberId: string; role: string }[]) => items.map(({ memberId, role }) => `${memberId} ${role}`).sort();
    expect(ids(then.items)).toEqual(ids(before));
    const gone = await done(as('auditor').get(at(ann, `/history/difference?from=${newest?.at}&to=${entries[0]?.at}`)), 200);
    expect(gone).toMatchObject({ seatDelta: -3, joined: [] });
    expect(gone.removed).toHaveLength(3);
  });

  it('[H-5] [A-7] an erased person has no name in it, and its proof still holds', async () => {
    const ann = await found(service);
    const zoe = await join(service, ann.domain, 'zoe');
    const before = await historyOf(ann, '?limit=200');
    await done(zoe.client.post('/v1/me/deletion', { password: PASSWORD }), 202);
    const [newest] = await until('Zoe to be forgotten', async () => {
      const entries = await historyOf(ann, '?limit=200');
      return JSON.stringify(entries).includes('Zoe') ? false : entries;
    });
    expect(newest).toMatchObject({ type: 'UserRemoved', subject: { memberId: zoe.memberId, name: null } });
    const entries = await historyOf(ann, '?limit=200');
    const lasting = ({ eventId, type, at: time, change, hash }: Entry) => ({ eventId, type, at: time, change, hash });
    expect(entries.slice(-before.length).map(lasting)).toEqual(before.map(lasting));
    expect(await done(ann.client.get(at(ann, '/history/verification')), 200)).toMatchObject({ ok: true, events: entries.length });
    const bundle = (await ann.client.get(at(ann, '/history/bundle'))).text;
    expect(await verifyBundle(linesIn(once(Buffer.from(bundle))))).toMatchObject({ ok: true });
    const then = await done(ann.client.get(at(ann, `/members?asOf=${before[0]?.at}`)), 200);
    expect(then.items.find(({ memberId }: { memberId: string }) => memberId === zoe.memberId)).toMatchObject({ role: 'user', name: null, email: null });
    expect(JSON.stringify(then)).not.toContain('zoe@');
  });
});

describe('the entries', () => {
  it('[H-2] are filtered by person, actor, kind and time', async () => {
    const { ann, bo, cy, beforePromotion } = await company();
    const all = await historyOf(ann, '?order=asc');
    expect(await typesOf(ann, `?subject=${bo.memberId}`)).toEqual(['RoleChanged', 'UserJoined']);
    expect(await typesOf(ann, `?subject=${cy.memberId}&order=asc`)).toEqual(['UserInvited', 'UserJoined']);
    expect(await typesOf(ann, `?actor=${bo.memberId}`)).toEqual(['UserJoined']);
    expect(await typesOf(ann, `?actor=${ann.memberId}&order=asc`)).toEqual(['WorkspaceFounded', 'DomainClaimed', 'UserJoined', 'RoleChanged', 'UserInvited']);
    expect(await typesOf(ann, '?type=UserInvited')).toEqual(['UserInvited']);
    const from = (all[4] as Entry).at;
    expect((await historyOf(ann, `?from=${from}&order=asc`)).map(({ revision }) => revision)).toEqual(
      all.filter((entry) => entry.at >= from).map(({ revision }) => revision),
    );
    expect((await historyOf(ann, `?to=${beforePromotion.at}`))[0]).toEqual(beforePromotion);
    expect(await historyOf(ann, '?to=2001-01-01T00:00:00.000Z')).toEqual([]);
    expect(await historyOf(ann, `?subject=${ann.workspaceId}`)).toEqual([]);
  });

  it('[H-2] are paged by cursor, either way, the same whatever happens meanwhile', async () => {
    const { ann } = await company();
    for (const query of ['order=asc', 'order=desc', `actor=${ann.memberId}`, 'type=UserJoined&order=asc']) {
      const whole = await historyOf(ann, `?limit=200&${query}`);
      const paged: Entry[] = [];
      let cursor = '';
      do {
        const page = await done(ann.client.get(at(ann, `/history?limit=2&${query}${cursor}`)), 200);
        paged.push(...page.items);
        cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
      } while (cursor !== '');
      expect(paged).toEqual(whole);
    }
  });

  it('[H-2] are exported as CSV and as JSON Lines, formulas defused', async () => {
    const { ann, bo } = await company();
    const reason = encodeURIComponent('=HYPERLINK("http://evil.test")');
    await done(ann.client.put(at(ann, `/members/${bo.memberId}/role`), { role: 'user' }, { headers: { 'roster-reason': reason } }), 200);
    const whole = await historyOf(ann, '?limit=200');
    const jsonl = await ann.client.get(at(ann, '/history?format=jsonl'));
    expect(jsonl.headers['content-type']).toBe('application/jsonl');
    expect(jsonl.text.trimEnd().split('\n').map((line) => JSON.parse(line) as Entry)).toEqual(whole);
    const csv = await ann.client.get(at(ann, '/history?format=csv&order=asc'));
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = csv.text.trimEnd().split('\n');
    expect(lines[0]).toBe(
      'revision,at,type,summary,actorKind,actorId,actorName,onBehalfOf,subjectId,subjectName,reason,before,after,eventId,correlationId,causationId,position,hash',
    );
    expect(lines).toHaveLength(whole.length + 1);
    expect(csv.text).toContain(`"'=HYPERLINK`);
  });

  it('[H-2] refuse filters that make no sense', async () => {
    const { ann } = await company();
    const bad = ['subject=1', 'type=Nothing', 'from=yesterday', 'to=2026-13-01T00:00:00Z', 'order=up', 'limit=0', 'cursor=x', 'format=xml', 'surprise=1', 'from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z'];
    for (const query of bad) {
      const answer = await ann.client.get(at(ann, `/history?${query}`));
      expect([query, answer.status, answer.body.code]).toEqual([query, 422, 'invalid_request']);
    }
    const { nextCursor } = await done(ann.client.get(at(ann, '/history?limit=1')), 200);
    const other = await ann.client.get(at(ann, `/history?limit=1&order=asc&cursor=${encodeURIComponent(nextCursor)}`));
    expect(other.status).toBe(422);
  });
});

describe('the table at a moment', () => {
  it('[T-5] is the table as it stood: members, names, roles, activity, pages and counts', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const dee = `dee@${newDomain()}`;
    await invite(ann, dee);
    const table = () => done(ann.client.get(at(ann, '/members')), 200);
    const before = await table();
    const [newest] = await historyOf(ann);
    const signedIn = [...before.items].map(({ lastActiveAt }: { lastActiveAt: string | null }) => lastActiveAt ?? '').sort().at(-1);
    const then = [newest?.at ?? '', signedIn ?? ''].sort().at(-1) ?? '';
    await later(then);
    await promote(ann, bo.memberId);
    await done(bo.client.patch('/v1/me/profile', { name: 'Robert', jobTitle: 'CSM' }), 200);
    await join(service, ann.domain, 'eve');
    await done(service.client().post('/v1/sessions', { email: bo.email, password: 'plum-otter-lantern-42' }), 200);
    expect(await table()).not.toEqual(before);

    const asOf = (query = '') => done(ann.client.get(at(ann, `/members?asOf=${then}${query}`)), 200);
    expect(await asOf()).toEqual(before);
    const first = await asOf('&limit=2&sort=-joinedAt');
    const second = await asOf(`&limit=2&sort=-joinedAt&cursor=${encodeURIComponent(first.nextCursor)}`);
    const whole = await asOf('&sort=-joinedAt');
    expect([...first.items, ...second.items]).toEqual(whole.items);
    expect((await asOf('&search=bo')).items).toMatchObject([{ name: 'Bo', role: 'user' }]);
    expect((await asOf('&search=robert')).items).toEqual([]);
    expect((await asOf('&role=admin')).items).toMatchObject([{ memberId: ann.memberId }]);
    expect((await asOf('&state=invited')).items).toMatchObject([{ email: dee }]);
    const csv = await ann.client.get(at(ann, `/members?asOf=${then}&format=csv`));
    expect(csv.text.trimEnd().split('\n')).toHaveLength(4);
    expect(await done(ann.client.get(at(ann, '/members?asOf=2001-01-01T00:00:00Z')), 200)).toMatchObject({ items: [], counts: { members: 0 } });
    expect((await ann.client.get(at(ann, '/members?asOf=then'))).status).toBe(422);
    expect(await asOf('&limit=200')).toEqual(await done(as('auditor').get(at(ann, `/members?limit=200&asOf=${then}`)), 200));
  });

  it('[H-3] differs from another by who joined, was invited, was removed, changed roles, and in seats', async () => {
    const { ann, bo, cy, beforePromotion } = await company();
    const gone = await invite(ann, `gone@${newDomain()}`);
    const [middle] = await historyOf(ann);
    await later(middle?.at ?? '');
    await done(ann.client.delete(at(ann, `/members/${gone.memberId}/invitation`)), 204);
    const fay = await invite(ann, `fay@${newDomain()}`);
    const [end] = await historyOf(ann);
    const between = (from = '', to = '') => done(ann.client.get(at(ann, `/history/difference?from=${from}&to=${to}`)), 200);

    expect(await between(beforePromotion.at, middle?.at)).toMatchObject({
      joined: [{ memberId: cy.memberId, name: 'Cy', role: 'user', wasInvited: false }],
      invited: [{ memberId: gone.memberId, role: 'user', at: middle?.at }],
      removed: [],
      roleChanges: [{ memberId: bo.memberId, name: 'Bo', formerRole: 'user', role: 'admin' }],
      seatDelta: 2,
    });
    expect(await between(middle?.at, end?.at)).toMatchObject({
      joined: [],
      invited: [{ memberId: fay.memberId }],
      removed: [{ memberId: gone.memberId, state: 'invited', role: 'user' }],
      roleChanges: [],
      seatDelta: 0,
    });
    const wrong = await ann.client.get(at(ann, `/history/difference?from=${end?.at}&to=${beforePromotion.at}`));
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid_request']);
  });
});

describe('the proof', () => {
  async function offline(by: Person, client = by.client, keyIds?: readonly string[]): Promise<BundleVerdict> {
    const answer = await client.get(at(by, '/history/bundle'));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/jsonl']);
    return verifyBundle(linesIn(once(Buffer.from(answer.text))), keyIds ? { keyIds } : {});
  }
  const keyIds = async (): Promise<string[]> => {
    const { keys } = await done(service.client().get('/.well-known/roster-history-keys'), 200);
    return (keys as { kid: string }[]).map(({ kid }) => kid);
  };

  it('[H-4] verifies online, and offline with the key from elsewhere', async () => {
    const { ann } = await company();
    const entries = await historyOf(ann, '?limit=200');
    const verdict = await done(ann.client.get(at(ann, '/history/verification')), 200);
    expect(verdict).toMatchObject({ ok: true, events: entries.length, head: { hash: entries[0]?.hash, revision: entries[0]?.revision } });
    expect(await offline(ann, ann.client, await keyIds())).toMatchObject({ ok: true, trusted: true, events: entries.length, head: { hash: entries[0]?.hash } });
  });

  it('[H-4] goes on through a restart, with the same key', async () => {
    const { ann, bo } = await company();
    const ids = await keyIds();
    await service.restart();
    await changeRole(ann, bo, 'user');
    expect(await done(ann.client.get(at(ann, '/history/verification')), 200)).toMatchObject({ ok: true });
    expect(await offline(ann, ann.client, ids)).toMatchObject({ ok: true, trusted: true });
    expect(await keyIds()).toEqual(ids);
  });

  it('[H-4] goes on under a new key, and what the old one signed still verifies, here and in bundles', async () => {
    const { ann, bo } = await company();
    const quiet = await found(service);
    const before = await keyIds();
    const bundle = (await ann.client.get(at(ann, '/history/bundle'))).text;
    const kept = async (trusted: readonly string[]) => verifyBundle(linesIn(once(Buffer.from(bundle))), { keyIds: trusted });

    const rotation = '/v1/history/signing-keys';
    const planned = await done(as('worker').post(`${rotation}?dryRun=true`), 200);
    expect(planned).toEqual({ dryRun: true, events: [], seatDelta: 0 });
    expect(await keyIds()).toEqual(before);
    const again = { headers: { 'idempotency-key': 'rotation of today' } };
    const made = await done(as('worker').post(rotation, undefined, again), 201);
    expect(await done(as('worker').post(rotation, undefined, again), 201)).toEqual(made);
    expect(await keyIds()).toEqual([...before, made.kid]);

    await changeRole(ann, bo, 'user');
    const { head } = await done(ann.client.get(at(ann, '/history/verification')), 200);
    expect(head.keyId).toBe(made.kid);
    expect(await offline(ann, ann.client, [made.kid])).toMatchObject({ ok: true, trusted: true, head: { keyId: made.kid } });
    expect(await kept(before)).toMatchObject({ ok: true, trusted: true, head: { keyId: before.at(-1) } });
    expect(await done(quiet.client.get(at(quiet, '/history/verification')), 200)).toMatchObject({ ok: true, head: { keyId: before.at(-1) } });
    expect(await offline(quiet, quiet.client, before)).toMatchObject({ ok: true, trusted: true });

    await service.restart();
    await changeRole(ann, bo, 'admin');
    expect(await done(ann.client.get(at(ann, '/history/verification')), 200)).toMatchObject({ ok: true, head: { keyId: made.kid } });
  });

  it('[H-7] [S-6] takes a new key from services with the scope for commands alone', async () => {
    const ann = await found(service);
    const before = await keyIds();
    const rotation = '/v1/history/signing-keys';
    for (const name of ['auditor', 'clerk', 'table'] as const) {
      const answer = await as(name).post(rotation);
      expect([name, answer.status, answer.body.code]).toEqual([name, 403, 'scope_required']);
    }
    const acting = service.service(secrets.worker, { 'roster-on-behalf-of': ann.memberId });
    for (const client of [ann.client, acting]) {
      const answer = await client.post(rotation);
      expect([answer.status, answer.body.code]).toEqual([403, 'service_required']);
    }
    expect((await service.client().post(rotation)).status).toBe(401);
    expect(await keyIds()).toEqual(before);
  });

  it('[H-5] holds nothing that could be read', async () => {
    const ann = await found(service);
    const email = `zacharias@${newDomain()}`;
    await invite(ann, email);
    const { text } = await ann.client.get(at(ann, '/history/bundle'));
    expect(text).toContain('"sealed"');
    for (const form of [email, Buffer.from(email).toString('base64'), Buffer.from(email).toString('hex')]) expect(text).not.toContain(form);
  });
});

describe('who may read it', () => {
  const READS = ['/history', '/history?format=csv', '/history/verification', '/history/bundle', '/history/difference?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z'];

  it('[R-2] [H-7] admins and keys with the scope history; nobody else', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    for (const path of READS) {
      expect([path, (await as('auditor').get(at(ann, path))).status]).toEqual([path, 200]);
      for (const name of ['clerk', 'table', 'worker'] as const) {
        const answer = await as(name).get(at(ann, path));
        expect([path, name, answer.status, answer.body.code]).toEqual([path, name, 403, 'scope_required']);
      }
      const user = await bo.client.get(at(ann, path));
      expect([path, user.status, user.body.code]).toEqual([path, 403, 'capability_required']);
      const acting = await service.service(secrets.auditor, { 'roster-on-behalf-of': bo.memberId }).get(at(ann, path));
      expect([path, acting.status, acting.body.code]).toEqual([path, 403, 'capability_required']);
      expect((await service.client().get(at(ann, path))).status).toBe(401);
    }
  });

  it('[S-7] nobody of another workspace', async () => {
    const ann = await found(service);
    const eve = await found(service);
    for (const path of READS) {
      const answer = await eve.client.get(at(ann, path));
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not_found']);
    }
  });

  it('[H-7] the table of the past is for auditors, that of now is not', async () => {
    const ann = await found(service);
    const [newest] = await historyOf(ann);
    expect((await as('auditor').get(at(ann, `/members?asOf=${newest?.at}`))).status).toBe(200);
    const now = await as('auditor').get(at(ann, '/members'));
    expect([now.status, now.body.code]).toEqual([403, 'scope_required']);
    expect((await as('clerk').get(at(ann, `/members?asOf=${newest?.at}`))).status).toBe(403);
  });

  it('[H-7] a key for history can change nothing, by no route that there is', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const { paths } = (await service.client().get('/openapi.json')).body as { paths: Record<string, Record<string, unknown>> };
    const before = await historyOf(ann, '?limit=200');
    let tried = 0;
    for (const [path, methods] of Object.entries(paths)) {
      if (!path.startsWith('/v1/workspaces/')) continue;
      for (const method of Object.keys(methods).filter((one) => one !== 'get')) {
        const filled = path.replace('{workspaceId}', ann.workspaceId).replace('{memberId}', bo.memberId).replace(/\{[^}]+\}/g, bo.memberId);
        const answer = await as('auditor').send(method.toUpperCase(), filled, {});
        expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 403, expect.stringMatching(/^(scope|person)_required$/)]);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(15);
    expect(await historyOf(ann, '?limit=200')).toEqual(before);
  });
});

/** Waits until what comes next has a later time than this. */
async function later(time: string): Promise<void> {
  while (new Date().toISOString() <= time) await new Promise((resolve) => setImmediate(resolve));
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
