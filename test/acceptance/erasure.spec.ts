import { randomUUID } from 'node:crypto';
import { join as pathOf } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Vault } from '#libs/event-sourcing';
import { openEmbeddedVault } from '#libs/vault';
import { type Answer, type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, join, newDomain, PASSWORD, type Person, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { tracesIn } from '../support/traces.js';
import { until } from '../support/until.js';
import { askToSignUp, at, done, invite, member, type MemberRef, remove, signedIn } from './workspace-calls.js';

jest.setTimeout(limitMs(120));

type Founder = Person & { readonly domain: string };

/** What nobody may find any more. Each part of a name or an address that is only this person's counts by itself. */
const PERSONAL = {
  name: 'Zdeňka Quillfeather',
  surname: 'Quillfeather',
  formerName: 'Zdislava Penhallow',
  abandonedName: 'Zdena Thistlewhaite',
  title: 'Ornithopter Wrangler',
  phone: '+4930987654321',
  userAgent: 'Gramophone/7.3 (Zeppelin)',
} as const;

let service: ServiceProcess;
let all: Client;
/** Whose company the person works at. */
let ann: Founder;
/** Hosts: one where the person was removed, one that revoked, one whose invitation is open. */
let bea: Founder;
let cal: Founder;
let dot: Founder;
let zdenka: Person;
/** Somebody who works beside the person, and stays. */
let bo: Person;
let addresses: Record<'first' | 'present' | 'never', string>;
let before: { readonly at: string; readonly members: unknown; readonly counts: unknown };
let seeds: ReadonlyMap<string, string>;
let shown: readonly object[];

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
  all = service.service();
  [ann, bea, cal, dot] = [await found(service), await found(service), await found(service), await found(service)];
  bo = await join(service, ann.domain, 'bo');
  const elsewhere = newDomain();
  addresses = {
    first: `Zdislava.Penhallow+roster@${ann.domain}`,
    present: `zdenka_quillfeather@${elsewhere}`,
    never: `zq.misspelt@${elsewhere}`,
  };
  zdenka = await aLife();
  await service.stop();
  seeds = await inVault(keptSeeds);
  await inVault(makeRoom);
  await service.run();
  before = { at: await endOf(ann), ...(await tableOf(ann)) };
  await done(zdenka.client.post('/v1/me/deletion', { password: PASSWORD }), 202);
  await until('the deletion to end', async () => {
    const { body } = await all.get('/v1/events?types=AccountDeleted');
    return (body as unknown[]).length > 0;
  });
}, 300_000);
afterAll(() => service.remove());

/** Everything that a person can come to be known by. */
async function aLife(): Promise<Person> {
  await askToSignUp(service, addresses.first, { name: PERSONAL.abandonedName });
  const abandoned = await service.mailbox.token(addresses.first, 'verify');
  await askToSignUp(service, addresses.first, { name: PERSONAL.formerName });
  const token = await service.mailbox.token(addresses.first, 'verify', abandoned);
  const client = service.client();
  const verified = await done(client.post('/v1/sign-ups/verification', { token }), 200);
  const person: Person = { client, email: addresses.first, name: PERSONAL.formerName, ...verified };

  const accepted = await acceptAt(bea, person);
  const used = await service.mailbox.token(person.email, 'invitation');
  const revoked = await invite(cal, person.email);
  await service.mailbox.token(person.email, 'invitation', used);
  await done(cal.client.delete(member(cal, revoked, '/invitation')));

  const { name, title: jobTitle, phone } = PERSONAL;
  await done(client.patch('/v1/me/profile', { name, jobTitle, phone }), 200);
  await work(person);
  await done(remove(bea, accepted, bea), 200);
  await done(service.client().post('/v1/password-resets', { email: person.email }), 202);
  await service.mailbox.token(person.email, 'reset');

  await done(client.post('/v1/me/email', { email: addresses.present, password: PASSWORD }), 202);
  const confirmation = await service.mailbox.token(addresses.present, 'confirm-email');
  await done(service.client().post('/v1/email-changes/confirmation', { token: confirmation }), 200);
  await service.mailbox.mail(addresses.first, /address/i);
  await done(client.post('/v1/me/email', { email: addresses.never, password: PASSWORD }), 202);
  await service.mailbox.token(addresses.never, 'confirm-email');

  const other = await signedIn(service, addresses.present);
  const headers = { 'user-agent': PERSONAL.userAgent };
  await done(other.post('/v1/sessions', { email: addresses.present, password: PASSWORD }, { headers }), 200);
  await invite(dot, addresses.present);
  await service.mailbox.token(addresses.present, 'invitation');
  return { ...person, email: addresses.present };
}

