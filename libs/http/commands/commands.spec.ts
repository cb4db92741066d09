import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type JsonObject } from '#libs/event-sourcing';
import { decodePosition, READ_MODELS, VAULT } from '../index.js';
import { type MemoryVault } from '../spec/memory-vault.js';
import { LastAdmin, Log } from '../spec/sample.controller.js';
import { ACME, ANN, COMMANDS, createSampleApp, type SampleReadModels, SESSION } from '../spec/sample-app.js';

const members = `/v1/workspaces/${ACME}/members`;
const role = `${members}/${ANN}/role`;

let app: NestFastifyApplication;
let log: Log;
let vault: MemoryVault;

beforeEach(async () => {
  app = await createSampleApp();
  await app.init();
  log = app.get(Log);
  vault = app.get<MemoryVault>(VAULT);
});
afterEach(() => app.close());

function add(payload: object, headers: Record<string, string> = {}, query = '') {
  return app.inject({ method: 'POST', url: `${members}${query}`, headers: { ...COMMANDS, ...headers }, payload });
}

function sweep(headers: Record<string, string>) {
  return app.inject({ method: 'POST', url: `${members}/sweeping`, headers: { ...COMMANDS, ...headers } });
}

function signIn(payload: object, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url: '/v1/sessions', headers, payload });
}

const ann = { email: 'ann@acme.example', password: 'correct horse battery' };

describe('a command', () => {
  it('[S-2] answers with its position', async () => {
    await add({ name: 'Bo' });
    const answer = await add({ name: 'Cy' });
    expect(answer.statusCode).toBe(201);
    expect(decodePosition(String(answer.headers['roster-position']))).toBe(1);
  });

  it('answers 204 without a body where it gives none, and takes none', async () => {
    for (const headers of [{}, { 'content-type': 'application/json' }]) {
      const answer = await sweep(headers);
      expect([answer.statusCode, answer.body]).toEqual([204, '']);
    }
    const empty = await app.inject({ method: 'POST', url: `${members}/sweeping`, headers: COMMANDS, payload: {} });
    expect(empty.statusCode).toBe(204);
  });

  it('gives its route the revision of If-Match, and the route an ETag', async () => {
    const headers = { ...COMMANDS, 'if-match': '"6"' };
    const answer = await app.inject({ method: 'PUT', url: role, headers, payload: { role: 'admin' } });
    expect(answer.headers['etag']).toBe('"7"');
  });

  it('parses its body by the schema: defaults, trimming, NFC', async () => {
    const answer = await add({ name: '  Zoe\u0308 ' });
    expect(answer.json()).toMatchObject({ name: 'Zo\u00eb', role: 'user' });
  });
});

describe('[S-3] dryRun=true', () => {
  it('says which events would be written and what they cost, and writes nothing', async () => {
    const answer = await add({ name: 'Bo' }, {}, '?dryRun=true');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      dryRun: true,
      events: [{ type: 'UserJoined', stream: `workspace-${ACME}`, data: { role: 'user' } }],
      seatDelta: 1,
    });
    expect(log.events).toEqual([]);
  });

  it('[S-2] leaves no cookie and no location, and has the position that this process wrote last', async () => {
    app.get<SampleReadModels>(READ_MODELS).own = 41;
    const signedIn = await app.inject({ method: 'POST', url: '/v1/sessions?dryRun=true', payload: ann });
    const added = await add({ name: 'Bo' }, {}, '?dryRun=true');
    for (const { headers } of [signedIn, added]) {
      for (const name of ['set-cookie', 'location']) expect(headers).not.toHaveProperty(name);
      expect(decodePosition(String(headers['roster-position']))).toBe(41);
    }
  });

  it('refuses what the command would refuse', async () => {
    const request = { method: 'PUT', url: `${role}?dryRun=true`, headers: COMMANDS } as const;
    const answer = await app.inject({ ...request, payload: { role: 'user' } });
    expect(answer.json()).toMatchObject({ code: 'last_admin' });
  });

  it('takes no idempotency key: the real command can still come with it', async () => {
    await add({ name: 'Bo' }, { 'idempotency-key': 'k1' }, '?dryRun=true');
    const answer = await add({ name: 'Bo' }, { 'idempotency-key': 'k1' });
    expect(answer.statusCode).toBe(201);
    expect(log.events).toHaveLength(1);
  });

  it('is known to no schema of a route', async () => {
    const request = { method: 'POST', headers: COMMANDS } as const;
    const answer = await app.inject({ ...request, url: `${members}/sweeping?deep=true&dryRun=true` });
    expect(answer.json()).toMatchObject({ dryRun: true, events: [{ data: { deep: true } }] });
  });

  it('dryRun=false is carrying it out', async () => {
    expect((await add({ name: 'Bo' }, {}, '?dryRun=false')).statusCode).toBe(201);
  });
});

