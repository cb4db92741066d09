import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parseApiKeys, SCOPES, serviceByKey } from '#libs/http';
import { freePort } from '../../test/support/service-process.js';
import { runHere, standIn } from '../../test/support/cli.js';
import { KEY_SCOPES } from './commands/keys.js';
import { roster } from './program.js';
import { Terminal } from './terminal.js';

let folder: string;
let service: { readonly url: string; close(): Promise<void> } | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'roster-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const file = (name: string) => join(folder, name);

function json(reply: ServerResponse, body: unknown, status = 200): void {
  reply.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
  reply.end(JSON.stringify(body));
}

/** Answers every call so; notes the keys and the paths it is called with. */
async function answering(answer: (reply: ServerResponse, path: string) => void) {
  const keys: (string | undefined)[] = [];
  const paths: string[] = [];
  service = await standIn((request, reply) => {
    keys.push(request.headers.authorization);
    paths.push(request.url ?? '');
    answer(reply, request.url ?? '');
  });
  return { env: { ROSTER_URL: service.url, ROSTER_KEY: 'rk_env', ROSTER_WORKSPACE: 'w' }, keys, paths };
}

const SEATS = { asOf: '2026-03-01T12:00:00.000Z', total: 1, invited: 0, joined: 1, expiredInvitations: 0, members: [] };
const HEAD = { stream: 'workspace-w', revision: 2, hash: 'ab', at: SEATS.asOf, keyId: 'k', signature: 's' };
const problem = (status: number, code: string) => ({ type: 't', title: 'T', status, code, detail: 'No.', remedy: 'Ask.' });

