import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Ran, runHere, runProgram } from '../support/cli.js';
import { limitMs } from '../support/mode.js';
import { found, join, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { changeRole, invite, remove } from './workspace-calls.js';

jest.setTimeout(limitMs(60));

/** Keys as the tool itself makes them. */
const SCOPES = { auditor: 'history', billing: 'billing', crm: 'commands,members' } as const;
type KeyName = keyof typeof SCOPES;

let service: ServiceProcess;
let folder: string;
const secrets = new Map<string, string>();
let ann: Person & { readonly domain: string };
let bo: Person;
let invited: { readonly memberId: string };
/** Between Bo's joining and what followed. */
let before: string;

beforeAll(async () => {
  folder = mkdtempSync(joinPath(tmpdir(), 'roster-cli-'));
  const entries: string[] = [];
  for (const [name, scopes] of Object.entries(SCOPES)) {
    const made = JSON.parse((await runHere(['keys', name, '--scopes', scopes, '--json'])).out) as { key: string; entry: string };
    secrets.set(name, made.key);
    entries.push(made.entry);
  }
  service = await ServiceProcess.start({ env: { ROSTER_API_KEYS: entries.join(','), ROSTER_RATE_LIMITS: 'off' } });
  ann = await found(service);
  bo = await join(service, ann.domain, 'bo');
  const { body } = await ann.client.get(`/v1/workspaces/${ann.workspaceId}/history?limit=1`);
  before = body.items[0].at;
  await promote(ann, bo.memberId);
  invited = await invite(ann, `cy@${ann.domain}`);
  const di = await join(service, ann.domain, 'di');
  await remove(ann, di, bo);
});
afterAll(async () => {
  await service.remove();
  rmSync(folder, { recursive: true });
});

const file = (name: string) => joinPath(folder, name);

/** The program with one of the keys, asked about Ann's workspace. */
function run(name: KeyName, ...argv: string[]): Promise<Ran> {
  const env = { ROSTER_URL: service.address, ROSTER_KEY: secrets.get(name) ?? '', ROSTER_WORKSPACE: ann.workspaceId };
  return runProgram(argv, env);
}

/** What it writes as JSON, where all is right. */
async function json(name: KeyName, ...argv: string[]) {
  const { code, out, err } = await run(name, ...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

describe('what auditors read', () => {
  it('[H-1] [H-6] history: what happened, in words, the newest first', async () => {
    const { code, out } = await run('auditor', 'history');
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ +\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}Ann removed Di; Bo took over their work\.$/);
    expect(lines.at(-1)).toContain('Ann founded the workspace');
  });

  it('[H-2] [H-6] history: by person and kind, oldest first, for scripts', async () => {
    const entries = await json('auditor', 'history', '--subject', bo.memberId, '--oldest-first', '--all');
    expect(entries.map(({ type }: { type: string }) => type)).toEqual(['UserJoined', 'RoleChanged', 'ConversationsTransferred', 'UserRemoved']);
    const [changed] = await json('auditor', 'history', '--type', 'RoleChanged');
    expect(changed.change).toEqual({ before: { role: 'user' }, after: { role: 'admin' } });
    expect(await json('auditor', 'history', '--limit', '2')).toHaveLength(2);
  });

  it('[H-3] [H-6] as-of: the table, the roles and the seats of a moment', async () => {
    const then = await json('auditor', 'as-of', before);
    expect(then.members.map(({ name, role }: { name: string; role: string }) => [name, role])).toEqual([['Ann', 'admin'], ['Bo', 'user']]);
    expect(then.seats).toBe(2);
    const { out } = await run('auditor', 'as-of', new Date().toISOString());
    expect(out).toContain(bo.memberId);
    expect(out).toContain('3 seats as of');
    expect(out).toContain('2 joined, 1 invited; 2 admins, 1 users');
  });

  it('[H-3] [H-6] difference: who came, who went, whose role changed', async () => {
    const now = new Date().toISOString();
    const { out, code } = await run('auditor', 'difference', before, now);
    expect(code).toBe(0);
    expect(out).toContain(`Bo (${bo.memberId}): user became admin`);
    expect(out).toContain(`(${invited.memberId}): invited as user`);
    expect(out).toContain('+1 seats from');
    expect((await json('auditor', 'difference', before, now)).seatDelta).toBe(1);
  });

  it('[H-2] [H-6] export: the history and the members, as CSV and JSON Lines', async () => {
    const { out } = await run('auditor', 'export', 'history');
    const entries = out.trimEnd().split('\n').map((line) => JSON.parse(line) as { revision: number });
    expect(entries.map(({ revision }) => revision)).toEqual(entries.map((_, index) => index));
    const output = file('acme.csv');
    expect(await run('auditor', 'export', 'history', '--format', 'csv', '--type', 'UserInvited', '--output', output)).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(output, 'utf8')).toMatch(/^revision,at,type.*\n\d+,.*UserInvited.*\n$/);
    const members = await run('auditor', 'export', 'members', '--as-of', before, '--format', 'csv');
    expect(members.out.trimEnd().split('\n')).toHaveLength(3);
  });

  it('[H-6] [S-6] refuses with 4 what the key is not for, and what is not there', async () => {
    const refused = await run('billing', 'history');
    expect(refused).toMatchObject({ code: 4, out: '' });
    expect(refused.err).toContain('scope_required');
    expect(await run('auditor', 'reconcile')).toMatchObject({ code: 4, out: '' });
    expect(await run('auditor', 'history', '-w', '0190a0f0-0000-7000-8000-00000000000a')).toMatchObject({ code: 4, out: '' });
    const unknown = await runProgram(['history', '-w', ann.workspaceId], { ROSTER_URL: service.address, ROSTER_KEY: 'rk_unknown' });
    expect(unknown).toMatchObject({ code: 4, out: '' });
    expect(unknown.err).toContain('unauthenticated');
  });
});