describe('an Idempotency-Key', () => {
  const key = { 'idempotency-key': 'order 66' };

  it('[S-1] gives the first answer again: status, body and headers, and does nothing again', async () => {
    const first = await add({ name: 'Bo' }, key);
    await add({ name: 'Cy' });
    const second = await add({ name: 'Bo' }, key);
    expect(second.statusCode).toBe(201);
    expect(second.body).toBe(first.body);
    for (const name of ['roster-position', 'location', 'content-type']) {
      expect(second.headers[name]).toBe(first.headers[name]);
    }
    expect(log.events).toHaveLength(2);
  });

  it('[S-1] gives the session of the first answer again, and its ETag', async () => {
    const first = await signIn(ann, key);
    const second = await signIn(ann, key);
    expect(first.headers['set-cookie']).toMatch(/^roster_session=token-1/);
    expect(second.headers['set-cookie']).toBe(first.headers['set-cookie']);
    const put = { method: 'PUT', url: role, headers: { ...COMMANDS, ...key }, payload: { role: 'admin' } } as const;
    expect((await app.inject(put)).headers['etag']).toBe('"1"');
    expect((await app.inject(put)).headers['etag']).toBe('"1"');
  });

  it('[S-1] gives the empty answer again', async () => {
    await sweep(key);
    const second = await sweep(key);
    expect([second.statusCode, second.body]).toEqual([204, '']);
    expect(log.events).toHaveLength(1);
  });

  it('[S-1] counts for the same body in whatever order and spacing', async () => {
    await add({ name: 'Bo', role: 'user' }, key);
    const body = '{ "role" : "user",\n "name":"Bo" }';
    const headers = { ...COMMANDS, ...key, 'content-type': 'application/json' };
    const second = await app.inject({ method: 'POST', url: members, headers, body });
    expect(second.statusCode).toBe(201);
    expect(log.events).toHaveLength(1);
  });

  it.each([
    ['another body', () => add({ name: 'Cy' }, key)],
    ['one field more', () => add({ name: 'Bo', role: 'user' }, key)],
    ['another path', () => sweep(key)],
    ['another member to act for', () => add({ name: 'Bo' }, { ...key, 'roster-on-behalf-of': ANN })],
  ])('[S-1] with %s is refused', async (_what, again) => {
    await add({ name: 'Bo' }, key);
    const answer = await again();
    expect([answer.statusCode, answer.json<JsonObject>()['code']]).toEqual([422, 'idempotency_key_reused']);
    expect(log.events).toHaveLength(1);
  });

  it('[S-1] with another password is refused, though no fingerprint knows passwords', async () => {
    await signIn(ann, key);
    const answer = await signIn({ ...ann, password: 'another password' }, key);
    expect([answer.statusCode, answer.json<JsonObject>()['code']]).toEqual([422, 'idempotency_key_reused']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(log.events).toHaveLength(1);
  });

  it('[S-1] belongs to its caller', async () => {
    await add({ name: 'Bo' }, key);
    const browser = { ...SESSION, ...key, origin: 'https://roster.example' };
    const other = await app.inject({ method: 'POST', url: members, headers: browser, payload: { name: 'Cy' } });
    expect(other.json()).toMatchObject({ name: 'Cy' });
    const anns = await signIn(ann, key);
    const bos = await signIn({ ...ann, email: 'bo@acme.example' }, key);
    expect([anns.statusCode, bos.statusCode]).toEqual([200, 200]);
    expect(log.events).toHaveLength(4);
  });

  it('[S-1] remembers no refusal: the next try is judged afresh', async () => {
    const put = { method: 'PUT', url: role, headers: { ...COMMANDS, ...key } } as const;
    const refused = await app.inject({ ...put, payload: { role: 'user' } });
    expect(refused.json()).toMatchObject({ code: 'last_admin' });
    const invalid = await app.inject({ ...put, payload: { role: 'nonsense' } });
    expect(invalid.json()).toMatchObject({ code: 'invalid_request' });
    expect(vault.entries.size).toBe(0);
    expect((await app.inject({ ...put, payload: { role: 'admin' } })).statusCode).toBe(200);
  });

  it('[S-1] keeps nothing that can be read without the key and the body', async () => {
    await signIn(ann, key);
    const kept = JSON.stringify([...vault.entries]);
    expect(kept.length).toBeGreaterThan(0);
    for (const secret of ['ann', 'acme', 'token-1', 'order', 'correct', 'cookie']) expect(kept).not.toContain(secret);
  });

  it('[S-1] under way several times at once is carried out once: the others wait and get its answer', async () => {
    const gate = holdWrites();
    const all = Promise.all([add({ name: 'Bo' }, key), add({ name: 'Bo' }, key), add({ name: 'Bo' }, key)]);
    await gate.reached;
    await allArrived();
    gate.open();
    const answers = await all;
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(log.events).toHaveLength(1);
  });

  it('[S-1] under way twice at once: where the first is refused, the second is judged itself', async () => {
    const gate = holdWrites();
    const all = Promise.all([add({ name: 'Bo' }, key), add({ name: 'Bo' }, key)]);
    await gate.reached;
    await allArrived();
    gate.refuse(new LastAdmin());
    const answers = await all;
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(log.events).toHaveLength(1);
  });

  it('[S-1] carried out in another process at the same moment: the answer kept first is given by both', async () => {
    const get = vault.get.bind(vault);
    vault.get = () => Promise.resolve(undefined);
    const first = await signIn(ann, key);
    const second = await signIn(ann, key);
    vault.get = get;
    expect(log.events).toHaveLength(2);
    expect(second.body).toBe(first.body);
    expect(second.headers['set-cookie']).toBe(first.headers['set-cookie']);
    expect(second.headers['roster-position']).toBe(first.headers['roster-position']);
  });

  it('is 1 to 128 printable characters', async () => {
    for (const fine of ['k', 'k'.repeat(128), '!~ "quoted" {}']) {
      expect((await add({ name: 'Bo' }, { 'idempotency-key': fine })).statusCode).toBe(201);
    }
  });
});

/** Resolves once all requests that were sent before are at least as far as one that came after them. */
async function allArrived(): Promise<void> {
  await add({ name: 'Last' }, {}, '?dryRun=true');
}

/** Holds the first command back until the test lets it go on. */
function holdWrites() {
  const gate = { open: (): void => undefined, refuse: (_error: Error): void => undefined, reached: Promise.resolve() };
  gate.reached = new Promise((reached) => {
    log.gate = () => {
      log.gate = () => Promise.resolve();
      reached();
      return new Promise((resolve, reject) => {
        gate.open = resolve;
        gate.refuse = reject;
      });
    };
  });
  return gate;
}