describe('exit codes', () => {
  it('[H-6] 0 where all is right', async () => {
    const { env } = await answering((reply) => json(reply, SEATS));
    expect(await runHere(['seats', '--json'], { env })).toEqual({ code: 0, out: `${JSON.stringify(SEATS, null, 2)}\n`, err: '' });
  });

  it('[H-6] 1 where a proof is wrong, and the first broken event is named', async () => {
    const firstBroken = { revision: 1, eventId: 'e1', why: 'changed' };
    const { env } = await answering((reply) => json(reply, { ok: false, events: 1, head: HEAD, firstBroken }));
    const { code, out } = await runHere(['verify'], { env });
    expect([code, out]).toEqual([1, 'Broken at revision 1 (event e1): it is not what it was when it arrived.\n']);
  });

  it('[H-6] [B-5] 1 where a figure is wrong, and the event that explains it is named', async () => {
    const differences = [{ memberId: 'bo', eventId: 'e7', why: 'It is not counted.' }];
    const { env } = await answering((reply) => json(reply, { matches: false, log: 3, readModel: 2, expected: 2, differences }));
    const { code, out } = await runHere(['reconcile', '--expected', '2'], { env });
    expect([code, out]).toEqual([1, 'They differ: log 3, read model 2, expected 2\n  member bo, event e7: It is not counted.\n']);
  });

  it.each([
    [[]],
    [['nonsense']],
    [['seats', '--nonsense']],
    [['as-of']],
    [['as-of', 'yesterday']],
    [['as-of', '2026-02-30']],
    [['seats', '--month', '2026-13']],
    [['seats', '--from', '2026-01-01']],
    [['seats', '--month', '2026-01', '--changes']],
    [['history', '--limit', '-1']],
    [['export', 'everything']],
    [['export', 'bundle', '--type', 'RoleChanged']],
    [['verify', '/nowhere/bundle.jsonl']],
    [['verify', '--trust', 'k']],
    [['reconcile', '--all-workspaces', '--expected', '1']],
    [['keys', 'auditor', '--scopes', 'all']],
    [['keys', 'auditor']],
    [['keys', '--scopes', 'history']],
    [['keys', 'rotate', 'all']],
    [['keys', 'rotate', '--nonsense']],
    [['seats', '--url', 'ftp://roster.example']],
  ])('[H-6] 2 for wrong usage: roster %j', async (argv) => {
    const ran = await runHere(argv, { env: { ROSTER_KEY: 'k', ROSTER_WORKSPACE: 'w' } });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).not.toBe('');
  });

  it('[H-6] 2 without a workspace, and without a key, and it asks nobody', async () => {
    const { env, paths } = await answering((reply) => json(reply, SEATS));
    expect(await runHere(['seats'], { env: { ...env, ROSTER_WORKSPACE: '' } })).toMatchObject({ code: 2, out: '' });
    expect(await runHere(['seats'], { env: { ...env, ROSTER_KEY: '' } })).toMatchObject({ code: 2, out: '' });
    expect(paths).toEqual([]);
  });

  it('[H-6] 3 where nothing answers, where something else does, and where the service cannot', async () => {
    const nobody = await runHere(['seats'], { env: { ROSTER_URL: `http://127.0.0.1:${await freePort()}`, ROSTER_KEY: 'k', ROSTER_WORKSPACE: 'w' } });
    expect(nobody).toMatchObject({ code: 3, out: '' });
    expect(nobody.err).toContain('ECONNREFUSED');
    const { env } = await answering((reply, path) =>
      path.includes('seats') ? reply.end('<html>') : json(reply, problem(500, 'internal_error'), 500),
    );
    expect(await runHere(['seats'], { env })).toMatchObject({ code: 3, out: '' });
    expect(await runHere(['history'], { env })).toMatchObject({ code: 3, out: '' });
  });

  it.each([
    [401, 'unauthenticated'],
    [403, 'scope_required'],
    [404, 'not_found'],
    [422, 'invalid_request'],
  ])('[H-6] 4 where the service refuses: %s %s, with code and remedy', async (status, code) => {
    const { env } = await answering((reply) => json(reply, problem(status, code), status));
    const ran = await runHere(['history'], { env });
    expect(ran).toMatchObject({ code: 4, out: '' });
    expect(ran.err).toContain(`No. (${code})`);
    expect(ran.err).toContain('Ask.');
  });

  it('[H-6] 5 where an export breaks off, and the file is not there', async () => {
    const { env } = await answering((reply) => {
      reply.writeHead(200, { 'content-type': 'application/jsonl' });
      reply.write('{"revision":0}\n{"rev', () => reply.destroy());
    });
    const output = file('broken-off.jsonl');
    const ran = await runHere(['export', 'history', '--output', output], { env });
    expect(ran).toMatchObject({ code: 5, err: expect.stringContaining('broke off') });
    expect(existsSync(output) || existsSync(`${output}.unfinished`)).toBe(false);
    expect((await runHere(['export', 'history'], { env })).code).toBe(5);
  });

  it.each([
    ['history', '{"revision":0}\n{"revision":1'],
    ['bundle', '{"format":"roster-history-bundle"}\n{"event":{}}\n'],
    ['bundle', ''],
  ])('[H-6] 5 where the answer ends too early without breaking off: %s %j', async (what, body) => {
    const { env } = await answering((reply) => reply.setHeader('content-type', 'application/jsonl').end(body));
    expect(await runHere(['export', what], { env })).toMatchObject({ code: 5, out: body });
  });

  it('[H-6] 5 where a bundle ends before its signed head', async () => {
    const bundle = file('unfinished.jsonl');
    writeFileSync(bundle, '{"format":"roster-history-bundle","stream":"workspace-w","version":1}\n');
    const ran = await runHere(['verify', bundle]);
    expect([ran.code, ran.out]).toEqual([5, 'Broken at revision 0: the bundle ends before its signed head; export it again.\n']);
  });
});