describe('what auditors prove', () => {
  let bundle: string;
  let keys: string;
  /** Nothing of the service is within reach. */
  const offline = (...argv: string[]) => runProgram(['verify', ...argv], { ROSTER_URL: 'http://127.0.0.1:1' });
  const spoilt = (name: string, spoil: (text: string) => string) => {
    writeFileSync(file(name), spoil(readFileSync(bundle, 'utf8')));
    return file(name);
  };

  beforeAll(async () => {
    bundle = file('acme.jsonl');
    keys = file('keys.json');
    expect(await run('auditor', 'export', 'bundle', '--output', bundle)).toEqual({ code: 0, out: '', err: '' });
    expect(await run('auditor', 'export', 'signing-keys', '--output', keys)).toEqual({ code: 0, out: '', err: '' });
  });

  it('[H-4] [H-6] verify: the service says that the history is whole', async () => {
    const verdict = await json('auditor', 'verify');
    expect(verdict).toMatchObject({ ok: true, head: { revision: verdict.events - 1 } });
    expect((await run('auditor', 'verify')).out).toContain(`Whole: ${verdict.events} events`);
  });

  it('[H-4] [H-6] verify: a bundle, without the service, against the keys that were taken before', async () => {
    expect(await offline(bundle, '--trust', keys)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Whole: ') });
    const id = (JSON.parse(readFileSync(keys, 'utf8')) as { keys: { kid: string }[] }).keys[0]?.kid ?? '';
    expect((await offline(bundle, '--trust', id, '--json')).out).toContain('"trusted": true');
    expect((await offline(bundle, '--trust', keys, '-w', ann.workspaceId)).code).toBe(0);
    const piped = await runProgram(['verify', '-', '--trust', keys], {}, readFileSync(bundle, 'utf8'));
    expect(piped.code).toBe(0);
  });

  it('[H-4] [H-6] verify: says so where a bundle fits only the key that it brings along', async () => {
    const { code, err } = await offline(bundle);
    expect(code).toBe(0);
    expect(err).toContain('--trust');
  });

  it('[H-4] [H-6] verify: 1 and the first broken event, where anything is not as it was', async () => {
    const changed = spoilt('changed.jsonl', (text) => text.replace('"role":"admin"', '"role":"user"'));
    const { code, out } = await offline(changed, '--trust', keys, '--json');
    expect(code).toBe(1);
    const { firstBroken } = JSON.parse(out) as { firstBroken: { revision: number; eventId: string } };
    const line = readFileSync(changed, 'utf8').split('\n')[firstBroken.revision + 1] ?? '';
    expect(line).toContain('"role":"user"');
    expect(line).toContain(firstBroken.eventId);
    const dropped = spoilt('dropped.jsonl', (text) => text.split('\n').toSpliced(3, 1).join('\n'));
    expect(await offline(dropped, '--trust', keys)).toMatchObject({ code: 1, out: expect.stringContaining('Broken at revision 2') });
    expect(await offline(bundle, '--trust', '0'.repeat(32))).toMatchObject({ code: 1, out: expect.stringContaining('not trusted') });
    const other = '0190a0f0-0000-7000-8000-00000000000a';
    expect(await offline(bundle, '--trust', keys, '-w', other)).toMatchObject({ code: 1, err: expect.stringContaining(ann.workspaceId) });
  });

  it('[H-6] verify: 5 where the bundle is not whole', async () => {
    const half = spoilt('half.jsonl', (text) => text.split('\n').slice(0, 3).join('\n'));
    expect((await offline(half, '--trust', keys)).code).toBe(5);
  });
});

describe('what billing reads', () => {
  const month = () => new Date().toISOString().slice(0, 7);

  it('[B-2] [H-6] seats: now, with the members and events behind the figure, and at a moment', async () => {
    const seats = await json('billing', 'seats');
    expect(seats).toMatchObject({ total: 3, joined: 2, invited: 1 });
    const { out } = await run('billing', 'seats');
    expect(out).toContain(seats.members[0].causedBy);
    expect(out).toContain('3 seats as of');
    expect((await json('billing', 'seats', '--as-of', before)).total).toBe(2);
  });

  it('[B-3] [H-6] seats: by month and by day, which add up', async () => {
    const asOf = new Date().toISOString();
    const bill = await json('billing', 'seats', '--month', month(), '--as-of', asOf);
    expect(bill.lines).toHaveLength(4);
    const days = await json('billing', 'seats', '--from', `${month()}-01`, '--to', asOf.slice(0, 10), '--as-of', asOf);
    const sum = (items: readonly { seatSeconds: number }[]) => items.reduce((total, { seatSeconds }) => total + seatSeconds, 0);
    expect(sum(days.items)).toBe(bill.seatSeconds);
    expect((await run('billing', 'seats', '--month', month())).out).toContain(`seat-seconds`);
  });

  it('[B-4] [H-6] seats: the feed of changes, from where one left off', async () => {
    const changes = await json('billing', 'seats', '--changes');
    expect(changes.map(({ sequence }: { sequence: number }) => sequence)).toEqual(changes.map((_: unknown, index: number) => index + 1));
    expect(await json('billing', 'seats', '--changes', '--after', String(changes.length - 1))).toEqual(changes.slice(-1));
    expect((await run('billing', 'seats', '--changes')).out.trimEnd().split('\n')).toHaveLength(changes.length);
  });

  it('[B-5] [H-6] reconcile: 0 where the figure is right, 1 and the events where it is not', async () => {
    expect(await run('billing', 'reconcile', '--expected', '3')).toMatchObject({ code: 0, out: 'They match: log 3, read model 3, expected 3\n' });
    const { code, out } = await run('billing', 'reconcile', '--expected', '2');
    expect(code).toBe(1);
    expect(out).toMatch(/They differ: log 3, read model 3, expected 2\n {2}member \S+, event \S+: /);
    expect(await json('billing', 'reconcile', '--all-workspaces')).toMatchObject({ matches: true, expected: null });
  });
});

it('[H-4] [H-6] keys rotate: operators alone; what was proved before still is, and new heads name the new key', async () => {
  const [bundle, keys] = [file('before.jsonl'), file('keys-before.json')];
  await run('auditor', 'export', 'bundle', '--output', bundle);
  await run('auditor', 'export', 'signing-keys', '--output', keys);
  const refused = await run('auditor', 'keys', 'rotate');
  expect(refused).toMatchObject({ code: 4, out: '' });
  expect(refused.err).toContain('scope_required');
  const rotated = await run('crm', 'keys', 'rotate');
  expect(rotated).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9a-f]{32}\n$/) });
  expect((await json('auditor', 'export', 'signing-keys')).keys.at(-1).kid).toBe(rotated.out.trim());
  expect((await run('auditor', 'verify', bundle, '--trust', keys)).code).toBe(0);
  await invite(ann, `di@${ann.domain}`);
  expect((await json('auditor', 'verify')).head.keyId).toBe(rotated.out.trim());
});

it('[H-6] 3 where the service is away; the key is nowhere in the words', async () => {
  const away = await runProgram(['seats', '-w', ann.workspaceId], { ROSTER_URL: 'http://127.0.0.1:1', ROSTER_KEY: 'rk_secret' });
  expect(away).toMatchObject({ code: 3, out: '' });
  expect(away.err).not.toContain('rk_secret');
});

it('[H-6] [S-6] the keys that it makes open what their scopes say, and nothing else', async () => {
  expect((await run('crm', 'seats')).code).toBe(0);
  expect((await run('crm', 'history')).code).toBe(4);
  const as = (name: KeyName) => ({ ...ann, client: service.service(secrets.get(name)) });
  expect((await changeRole(as('auditor'), bo, 'user')).status).toBe(403);
  expect((await changeRole(as('crm'), bo, 'user')).status).toBe(200);
});
