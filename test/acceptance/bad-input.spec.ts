import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, type Extra } from '../support/client.js';
import { found, join, newDomain, PASSWORD, type Person } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';

let service: ServiceProcess;
let ann: Person;
let bo: Person;
let routes: readonly { readonly method: string; readonly path: string; readonly takesBody: boolean }[];

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
  const founder = await found(service);
  ann = founder;
  bo = await join(service, founder.domain, 'bo');
  const { paths } = (await service.client().get('/openapi.json')).body as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({ method: method.toUpperCase(), path, takesBody: requestBody !== undefined })),
  );
}, 60_000);
afterAll(() => service.remove());

const NEVER_SENT = ['/v1/sessions/current'];
const filled = (path: string) =>
  path
    .replace('{workspaceId}', ann.workspaceId)
    .replace('{memberId}', bo.memberId)
    .replace('{inboxId}', randomUUID())
    .replace('{period}', '2026-02')
    .replace('{sessionId}', randomUUID())
    .replace('{conversationId}', randomUUID())
    .replace('{workflowId}', randomUUID())
    .replace('{customerId}', randomUUID())
    .replace('{domain}', 'acme.test')
    .replace('{name}', 'x')
    .replace('{file}', 'x');

/** Who may call it: some are for services alone. */
const FOR_SERVICES = ['/v1/billing/', '/v1/projections'];
const callerOf = (path: string): Client => (FOR_SERVICES.some((start) => path.startsWith(start)) ? service.service() : ann.client);

async function state(): Promise<unknown> {
  const [workspace, table] = await Promise.all([
    ann.client.get(`/v1/workspaces/${ann.workspaceId}`),
    ann.client.get(`/v1/workspaces/${ann.workspaceId}/members`),
  ]);
  return { workspace: workspace.body, members: table.body.items };
}

function expectProblem(what: string, answer: Answer): void {
  expect([what, answer.status >= 400 && answer.status < 500, answer.headers['content-type']?.split(';')[0]]).toEqual([what, true, 'application/problem+json']);
  expect([what, typeof answer.body.code, answer.body.status]).toEqual([what, 'string', answer.status]);
}

/** Sends one and the same wrong thing to every route that takes a body. */
async function toEveryRoute(what: string, extra: Extra, statuses: readonly number[]): Promise<void> {
  const before = await state();
  for (const { method, path } of routes.filter(({ takesBody, path: route }) => takesBody && !NEVER_SENT.includes(route))) {
    const answer = await callerOf(path).send(method, filled(path), undefined, extra);
    expectProblem(`${what} to ${method} ${path}`, answer);
    expect([what, method, path, answer.status]).toEqual([what, method, path, expect.toBeOneOf(statuses)]);
  }
  expect(await state()).toEqual(before);
}

expect.extend({
  toBeOneOf: (received: unknown, allowed: readonly unknown[]) => ({
    pass: allowed.includes(received),
    message: () => `${String(received)} is not one of ${allowed.join(', ')}`,
  }),
});

declare module 'expect' {
  interface AsymmetricMatchers {
    toBeOneOf(allowed: readonly unknown[]): unknown;
  }
}

describe('bad bodies, to every route', () => {
  it('[I-8] malformed JSON', () => toEveryRoute('malformed JSON', { raw: '{"email": ' }, [400]), 60_000);
  it('an array', () => toEveryRoute('an array', { raw: '[]' }, [422]), 60_000);
  it('a string', () => toEveryRoute('a string', { raw: '"x"' }, [422]), 60_000);
  it('null', () => toEveryRoute('null', { raw: 'null' }, [422]), 60_000);
  it('[I-8] unknown fields', () => toEveryRoute('unknown fields', { raw: '{"surprise":1}' }, [422]), 60_000);
  it('__proto__', () => toEveryRoute('__proto__', { raw: '{"__proto__":{"admin":true}}' }, [400, 422]), 60_000);
  it('constructor', () => toEveryRoute('constructor', { raw: '{"constructor":{"prototype":{}}}' }, [400, 422]), 60_000);
  it('wrong types everywhere', () => {
    const fields = ['email', 'password', 'name', 'token', 'role', 'inboxIds', 'invitations', 'memberId', 'domain', 'autoJoin'];
    const body = Object.fromEntries(fields.map((field) => [field, { $ne: null }]));
    return toEveryRoute('wrong types', { raw: JSON.stringify(body) }, [422]);
  }, 60_000);
  it('two megabytes', () => toEveryRoute('two megabytes', { raw: JSON.stringify({ name: 'x'.repeat(2 << 20) }) }, [413]), 60_000);
  it('another media type', () => toEveryRoute('another media type', { raw: 'a=b', headers: { 'content-type': 'text/plain' } }, [415]), 60_000);
});