async function acceptAt(host: Founder, { client, email }: Person): Promise<MemberRef> {
  await invite(host, email);
  const token = await service.mailbox.token(email, 'invitation');
  return done(client.post('/v1/invitations/acceptance', { token }), 200);
}

async function work({ memberId }: Person): Promise<void> {
  const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
  const conversation = at(ann, `/conversations/${randomUUID()}`);
  await done(all.put(conversation, { inboxId, subject: 'Help', assigneeId: memberId }), 201);
  await done(all.post(`${conversation}/replies`, { replyId: randomUUID(), authorId: memberId, kind: 'reply' }), 201);
}

/** Opens the vault of a service that is not running. */
async function inVault<Result>(work: (vault: Vault) => Promise<Result>): Promise<Result> {
  const vault = await openEmbeddedVault({ directory: pathOf(service.dataDir, 'vault') });
  return work(vault).finally(() => vault.close());
}

/** Seeds of personal keys as they stand in the vault. */
async function keptSeeds(vault: Vault): Promise<ReadonlyMap<string, string>> {
  const kept = await vault.list<string>('personal-key', '', { limit: 10_000 });
  return new Map(kept.map(({ key, value }) => [key, value]));
}

/** As after years of sessions: with so many free pages, none that comes free is written over by chance. */
async function makeRoom(vault: Vault): Promise<void> {
  const keys = Array.from({ length: 2000 }, (_, index) => `${index}`);
  await vault.put(keys.map((key) => ({ kind: 'filling', key, value: 'x'.repeat(900) })));
  await vault.delete('filling', keys);
}

async function endOf(by: Person): Promise<string> {
  return (await done(by.client.get(at(by, '/history?limit=1')), 200)).items[0].at;
}

async function tableOf(by: Person, query = '') {
  const { items, counts } = await done(by.client.get(at(by, `/members${query}`)), 200);
  const rows = (items as { memberId: string; role: string; state: string; owner: boolean }[])
    .map(({ memberId, role, state, owner }) => ({ memberId, role, state, owner }));
  return { members: rows.sort((one, other) => (one.memberId < other.memberId ? -1 : 1)), counts: counts as object };
}

/** Tables, roles and seats of every company, now and as they were before the deletion. */
function everythingShown(): Promise<readonly object[]> {
  const of = async (by: Founder) => ({
    now: await tableOf(by),
    then: await tableOf(by, `?asOf=${before.at}`),
    seats: (await done(by.client.get(at(by, '/seats')), 200)).members as object,
    seatsThen: await done(by.client.get(at(by, `/seats?asOf=${before.at}`)), 200),
  });
  return Promise.all([ann, bea, cal, dot].map(of));
}

const MONTH = new Date().toISOString().slice(0, 7);
const DAYS = `from=${MONTH}-01&to=${MONTH}-28`;

/** Whatever shows people: each list, export and report of each workspace, and the feeds over all of them. */
function everyView(): readonly (() => Promise<Answer>)[] {
  const ofWorkspace = [
    '', '/members', '/members?format=csv', '/members?format=jsonl', `/members?search=${PERSONAL.surname}`,
    '/history?limit=200', '/history?format=csv', '/history?format=jsonl', '/history/bundle', '/history/verification',
    `/history/difference?from=2020-01-01T00:00:00Z&to=${before.at}`, `/members?asOf=${before.at}`,
    '/seats', `/seats/days?${DAYS}`, `/seats/periods/${MONTH}`, '/conversations', '/reports/members',
  ];
  return [
    ...[ann, bea, cal, dot].flatMap((by) => ofWorkspace.map((path) => () => by.client.get(at(by, path)))),
    () => ann.client.get(member(ann, zdenka)),
    () => all.get('/v1/events?limit=200'),
    () => all.get('/v1/billing/seat-changes?limit=200'),
    () => all.get('/v1/workspaces'),
  ];
}

