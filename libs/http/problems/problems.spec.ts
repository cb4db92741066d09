import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACME, ANN, COMMANDS, createSampleApp, ELSEWHERE, HISTORY, memoryLog } from '../spec/sample-app.js';

const { logger, lines } = memoryLog();
let app: NestFastifyApplication;

beforeAll(async () => {
  app = await createSampleApp({ logger });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

const JSON_BODY = { 'content-type': 'application/json' };
const members = `/v1/workspaces/${ACME}/members`;
const role = `${members}/${ANN}/role`;
const deep = '['.repeat(100_000);
const nested = `${deep}${']'.repeat(100_000)}`;

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** Asks, and expects a whole problem document. @param path one that must be among its `errors` */
async function expectProblem(request: Request, status: number, code: string, path?: string): Promise<void> {
  const answer = await app.inject({ headers: {}, ...request });
  const problem = answer.json<Record<string, unknown>>();
  expect(problem).toMatchObject({ status, code, type: `urn:roster:problem:${code}` });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(problem['title']).toMatch(/^[A-Z]/);
  expect(problem['detail']).toMatch(/\.$/);
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  const errors = (problem['errors'] ?? []) as readonly { readonly path: string }[];
  if (path !== undefined) expect(errors.map((error) => error.path)).toContain(path);
}

describe('[S-7] a workspace that is not there for whoever asks', () => {
  const elsewhere = (url: string) => url.replace(ACME, ELSEWHERE);

  it.each([
    ['a body with an unknown field', { method: 'POST', url: members, body: '{"name":"Bo","surprise":1}' }],
    ['a body where none is expected', { method: 'POST', url: `${members}/sweeping`, body: '{"surprise":1}' }],
    ['an unknown parameter', { method: 'GET', url: `${members}?surprise=1` }],
    ['a position that is none', { method: 'GET', url: members, headers: { 'roster-min-position': 'x' } }],
  ] as const)('is not there for %s either', async (_what, request) => {
    const headers = { ...COMMANDS, ...('body' in request ? JSON_BODY : {}), ...('headers' in request ? request.headers : {}) };
    await expectProblem({ ...request, headers }, 422, 'invalid_request');
    await expectProblem({ ...request, headers, url: elsewhere(request.url) }, 404, 'not_found');
  });
});

describe('a bad body', () => {
  const add = { method: 'POST', url: members, headers: { ...COMMANDS, ...JSON_BODY } } as const;

  it.each([
    ['is cut off', '{"name":', 400, 'malformed_json'],
    ['is nonsense bytes', Buffer.from([0xff, 0xfe, 0]), 400, 'malformed_json'],
    ['has __proto__', '{"__proto__":{"a":1},"name":"Bo"}', 400, 'malformed_json'],
    ['has __proto__ deep inside', '{"name":{"a":[{"__proto__":1}]}}', 400, 'malformed_json'],
    ['has constructor.prototype', '{"constructor":{"prototype":{}}}', 400, 'malformed_json'],
    ['does not end', deep, 400, 'malformed_json'],
    ['is over 1 MiB', `"${'x'.repeat(1024 * 1024)}"`, 413, 'body_too_large'],
  ])('%s', async (_what, body, status, code) => {
    await expectProblem({ ...add, body }, status, code);
  });

  it.each([
    ['has constructor', '{"constructor":1,"name":"Bo"}', 'constructor'],
    ['is nested deeply', nested, ''],
    ['is null', 'null', ''],
    ['is a list', '[]', ''],
    ['is empty', '', 'name'],
    ['has an unknown field', '{"name":"Bo","admin":true}', 'admin'],
    ['has a field of another type', '{"name":7}', 'name'],
    ['has a line break in a name', '{"name":"Bo\\r\\nBcc: x"}', 'name'],
    ['has NUL in a name', '{"name":"Bo\\u0000"}', 'name'],
    ['has half a character in a name', '{"name":"\\ud800"}', 'name'],
  ])('%s', async (_what, body, path) => {
    await expectProblem({ ...add, body }, 422, 'invalid_request', path);
  });

  it('is missing', async () => {
    await expectProblem({ method: 'POST', url: members, headers: COMMANDS }, 422, 'invalid_request', 'name');
  });

  it('is nested deeply, and has an Idempotency-Key', async () => {
    const headers = { ...add.headers, 'idempotency-key': 'deep' };
    await expectProblem({ ...add, headers, body: `{"name":${nested}}` }, 422, 'invalid_request');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml', '????'])(
    'is %s',
    async (type) => {
      const headers = { ...COMMANDS, 'content-type': type };
      await expectProblem({ method: 'POST', url: members, headers, body: 'name=Bo' }, 415, 'unsupported_media_type');
    },
  );

  it.each([
    ['{"force":true}', 'force'],
    ['"force"', ''],
    ['[]', ''],
  ])('stands where none is taken: %s', async (body, path) => {
    await expectProblem({ ...add, url: `${members}/sweeping`, body }, 422, 'invalid_request', path);
  });

  it('is not JSON, at a path that is not there', async () => {
    await expectProblem({ method: 'POST', url: '/v2', headers: JSON_BODY, body: '{' }, 400, 'malformed_json');
  });
});

describe('a bad query', () => {
  it.each([
    ['sort=name', 'sort'],
    ['dryRun=true', 'dryRun'],
    ['limit=1&limit=2', 'limit'],
    ['__proto__=1', '__proto__'],
    ['cursor=abc', 'cursor'],
    ['cursor=', 'cursor'],
    ...['0', '201', '-1', '1.5', '1e2', '0x10', '', '+5', 'NaN', '%D9%A3'].map((limit) => [`limit=${limit}`, 'limit']),
  ])('?%s', async (query, path) => {
    await expectProblem({ method: 'GET', url: `${members}?${query}`, headers: COMMANDS }, 422, 'invalid_request', path);
  });

  it('stands where none is taken', async () => {
    await expectProblem({ method: 'GET', url: '/v1/history?x=1', headers: HISTORY }, 422, 'invalid_request', 'x');
  });

  it.each([
    ['force=1', 'force'],
    ['dryRun=yes', 'dryRun'],
    ['dryRun=', 'dryRun'],
    ['dryRun=true&dryRun=true', 'dryRun'],
  ])('of a command: ?%s', async (query, path) => {
    const request = { method: 'POST', url: `${members}/sweeping?${query}`, headers: COMMANDS } as const;
    await expectProblem(request, 422, 'invalid_request', path);
  });
});

describe('a bad path', () => {
  it.each([
    ['an id that is no UUID', '7', 404, 'not_found'],
    ['an id that tries to climb', '..%2f..%2fadmin', 404, 'not_found'],
    ['an id of 400 characters', 'a'.repeat(400), 404, 'not_found'],
    ['no id', '', 404, 'not_found'],
    ['NUL', '%00', 400, 'malformed_request'],
    ['what does not decode', '%zz', 400, 'malformed_request'],
    ['what is not UTF-8', '%ff', 400, 'malformed_request'],
  ])('has %s', async (_what, part, status, code) => {
    const headers = { ...COMMANDS, ...JSON_BODY };
    const request = { method: 'PUT', url: `${members}/${part}/role`, headers, body: '{"role":"user"}' } as const;
    await expectProblem(request, status, code);
  });

  it.each([
    ['is not there', 'GET', '/v2/nothing', 404, 'not_found'],
    ['is there for another method', 'DELETE', role, 404, 'not_found'],
    ['is asked by a preflight', 'OPTIONS', role, 404, 'not_found'],
    ['does not decode', 'GET', '/%zz', 400, 'malformed_request'],
    ['has NUL in its query', 'GET', `${members}?search=%00`, 400, 'malformed_request'],
    ['has a query that does not decode', 'GET', `${members}?search=%zz`, 400, 'malformed_request'],
  ] as const)('%s', async (_what, method, url, status, code) => {
    await expectProblem({ method, url, headers: COMMANDS }, status, code);
  });
});

describe('a bad header', () => {
  it.each([
    ['an empty key', 'Idempotency-Key', ''],
    ['a key of 129 characters', 'Idempotency-Key', 'k'.repeat(129)],
    ['a key that is not ASCII', 'Idempotency-Key', 'schlüssel'],
    ['a reason that does not decode', 'Roster-Reason', '100%'],
    ['a reason that is not UTF-8', 'Roster-Reason', '%ff'],
    ['a reason that is not encoded', 'Roster-Reason', 'läuft aus'],
    ['a reason of 501 characters', 'Roster-Reason', 'x'.repeat(501)],
    ['a reason with NUL', 'Roster-Reason', 'x%00'],
    ['a tag without quotation marks', 'If-Match', '7'],
    ['several tags', 'If-Match', '"1", "2"'],
    ['a member that is no UUID', 'Roster-On-Behalf-Of', 'bo'],
  ])('has %s', async (_what, name, value) => {
    const headers = { ...COMMANDS, ...JSON_BODY, [name.toLowerCase()]: value };
    const request = { method: 'PUT', url: role, headers, body: '{"role":"admin"}' } as const;
    await expectProblem(request, 422, 'invalid_request', name);
  });

  it('has a position that is none', async () => {
    const headers = { ...COMMANDS, 'roster-min-position': '12' };
    await expectProblem({ method: 'GET', url: members, headers }, 422, 'invalid_request', 'Roster-Min-Position');
  });

  it.each(['Bearer nothing', 'Bearer ', 'Bearer', 'Basic YTpi', undefined])('has bad credentials: %s', async (text) => {
    const headers = text === undefined ? {} : { authorization: text };
    await expectProblem({ method: 'GET', url: members, headers }, 401, 'unauthenticated');
  });
});

it('a refusal brings its remedy and its further members, which cannot take the place of the usual ones', async () => {
  const answer = await app.inject({ url: '/v1/reason' });
  expect(answer.json()).toEqual({
    type: 'urn:roster:problem:last_admin',
    title: 'Last admin',
    status: 409,
    code: 'last_admin',
    detail: 'A workspace needs an admin.',
    remedy: 'Promote somebody else first.',
    admins: 1,
  });
});

it('an error of ours tells an id alone, under which the log has the error, without addresses', async () => {
  lines.length = 0;
  const answer = await app.inject({ url: '/v1/failure', headers: { 'x-request-id': 'look-for-me' } });
  const { id, ...problem } = answer.json<Record<string, unknown>>();
  expect(problem).toEqual({
    type: 'urn:roster:problem:internal_error',
    title: 'Internal error',
    status: 500,
    code: 'internal_error',
    detail: 'Something went wrong on our side.',
  });
  expect(answer.body).not.toContain('inner detail');
  const line = lines.find((entry) => entry['id'] === id);
  const error = { type: 'TypeError', message: 'inner detail with …' };
  expect(line).toMatchObject({ level: 50, requestId: 'look-for-me', error });
  expect(JSON.stringify(line)).toMatch(/sample\.controller/);
  expect(JSON.stringify(lines)).not.toContain('acme.example');
});

it('a failure leaves no cookie and no tag of the answer that was not given, and says when to ask again', async () => {
  lines.length = 0;
  const { headers, statusCode } = await app.inject({ url: '/v1/half-done' });
  expect([statusCode, headers['retry-after']]).toEqual([503, '1']);
  for (const name of ['set-cookie', 'etag', 'location']) expect(headers).not.toHaveProperty(name);
  expect(lines[0]).toMatchObject({ level: 40, code: 'event_log_unavailable', cause: { message: 'EIO' } });
});

describe('what never becomes a request is answered with a problem document too', () => {
  const chunked = 'Host: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked';
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'malformed_request'],
    ['an unknown method', 'FROB / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'malformed_request'],
    ['headers over the limit', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
    ['no Host', 'GET /v1/whoever HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'malformed_request'],
    ['a bad chunk', `POST /v1/preview HTTP/1.1\r\n${chunked}\r\n\r\nzz\r\n`, 400, 'malformed_request'],
  ])('%s', async (_title, request, status, code) => {
    const [head = '', body = ''] = (await exchange(request)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });
});

/** Sends bytes, gives all that comes until the connection closes. */
function exchange(request: string): Promise<string> {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}