describe('help', () => {
  it('[H-6] begins with examples, for every command', async () => {
    const { code, out, err } = await runHere(['--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Examples:\n {2}roster /);
    for (const name of ['history', 'as-of', 'difference', 'verify', 'export', 'seats', 'reconcile', 'keys']) {
      expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
      const own = await runHere([name, '--help']);
      expect(own.code).toBe(0);
      expect(own.out).toMatch(new RegExp(`^Examples:\\n {2}roster ${name}`));
    }
  });
});

describe('the key', () => {
  it('[H-6] comes from the file that is named, else from the environment, else from its file', async () => {
    const { env, keys } = await answering((reply) => json(reply, SEATS));
    writeFileSync(file('named'), 'rk_named\n');
    writeFileSync(file('environment'), 'rk_file\n');
    const more = { ...env, ROSTER_KEY_FILE: file('environment') };
    await runHere(['seats', '--key-file', file('named')], { env: more });
    await runHere(['seats'], { env: more });
    await runHere(['seats'], { env: { ...more, ROSTER_KEY: '' } });
    expect(keys).toEqual(['Bearer rk_named', 'Bearer rk_env', 'Bearer rk_file']);
  });

  it.each([
    [['--key', 'rk_secret', 'seats']],
    [['seats', '--key=rk_secret']],
    [['seats', '--kee=rk_secret']],
  ])('[H-6] is never taken from an argument, nor shown: roster %j', async (argv) => {
    const { env, paths } = await answering((reply) => json(reply, SEATS));
    const { code, out, err } = await runHere(argv, { env });
    expect(code).toBe(2);
    expect(out + err).not.toContain('secret');
    expect(paths).toEqual([]);
  });

  it('[H-6] is not shown where it is none, or its file cannot be read', async () => {
    const { env } = await answering((reply) => json(reply, SEATS));
    const { code, err } = await runHere(['seats'], { env: { ...env, ROSTER_KEY: 'rk_secret and more' } });
    expect(code).toBe(2);
    expect(err).not.toContain('secret');
    expect(await runHere(['seats', '--key-file', file('nowhere')], { env })).toMatchObject({ code: 2, err: expect.stringContaining('ENOENT') });
  });
});

describe('roster keys', () => {
  it('[H-6] [S-6] makes a key and the entry by which the service knows it', async () => {
    const { code, out } = await runHere(['keys', 'auditor', '--scopes', 'history,billing', '--json']);
    expect(code).toBe(0);
    const { key, entry } = JSON.parse(out) as { key: string; entry: string };
    const known = parseApiKeys(entry);
    expect(serviceByKey(known)(key)).toMatchObject({ name: 'auditor', scopes: new Set(['history', 'billing']) });
    expect(serviceByKey(known)(`${key}x`)).toBeNull();
    expect(entry).not.toContain(key);
    expect(KEY_SCOPES).toEqual(SCOPES);
  });

  it('[H-6] writes the key for its owner alone, shows it nowhere, and never over another file', async () => {
    const output = file('auditor.key');
    const ran = await runHere(['keys', 'auditor', '--scopes', 'history', '--output', output]);
    const key = readFileSync(output, 'utf8').trim();
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect(ran.out + ran.err).not.toContain(key);
    expect(await runHere(['keys', 'auditor', '--scopes', 'history', '--output', output])).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(output, 'utf8').trim()).toBe(key);
  });
});

describe('roster keys rotate', () => {
  const KEY = { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: 'ab12', x: 'x' };

  it('[H-4] [H-6] has the service make a new key, and says which', async () => {
    const { env, keys, paths } = await answering((reply) => json(reply, KEY, 201));
    const ran = await runHere(['keys', 'rotate'], { env });
    expect(ran).toMatchObject({ code: 0, out: 'ab12\n', err: expect.stringContaining('signs from now on') });
    expect(JSON.parse((await runHere(['keys', 'rotate', '--json'], { env })).out)).toEqual(KEY);
    expect(paths).toEqual(['/v1/history/signing-keys', '/v1/history/signing-keys']);
    expect(keys).toEqual(['Bearer rk_env', 'Bearer rk_env']);
  });

  it('[H-6] needs a key, takes none from an argument, and ends with 4 where it is refused', async () => {
    const { env, paths } = await answering((reply) => json(reply, problem(403, 'scope_required'), 403));
    expect((await runHere(['keys', 'rotate'], { env: { ...env, ROSTER_KEY: '' } })).code).toBe(2);
    expect((await runHere(['keys', 'rotate', '--key', 'rk_secret'], { env })).code).toBe(2);
    expect(paths).toEqual([]);
    const refused = await runHere(['keys', 'rotate'], { env });
    expect(refused).toMatchObject({ code: 4, out: '', err: expect.stringContaining('scope_required') });
  });

  it('[H-6] has a help that begins with examples', async () => {
    const { code, out } = await runHere(['keys', 'rotate', '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Examples:\n {2}roster keys rotate/);
  });
});

describe('output', () => {
  const entry = (revision: number, summary: string) => ({ revision, at: SEATS.asOf, summary, reason: null });

  it('[H-6] is data alone on standard output: an array for lists, with --json', async () => {
    const { env } = await answering((reply) => json(reply, { items: [entry(1, 'One.'), entry(0, 'Two.')], nextCursor: null }));
    const { out, err } = await runHere(['history', '--json'], { env });
    expect(JSON.parse(out)).toEqual([entry(1, 'One.'), entry(0, 'Two.')]);
    expect(err).toBe('');
  });

  it('[H-6] says in words that there is nothing, and writes an empty list', async () => {
    const { env } = await answering((reply) => json(reply, { items: [], nextCursor: null }));
    expect(await runHere(['history'], { env })).toEqual({ code: 0, out: '', err: 'There is no such entry.\n' });
    expect((await runHere(['history', '--json'], { env })).out).toBe('[]\n');
  });

  it('[H-2] [H-6] pages on to as many entries as are asked for, and not further', async () => {
    const page = { items: [entry(1, 'One.'), entry(0, 'Two.')], nextCursor: 'c' };
    const { env, paths } = await answering((reply) => json(reply, page));
    const { out } = await runHere(['history', '--limit', '3', '--type', 'RoleChanged'], { env });
    expect(out.split('\n')).toHaveLength(4);
    expect(paths).toEqual([
      '/v1/workspaces/w/history?type=RoleChanged&order=desc&limit=3',
      '/v1/workspaces/w/history?type=RoleChanged&order=desc&limit=3&cursor=c',
    ]);
  });

  it('moves no cursor by what somebody is called', async () => {
    const { env } = await answering((reply) => json(reply, { items: [entry(0, 'Bo\u001b[2J\u0007 joined.\nYes')], nextCursor: null }));
    expect((await runHere(['history'], { env })).out).toBe('     0  2026-03-01 12:00:00  Bo joined.\ufffdYes\n');
  });

  it('[H-6] is coloured on a terminal, unless NO_COLOR is set', async () => {
    const { env } = await answering((reply) => json(reply, { ok: true, events: 3, head: HEAD }));
    const tty = { out: true };
    expect((await runHere(['verify'], { env, tty })).out).toContain('\u001b[32mWhole\u001b[0m');
    expect((await runHere(['verify'], { env: { ...env, NO_COLOR: '1' }, tty })).out).not.toContain('\u001b');
    expect((await runHere(['verify'], { env })).out).not.toContain('\u001b');
  });

  it('[H-6] long work shows how far it is and the time left, on a terminal alone', async () => {
    const { env } = await answering((reply, path) => {
      if (path.includes('limit=1')) return json(reply, { items: [entry(2, 'Last.')], nextCursor: 'c' });
      reply.writeHead(200, { 'content-type': 'application/jsonl' });
      return reply.end('{"revision":0}\n{"revision":1}\n{"revision":2}\n');
    });
    const argv = ['export', 'history', '--output', file('shown.jsonl')];
    const { err } = await runHere(argv, { env, tty: { err: true } });
    expect(err).toMatch(/Lines .*0\/3 .* left/);
    expect((await runHere(argv, { env })).err).toBe('');
    expect(readFileSync(file('shown.jsonl'), 'utf8').split('\n')).toHaveLength(4);
  });

  it('[H-6] ends with 5 and no word where the reader of a pipe has gone, as head does', async () => {
    const { env } = await answering((reply) => json(reply, { items: [entry(0, 'One.')], nextCursor: 'c' }));
    const words: string[] = [];
    const err = new Writable({
      write: (chunk: Buffer, _, done) => {
        words.push(chunk.toString());
        done();
      },
    });
    const out = new Writable({ write: (_, __, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })) });
    expect(await roster(['history', '--all'], { terminal: new Terminal(out, err, env), env })).toBe(5);
    expect(words).toEqual([]);
  });

  it('[H-6] to a folder where nothing can be written is wrong usage', async () => {
    if (process.getuid?.() === 0) return;
    chmodSync(folder, 0o500);
    const { env } = await answering((reply) => reply.end());
    const ran = await runHere(['export', 'history', '--output', file('x.jsonl')], { env }).finally(() => chmodSync(folder, 0o700));
    expect(ran.code).toBe(2);
  });
});
