import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACME, ANN, COMMANDS, createSampleApp, HISTORY, MEMBERS, PUBLIC_ORIGIN, SESSION } from '../spec/sample-app.js';

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await createSampleApp();
  await app.init();
});
afterAll(() => app.close());

const members = `/v1/workspaces/${ACME}/members`;

interface Answer {
  readonly status: number;
  readonly code?: unknown;
}

async function ask(method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { statusCode, body } = await app.inject({ method, url, headers: { host: 'api.internal:3000', ...headers } });
  const { code } = (body === '' ? {} : JSON.parse(body)) as { code?: string };
  return { status: statusCode, ...(code !== undefined && { code }) };
}

async function whoever(headers: Record<string, string>): Promise<unknown> {
  return (await app.inject({ url: '/v1/whoever', headers, remoteAddress: '192.0.2.7' })).json();
}

describe('who asks', () => {
  it('nobody in particular', async () => {
    expect(await whoever({})).toEqual({ kind: 'anonymous', address: '192.0.2.7' });
  });

  it('a person, by their session, on public routes too', async () => {
    const person = { kind: 'person', accountId: ANN, sessionId: 'session-1', address: '192.0.2.7' };
    expect(await whoever(SESSION)).toEqual(person);
  });

  it('[S-6] a service, by its key, and the member it acts for', async () => {
    const service = { kind: 'service', name: 'helpdesk', scopes: ['commands'], address: '192.0.2.7' };
    expect(await whoever(COMMANDS)).toEqual(service);
    expect(await whoever({ authorization: 'bearer key-commands' })).toEqual(service);
    expect(await whoever({ ...COMMANDS, 'roster-on-behalf-of': ANN })).toEqual({ ...service, onBehalfOf: ANN });
  });

  it('a key goes before a session', async () => {
    expect(await whoever({ ...COMMANDS, ...SESSION })).toMatchObject({ kind: 'service' });
  });

  it('a session that is not valid is none: on a public route nobody, elsewhere 401', async () => {
    const stale = { cookie: 'roster_session=stale' };
    expect(await whoever(stale)).toMatchObject({ kind: 'anonymous' });
    expect(await ask('GET', '/v1/me', stale)).toEqual({ status: 401, code: 'unauthenticated' });
  });

  it('a key that is not valid is refused, on a public route too', async () => {
    const stale = { authorization: 'Bearer stale' };
    expect(await ask('GET', '/v1/whoever', stale)).toEqual({ status: 401, code: 'unauthenticated' });
  });

  it('other schemes of authorization are none of our business', async () => {
    expect(await whoever({ authorization: 'Basic cHJveHk6', ...SESSION })).toMatchObject({ kind: 'person' });
  });

  it('401 says how to authenticate', async () => {
    expect((await app.inject({ url: '/v1/me' })).headers['www-authenticate']).toBe('Bearer');
  });

  it('a proxy is not believed about the address, unless it is told to be', async () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.9' };
    expect(await whoever(forwarded)).toMatchObject({ address: '192.0.2.7' });
    const behindProxy = await createSampleApp({ trustProxy: '192.0.2.0/24' });
    await behindProxy.init();
    const answer = await behindProxy.inject({ url: '/v1/whoever', headers: forwarded, remoteAddress: '192.0.2.7' });
    await behindProxy.close();
    expect(answer.json()).toMatchObject({ address: '198.51.100.9' });
  });

  it('an IPv4 address comes as one', async () => {
    const answer = await app.inject({ url: '/v1/whoever', remoteAddress: '::ffff:192.0.2.7' });
    expect(answer.json()).toMatchObject({ address: '192.0.2.7' });
  });
});

describe('[S-6] scopes', () => {
  const refused = { status: 403, code: 'scope_required' };
  it.each([
    ['a command', 'POST', `${members}/sweeping`, COMMANDS, { status: 204 }],
    ['a command', 'POST', `${members}/sweeping`, MEMBERS, refused],
    ['[H-7] a command', 'POST', `${members}/sweeping`, HISTORY, refused],
    ['a query', 'GET', members, COMMANDS, { status: 200 }],
    ['a query', 'GET', members, MEMBERS, { status: 200 }],
    ['a query', 'GET', members, HISTORY, refused],
    ['a query with scopes of its own', 'GET', '/v1/history', HISTORY, { status: 204 }],
    ['a query with scopes of its own', 'GET', '/v1/history', COMMANDS, refused],
    ['a public route', 'GET', '/v1/whoever', HISTORY, { status: 200 }],
    ["a service's route", 'GET', '/v1/workspaces', MEMBERS, { status: 204 }],
    ["a service's route", 'GET', '/v1/workspaces', SESSION, { status: 403, code: 'service_required' }],
    ["a service's route", 'GET', '/v1/workspaces', {}, { status: 401, code: 'unauthenticated' }],
    ["a person's route", 'GET', '/v1/me', SESSION, { status: 200 }],
    ["a person's route", 'GET', '/v1/me', COMMANDS, { status: 403, code: 'person_required' }],
    ['persons need none', 'GET', '/v1/history', SESSION, { status: 204 }],
  ] as const)('%s: %s %s with %j', async (_what, method, url, headers, answer) => {
    expect(await ask(method, url, headers)).toEqual(answer);
  });

  it('a refusal names the scopes that would do', async () => {
    const { body } = await app.inject({ url: members, headers: HISTORY });
    expect(JSON.parse(body)).toMatchObject({ scopes: ['commands', 'members'], remedy: expect.any(String) });
  });
});

describe('a change with a session must come from our own pages', () => {
  const refused = { status: 403, code: 'origin_refused' };
  const fine = { status: 204 };
  it.each([
    ['our public address', { origin: PUBLIC_ORIGIN }, fine],
    ['the host asked', { origin: 'http://api.internal:3000' }, fine],
    ['the host asked, at another port', { origin: 'http://api.internal:4000' }, refused],
    ['the host asked, by another scheme', { origin: 'https://api.internal:3000' }, refused],
    ['another site', { origin: 'https://evil.example' }, refused],
    ['one that begins like ours', { origin: `${PUBLIC_ORIGIN}.evil.example` }, refused],
    ['a sandboxed page', { origin: 'null' }, refused],
    ['none', {}, refused],
    ['none, but the browser says it is the same', { 'sec-fetch-site': 'same-origin' }, fine],
    ['none, and the browser says it is another', { 'sec-fetch-site': 'cross-site' }, refused],
    ['none, and the browser says it is a neighbour', { 'sec-fetch-site': 'same-site' }, refused],
    ['another site, whatever is said', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, refused],
  ])('origin: %s', async (_what, headers, answer) => {
    expect(await ask('POST', `${members}/sweeping`, { ...SESSION, ...headers })).toEqual(answer);
  });

  it('reading needs no origin', async () => {
    expect(await ask('GET', members, SESSION)).toEqual({ status: 200 });
  });

  it('services need no origin', async () => {
    expect(await ask('POST', `${members}/sweeping`, { ...COMMANDS, origin: 'https://evil.example' })).toEqual(fine);
  });

  it('a public route needs one from who has a session, and from nobody else', async () => {
    const payload = { email: 'ann@acme.example', password: 'x' };
    const from = (cookie: string) => app.inject({ method: 'POST', url: '/v1/preview', headers: { cookie }, payload });
    expect((await from('roster_session=ann')).json()).toMatchObject({ code: 'origin_refused' });
    expect((await from('roster_session=stale')).statusCode).toBe(200);
  });
});