function personal(): Record<string, string> {
  const parts = Object.entries(addresses).flatMap(([which, address]) => [
    [`${which} local part`, address.split('@', 1)[0] ?? ''],
    [`${which} address in lower case`, address.toLowerCase()],
  ]);
  return { ...PERSONAL, ...Object.fromEntries(parts) };
}

describe('while the service runs', () => {
  it('[A-7] no list, export, report or feed shows anything personal, and each still answers', async () => {
    for (const view of everyView()) {
      const { status, text } = await view();
      expect(status).toBe(200);
      const shown = Object.entries(personal()).filter(([, value]) => text.includes(value)).map(([what]) => what);
      expect(shown).toEqual([]);
    }
    const nothing = { name: null, email: null, phone: null, jobTitle: null };
    expect((await ann.client.get(member(ann, zdenka))).body).toMatchObject(nothing);
  });

  it('[H-5] [H-4] the proof over every workspace holds, those that the person never joined included', async () => {
    for (const by of [ann, bea, cal, dot]) {
      expect(await done(by.client.get(at(by, '/history/verification')), 200)).toMatchObject({ ok: true });
    }
  });

  it('[H-5] the past has the same members, roles and counts as it had then', async () => {
    const { at: then, ...table } = before;
    expect(await tableOf(ann, `?asOf=${then}`)).toEqual(table);
  });

  it('[A-7] everybody else is who they were', async () => {
    expect((await ann.client.get(member(ann, bo))).body).toMatchObject({ name: bo.name, email: bo.email });
    expect((await done(bo.client.get('/v1/me'), 200)).profile).toMatchObject({ name: bo.name });
    expect((await service.mailbox.to(bo.email)).length).toBeGreaterThan(0);
  });
});

describe('once the service has stopped', () => {
  let standing: ReadonlyMap<string, string>;
  beforeAll(async () => {
    shown = await everythingShown();
    await service.stop();
    standing = await inVault(keptSeeds);
  }, 60_000);

  it('[A-7] no file holds name, address, phone or title, in plain, base64, hexadecimal or UTF-16', () => {
    expect(tracesIn(service.dataDir, personal())).toEqual([]);
    expect(service.log).not.toMatch(/Quillfeather|Penhallow|Thistlewhaite|4930987654321/i);
  });

  it('[A-7] no file holds anything of the keys that it was sealed under', () => {
    const destroyed = [...seeds].filter(([person]) => standing.get(person) === '');
    // The account, the sign-up that came to nothing, and what they were invited as at three other companies.
    expect(destroyed.map(([person]) => person)).toContain(zdenka.accountId);
    expect(destroyed).toHaveLength(5);
    const sought: Record<string, string | Buffer> = {};
    for (const [person, seed] of destroyed) {
      for (let from = 0; from + 32 <= seed.length; from += 32) {
        sought[`${person} from ${from}`] = seed.slice(from, from + 32);
        sought[`${person} from ${from}, as bytes`] = Buffer.from(seed.slice(from, from + 32), 'hex');
      }
    }
    expect(tracesIn(service.dataDir, sought)).toEqual([]);
  });

  it('finds by the same search what stands there', () => {
    const [someone, seed = ''] = [...standing].find(([, kept]) => kept !== '') ?? [];
    expect(someone).toBeDefined();
    expect(tracesIn(service.dataDir, { seed })).toContainEqual('vault/data.mdb: seed, plain');
    expect(tracesIn(service.dataDir, { address: bo.email }).join('\n')).toMatch(/^outbox\/.*: address, plain/m);
  });
});

describe('once it is started anew on the same data', () => {
  beforeAll(() => service.run(), 60_000);

  it('[H-5] a rebuild from the log gives the same tables, roles and seats', async () => {
    expect(await everythingShown()).toEqual(shown);
    for (const by of [ann, bea, cal, dot]) {
      expect(await done(by.client.get(at(by, '/history/verification')), 200)).toMatchObject({ ok: true });
    }
  });

  it('[A-6] [A-7] the address signs up afresh, as somebody of whom nothing is known', async () => {
    const again = await signUp(service, zdenka.email, { name: 'Somebody New' });
    expect(again.accountId).not.toBe(zdenka.accountId);
    const { profile } = await done(again.client.get('/v1/me'), 200);
    expect(profile).toMatchObject({ name: 'Somebody New', jobTitle: null, phone: null });
  });
});
