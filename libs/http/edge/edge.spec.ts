import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACME, ANN, COMMANDS, createSampleApp, memoryLog } from '../spec/sample-app.js';
import { type Answered } from './request-log.js';

const { logger, lines } = memoryLog();
const members = `/v1/workspaces/${ACME}/members`;
let app: NestFastifyApplication;

beforeAll(async () => {
  app = await createSampleApp({ logger });
  await app.init();
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(() => app.close());

it('a request keeps the id it brings, where that is a plain one', async () => {
  for (const id of ['a', 'A-Z_0.9', 'x'.repeat(64)]) {
    const answer = await app.inject({ url: '/v1/whoever', headers: { 'x-request-id': id } });
    expect(answer.headers['x-request-id']).toBe(id);
  }
});

it('a request gets an id of its own, a UUIDv7, where it brings none or an odd one', async () => {
  for (const id of [undefined, '', 'x'.repeat(65), 'a b', 'ä', '<script>']) {
    const answer = await app.inject({ url: '/v1/whoever', headers: id === undefined ? {} : { 'x-request-id': id } });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
  }
});

it.each([
  ['a success', '/v1/whoever', 200],
  ['a refusal', '/v1/me', 401],
  ['an unknown path', '/nowhere', 404],
  ['a path that does not decode', '/%zz', 400],
])('%s carries the security headers', async (_what, url, status) => {
  const { headers, statusCode } = await app.inject({ url });
  expect(statusCode).toBe(status);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  });
});

it('the log has one line a request: method, pattern, status, time and id, and nothing personal', async () => {
  await app.inject({
    method: 'PUT',
    url: `${members}/${ANN}/role?token=secret-query`,
    headers: { ...COMMANDS, cookie: 'roster_session=secret-cookie', 'x-request-id': 'r1' },
    payload: { role: 'secret-body' },
  });
  expect(lines).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      requestId: 'r1',
      method: 'PUT',
      route: '/v1/workspaces/:workspaceId/members/:memberId/role',
      status: 422,
      ms: expect.any(Number),
      msg: 'request',
    },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/secret|key-commands|0190a0f0/);
});

it('the log has a line for what has no route, without its address', async () => {
  await app.inject({ url: '/v1/nobody@acme.example' });
  await app.inject({ url: '/%zz?nobody@acme.example' });
  expect(lines).toMatchObject([{ status: 404 }, { status: 400 }]);
  expect(JSON.stringify(lines)).not.toContain('nobody');
});

it('whoever asks for it is told of every answer what the log is', async () => {
  const told: Answered[] = [];
  const own = await createSampleApp({ onAnswered: (answered) => told.push(answered) });
  await own.init();
  await own.inject({ url: members, headers: { ...COMMANDS, 'x-request-id': 'r1' } });
  await own.inject({ url: '/v1/nobody@acme.example' });
  await own.inject({ url: '/%zz?nobody@acme.example' });
  expect(told).toMatchObject([
    { requestId: 'r1', method: 'GET', route: '/v1/workspaces/:workspaceId/members', status: 200, ms: expect.any(Number) },
    { route: undefined, status: 404 },
    { status: 400 },
  ]);
  expect(JSON.stringify(told)).not.toContain('nobody');
  await own.close();
});

it('a slash at the end of a path makes no difference', async () => {
  const answer = await app.inject({ url: `${members}/`, headers: COMMANDS });
  expect(answer.statusCode).toBe(200);
});

it('HEAD answers as GET, without a body', async () => {
  const answer = await app.inject({ method: 'HEAD', url: members, headers: COMMANDS });
  expect([answer.statusCode, answer.body]).toEqual([200, '']);
});

it('a body over the limit is refused on a real connection before it was sent in whole', async () => {
  const own = await createSampleApp();
  await own.listen(0, '127.0.0.1');
  const answer = await fetch(`${await own.getUrl()}${members}`, {
    method: 'POST',
    headers: { ...COMMANDS, 'content-type': 'application/json' },
    body: new Uint8Array(1024 * 1024 + 1),
  });
  expect(await answer.json()).toMatchObject({ status: 413, code: 'body_too_large' });
  await own.close();
});

it('an application that cannot start says why', async () => {
  await expect(createSampleApp({ publicUrl: 'nonsense' })).rejects.toThrow('Invalid URL');
});