describe('bad paths and queries', () => {
  const OPEN = ['/health', '/openapi.json', '/docs', '/dev/', '/console'];

  it('answers ids of the wrong form as if there were nothing', async () => {
    for (const { method, path } of routes.filter(({ path: route }) => route.includes('{') && !OPEN.some((open) => route.startsWith(open)))) {
      for (const id of ['1', 'x'.repeat(300), '..%2f..', '%27%20OR%201', '00000000-0000-0000-0000-00000000000g']) {
        const target = path.replace(/\{[^}]+\}/g, id);
        const answer = await callerOf(path).send(method, target, method === 'GET' || method === 'DELETE' ? undefined : {});
        expectProblem(`${method} ${target}`, answer);
        expect([method, target, answer.status]).toEqual([method, target, expect.toBeOneOf([400, 404, 414, 422])]);
      }
    }
  }, 60_000);

  it.each(['/%zz', '/v1/%00', '/v1/nothing', '/v1/me/../../etc/passwd', `/${'a'.repeat(9000)}`, '/v1/workspaces/%E0%A4%A'])('%s', async (path) => {
    expectProblem(path, await ann.client.get(path));
  });

  it.each([
    'limit=0', 'limit=-1', 'limit=201', 'limit=1e2', 'limit=', 'limit=1&limit=2', 'cursor=forged', 'cursor=', 'sort=password',
    'role=owner', 'state=gone', 'activity=sometimes', 'inboxId=1', 'surprise=1', 'search[$ne]=x', 'format=xml', 'asOf=then', 'asOf=', 'asOf=2026-13-01T00:00:00Z',
  ])('the table with %s', async (query) => {
    const answer = await ann.client.get(`/v1/workspaces/${ann.workspaceId}/members?${query}`);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
  });

  it.each([
    '?limit=0', '?cursor=forged', '?subject=1', '?type=Nothing', '?order=up', '?format=xml', '?from=yesterday', '?to=', '?surprise=1', '?actor=',
    '?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', '/difference', '/difference?from=2026-01-01T00:00:00Z',
    '/difference?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', '/difference?from=x&to=y',
  ])('[H-2] the history with %s', async (query) => {
    const answer = await ann.client.get(`/v1/workspaces/${ann.workspaceId}/history${query}`);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
  });

  it('[T-3] a cursor of another workspace, of another order or with a character changed', async () => {
    const own = `/v1/workspaces/${ann.workspaceId}/members?limit=1`;
    const { nextCursor } = (await ann.client.get(own)).body as { nextCursor: string };
    const eve = await found(service);
    const flipped = `${nextCursor.slice(0, 10)}${nextCursor[10] === 'A' ? 'B' : 'A'}${nextCursor.slice(11)}`;
    expect((await ann.client.get(`${own}&cursor=${nextCursor}`)).status).toBe(200);
    expect((await ann.client.get(`${own}&cursor=${flipped}`)).status).toBe(422);
    expect((await ann.client.get(`${own}&sort=-name&cursor=${nextCursor}`)).status).toBe(422);
    expect((await eve.client.get(`/v1/workspaces/${eve.workspaceId}/members?limit=1&cursor=${nextCursor}`)).status).toBe(422);
  });

  it('a broken request line, and headers without end', async () => {
    for (const raw of ['NONSENSE\r\n\r\n', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`]) {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(service.port, '127.0.0.1', () => socket.write(raw));
        let text = '';
        socket.on('data', (chunk) => (text += chunk.toString()));
        socket.on('close', () => resolve(text));
        socket.on('error', reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).toContain('application/problem+json');
    }
  });
});

describe('bad texts', () => {
  const bad = ['a\u0000b', 'a\nb', 'a\r\nBcc: eve@evil.test', 'a\u001bb', '\u202e', ' ', 'x'.repeat(201), '\ud800'];

  it.each(bad.map((text) => [JSON.stringify(text), text]))('a name of %s', async (_, name) => {
    const answer = await service.client().post('/v1/sign-ups', { email: `kim@${newDomain()}`, password: PASSWORD, name });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
  });

  it.each(['', 'x', 'a@b', '@acme.test', 'a@', 'a b@acme.test', 'a@acme..test', 'a@-.test', `${'a'.repeat(65)}@acme.test`, 'a@acme.test\nBcc: x@y.z', 'a@b@c'])(
    'an address of %j',
    async (email) => {
      const answer = await ann.client.post(`/v1/workspaces/${ann.workspaceId}/invitations`, { email });
      expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
    },
  );

  it('a name full of HTML is only text, in the mail too', async () => {
    const email = `kim@${newDomain()}`;
    const name = '<img src=x onerror=alert(1)> "Kim" & Co';
    expect((await service.client().post('/v1/sign-ups', { email, password: PASSWORD, name })).status).toBe(202);
    const mail = await service.mailbox.mail(email);
    expect(mail.html).not.toContain('<img');
  });

  it.each(['%', '%ff', 'x'.repeat(501), '%00'])('a reason of %j', async (reason) => {
    const answer = await ann.client.post(`/v1/workspaces/${ann.workspaceId}/inboxes`, { name: 'x' }, { headers: { 'roster-reason': reason } });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
  });
});

describe('bad callers', () => {
  const forged = (): readonly [string, Client][] => [
    ['no credentials', service.client()],
    ['a forged key', service.service('rk_forged')],
    ['an empty key', service.service('')],
    ['another scheme', new (ann.client.constructor as new (address: string, headers: object) => Client)(service.address, { authorization: 'Basic YTpi' })],
  ];
  const OPEN = ['/health', '/metrics', '/openapi.json', '/docs', '/dev/', '/console', '/v1/sign-ups', '/v1/password-resets', '/v1/invitations', '/v1/email-changes', '/.well-known'];

  it('get 401 from every route that is not open', async () => {
    const closed = routes.filter(
      ({ method, path }) => path !== '/' && !OPEN.some((open) => path.startsWith(open)) && !(method === 'POST' && path === '/v1/sessions'),
    );
    expect(closed.length).toBeGreaterThan(25);
    for (const [what, caller] of forged()) {
      for (const { method, path } of closed) {
        const answer = await caller.send(method, filled(path), method === 'GET' || method === 'DELETE' ? undefined : {});
        expect([what, method, path, answer.status, answer.body.code]).toEqual([what, method, path, 401, 'unauthenticated']);
      }
    }
  }, 60_000);

  it('a page of another origin cannot use a session', async () => {
    const path = `/v1/workspaces/${ann.workspaceId}/inboxes`;
    for (const headers of [{ origin: 'https://evil.test' }, { origin: 'null' }]) {
      const answer = await ann.client.post(path, { name: 'Evil' }, { headers });
      expect([answer.status, answer.body.code]).toEqual([403, 'origin_refused']);
    }
  });

  it('[R-2] a plain user is refused wherever a capability is needed', async () => {
    const inside = `/v1/workspaces/${ann.workspaceId}`;
    const attempts: readonly (readonly [string, string, object?])[] = [
      ['GET', '/members'],
      ['GET', `/members/${ann.memberId}`],
      ['POST', '/invitations', { email: 'x@y.test' }],
      ['POST', '/invitations/bulk', { invitations: [{ email: 'x@y.test' }] }],
      ['PUT', `/members/${ann.memberId}/role`, { role: 'user' }],
      ['PUT', `/members/${bo.memberId}/role`, { role: 'admin' }],
      ['PUT', `/members/${ann.memberId}/inboxes`, { inboxIds: [] }],
      ['PATCH', `/members/${ann.memberId}/profile`, { name: 'x' }],
      ['POST', `/members/${ann.memberId}/email`, { email: 'x@y.test' }],
      ['POST', `/members/${ann.memberId}/password-reset`],
      ['GET', `/members/${ann.memberId}/removal-preview`],
      ['POST', `/members/${ann.memberId}/removal`, { transferTo: bo.memberId }],
      ['POST', `/members/${ann.memberId}/invitation/resending`],
      ['DELETE', `/members/${ann.memberId}/invitation`],
      ['PATCH', '', { name: 'x' }],
      ['POST', '/inboxes', { name: 'x' }],
      ['PATCH', `/inboxes/${randomUUID()}`, { name: 'x' }],
      ['DELETE', `/inboxes/${randomUUID()}`],
      ['POST', '/domains', { domain: 'x.test' }],
      ['PATCH', '/domains/x.test', { autoJoin: false }],
      ['DELETE', '/domains/x.test'],
      ['GET', '/members?asOf=2026-01-01T00:00:00Z'],
      ['GET', '/history'],
      ['GET', '/history?format=csv'],
      ['GET', '/history/difference?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z'],
      ['GET', '/history/verification'],
      ['GET', '/history/bundle'],
    ];
    for (const [method, path, body] of attempts) {
      const answer = await bo.client.send(method, inside + path, body);
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 403, 'capability_required']);
    }
    const owner = await bo.client.put(`${inside}/owner`, { memberId: bo.memberId });
    expect(owner.body).toMatchObject({ status: 403, code: 'owner_only' });
    const ended = await bo.client.delete(inside, { password: PASSWORD });
    expect(ended.body).toMatchObject({ status: 403, code: 'owner_only' });
  });
});

it('nothing of all this was an error of the service', () => {
  expect(service.log).not.toMatch(/"level":50/);
  expect(service.log).not.toContain('internal_error');
});
