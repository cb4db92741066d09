import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { CALLERS, createHttpApp, openApiDocument, READ_MODELS, ROSTER_SECRET, SEAT_DELTA, VAULT } from '#libs/http';
import { ConsoleFiles } from './console-files.js';
import { ConsoleController } from './console.controller.js';

const WORKSPACE = '/workspaces/0190a0f0-0000-7000-8000-0000000000ac';
const PAGES = [
  '/',
  '/sign-up',
  '/sign-in',
  '/verify',
  '/invitation',
  '/reset',
  '/confirm-email',
  '/approve-email',
  '/settings',
  WORKSPACE,
  `${WORKSPACE}/users`,
  `${WORKSPACE}/users/invite`,
  `${WORKSPACE}/users/0190a0f0-0000-7000-8000-0000000000ad/remove`,
];

/** As the build makes them: a page with places for the nonce, and beside it what it loads. */
const INDEX = '<meta property="csp-nonce" nonce="%NONCE%"><script type="module" src="/console/assets/index-abc.js" nonce="%NONCE%"></script>';
const SCRIPT = 'console.log("the console");'.repeat(100);
const STYLE = 'h1 { margin: 0 }';
const folder = mkdtempSync(join(tmpdir(), 'roster-console-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), INDEX);
writeFileSync(join(folder, 'secret.js'), 'not to be served');
writeFileSync(join(folder, 'assets/index-abc.js'), SCRIPT);
writeFileSync(join(folder, 'assets/index-abc.js.br'), brotliCompressSync(SCRIPT));
writeFileSync(join(folder, 'assets/index-abc.js.gz'), gzipSync(SCRIPT));
writeFileSync(join(folder, 'assets/index-def.css'), STYLE);

/** The kernel's own needs; the console asks for none of them. */
@Global()
@Module({
  controllers: [ConsoleController],
  providers: [
    { provide: ConsoleFiles, useFactory: () => new ConsoleFiles(pathToFileURL(`${folder}/`)) },
    { provide: CALLERS, useValue: { session: () => Promise.resolve(null), service: () => null, mayKnowOf: () => Promise.resolve(true) } },
    ...[VAULT, READ_MODELS, SEAT_DELTA].map((provide) => ({ provide, useValue: {} })),
    { provide: ROSTER_SECRET, useValue: 'a secret of this test' },
  ],
  exports: [CALLERS, VAULT, READ_MODELS, SEAT_DELTA, ROSTER_SECRET],
})
class ConsoleModule {}

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await createHttpApp(ConsoleModule, { logger: pino({ level: 'silent' }), publicUrl: 'http://127.0.0.1:3000' });
  await app.init();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const assetUrl = (name: string): string => `/console/assets/${name}`;

it.each(PAGES)('the page %s is the console, under a strict policy', async (url) => {
  const { statusCode, headers, body } = await app.inject({ url });
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  const nonce = /nonce="([^"%]+)"/.exec(body)?.[1] ?? '';
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(body).toBe(INDEX.replaceAll('%NONCE%', nonce));
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; ` +
      "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  );
});

it('no two answers have the same nonce', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => app.inject({ url: '/' })));
  expect(new Set(answers.map(({ headers }) => headers['content-security-policy'])).size).toBe(20);
});

it('a page opens with parameters that a mail program added to its link, and with a slash at its end', async () => {
  for (const url of ['/verify?utm_source=mail&utm_source=again', '/verify/']) {
    expect((await app.inject({ url })).statusCode).toBe(200);
  }
});

it('a page opens with a cookie that is no session (any more)', async () => {
  const answer = await app.inject({ url: '/', headers: { cookie: 'roster_session=old' } });
  expect(answer.statusCode).toBe(200);
});

it('scripts and styles are kept for good, since their names change with their content', async () => {
  for (const [name, type, content] of [
    ['index-abc.js', 'text/javascript; charset=utf-8', SCRIPT],
    ['index-def.css', 'text/css; charset=utf-8', STYLE],
  ] as const) {
    const { statusCode, headers, body } = await app.inject({ url: assetUrl(name) });
    expect([statusCode, body]).toEqual([200, content]);
    expect(headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
    expect(headers['content-encoding']).toBeUndefined();
  }
});

it('what was compressed by the build is sent so to who takes it, in the best form', async () => {
  const sent = (accepted: string) =>
    app.inject({ url: assetUrl('index-abc.js'), headers: { 'accept-encoding': accepted } });
  const brotli = await sent('gzip, deflate, br');
  expect([brotli.headers['content-encoding'], brotliDecompressSync(brotli.rawPayload).toString()]).toEqual(['br', SCRIPT]);
  const gzip = await sent('gzip');
  expect([gzip.headers['content-encoding'], gunzipSync(gzip.rawPayload).toString()]).toEqual(['gzip', SCRIPT]);
  const style = await app.inject({ url: assetUrl('index-def.css'), headers: { 'accept-encoding': 'br' } });
  expect([style.headers['content-encoding'], style.body]).toEqual([undefined, STYLE]);
});

it('a script is not sent again to who has it, and is to who has another', async () => {
  const url = assetUrl('index-abc.js');
  const etag = String((await app.inject({ url })).headers.etag);
  expect(etag).toMatch(/^"[\w-]{43}"$/);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const { statusCode, body } = await app.inject({ url, headers: { 'if-none-match': known } });
    expect([statusCode, body]).toEqual([304, '']);
  }
  for (const known of ['"other"', '', etag.slice(1, -1)]) {
    expect((await app.inject({ url, headers: { 'if-none-match': known } })).statusCode).toBe(200);
  }
});

it('HEAD answers without a body', async () => {
  const { statusCode, headers, body } = await app.inject({ method: 'HEAD', url: '/sign-in' });
  expect([statusCode, headers['content-type'], body]).toEqual([200, 'text/html; charset=utf-8', '']);
});

it.each([
  '/console/assets/unknown.js',
  '/console/assets/index-abc.js.br',
  '/console/assets/',
  '/console/assets/constructor',
  '/console/assets/__proto__',
  '/console/assets/INDEX-ABC.JS',
  '/console/assets/index-abc.js/more',
  '/console/assets/..%2fsecret.js',
  '/console/assets/../secret.js',
  '/console/assets/..%5csecret.js',
  '/console/assets/%2e%2e/secret.js',
  '/console/assets/%2e%2e%2fsecret.js',
  '/console/assets//etc/passwd',
  '/console/assets/%2fetc%2fpasswd',
  '/console/assets/file:%2f%2f%2fetc%2fpasswd',
  '/console/secret.js',
  '/console/index.html',
  '/unknown',
  '/workspaces',
  '/verify/more',
])('%s is not there', async (url) => {
  const { statusCode, headers, body } = await app.inject({ url });
  expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json']);
  expect(JSON.parse(body)).toMatchObject({ status: 404, code: 'not_found' });
});

it('a name that ends in NUL is refused', async () => {
  const { statusCode, json } = await app.inject({ url: '/console/assets/index-abc.js%00' });
  expect([statusCode, json<{ code: string }>().code]).toEqual([400, 'malformed_request']);
});

it('a page takes no POST', async () => {
  expect((await app.inject({ method: 'POST', url: '/verify', payload: { token: 'x' } })).statusCode).toBe(404);
});

it('where the build left no page, it says so at once', () => {
  expect(() => new ConsoleFiles(pathToFileURL(`${folder}/assets/`))).toThrow(/index.html/);
});

it('the routes are documented', () => {
  const { paths } = openApiDocument(app);
  expect(Object.keys(paths as object)).toEqual(expect.arrayContaining(['/', '/console/assets/{file}']));
});
