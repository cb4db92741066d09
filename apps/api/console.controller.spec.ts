import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { CALLERS, createHttpApp, openApiDocument, READ_MODELS, ROSTER_SECRET, SEAT_DELTA, VAULT } from '#libs/http';
import { ASSETS, CONSOLE_FOLDER } from './console-files.js';
import { ConsoleController } from './console.controller.js';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
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
  '/workspaces/0190a0f0-0000-7000-8000-0000000000ac',
];

/** The kernel's own needs; the console asks for none of them. */
@Global()
@Module({
  controllers: [ConsoleController],
  providers: [
    { provide: CALLERS, useValue: { session: () => Promise.resolve(null), service: () => null } },
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
afterAll(() => app.close());

const source = (name: string): string => readFileSync(new URL(name, CONSOLE_FOLDER), 'utf8');

it.each(PAGES)('the page %s is the console, under a strict policy', async (url) => {
  const { statusCode, headers, body } = await app.inject({ url });
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(body).toBe(source('index.html'));
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

it.each(ASSETS)('%s is served as it is, with its type, under the same policy', async (name) => {
  const { statusCode, headers, body } = await app.inject({ url: `/console/${name}` });
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'content-type': name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  expect(body).toBe(source(name));
});

it('every file of the folder is served, and what the files load is there', () => {
  expect([...ASSETS, 'index.html'].sort()).toEqual(readdirSync(CONSOLE_FOLDER).sort());
  const loaded = [
    ...[...source('index.html').matchAll(/"\/console\/([^"]+)"/g)].map(([, name]) => name),
    ...ASSETS.flatMap((asset) => [...source(asset).matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => name)),
  ];
  expect(loaded.length).toBeGreaterThan(ASSETS.length);
  expect(loaded.filter((name) => !ASSETS.some((asset) => asset === name))).toEqual([]);
});

it.each(['/', '/console/console.js'])('%s is not sent again to who has it, and is to who has another', async (url) => {
  const first = await app.inject({ url });
  const etag = String(first.headers.etag);
  expect(etag).toMatch(/^"[\w-]{43}"$/);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const { statusCode, headers, body } = await app.inject({ url, headers: { 'if-none-match': known } });
    expect([statusCode, body]).toEqual([304, '']);
    expect(headers).toMatchObject({ etag, 'cache-control': 'no-cache', 'content-security-policy': POLICY });
  }
  for (const known of ['"other"', '', etag.slice(1, -1)]) {
    expect((await app.inject({ url, headers: { 'if-none-match': known } })).statusCode).toBe(200);
  }
});

it('each file has a tag of its own', async () => {
  const answers = await Promise.all(ASSETS.map((name) => app.inject({ url: `/console/${name}` })));
  expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(ASSETS.length);
});

it('HEAD answers without a body', async () => {
  const { statusCode, headers, body } = await app.inject({ method: 'HEAD', url: '/sign-in' });
  expect([statusCode, headers['content-type'], body]).toEqual([200, 'text/html; charset=utf-8', '']);
});

it.each([
  '/console/unknown.js',
  '/console/index.html',
  '/console/',
  '/console/constructor',
  '/console/__proto__',
  '/console/CONSOLE.JS',
  '/console/console.js/more',
  '/console/../api/main.ts',
  '/console/..%2fapi%2fmain.ts',
  '/console/..%5capi%5cmain.ts',
  '/console/%2e%2e/%2e%2e/package.json',
  '/console/%2e%2e%2f%2e%2e%2fpackage.json',
  '/console//etc/passwd',
  '/console/%2fetc%2fpasswd',
  '/console/....//....//package.json',
  '/console/file:%2f%2f%2fetc%2fpasswd',
  '/unknown',
  '/workspaces',
  '/verify/more',
])('%s is not there', async (url) => {
  const { statusCode, headers, body } = await app.inject({ url });
  expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json']);
  expect(JSON.parse(body)).toMatchObject({ status: 404, code: 'not_found' });
});

it('a name that ends in NUL is refused', async () => {
  const { statusCode, json } = await app.inject({ url: '/console/console.js%00' });
  expect([statusCode, json<{ code: string }>().code]).toEqual([400, 'malformed_request']);
});

it('a page takes no POST', async () => {
  expect((await app.inject({ method: 'POST', url: '/verify', payload: { token: 'x' } })).statusCode).toBe(404);
});

it('scripts and page hold nothing that the policy, or a careless value, would trip over', () => {
  for (const name of [...ASSETS, 'index.html']) {
    const text = source(name);
    expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/);
    expect(text).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie/);
    expect(text).not.toMatch(/https?:\/\/|["'(]\/\//);
  }
  expect(source('index.html')).not.toMatch(/<style|<script(?! type="module" src=)|\son\w+=|style=/);
});

it('the routes are documented', () => {
  const { paths } = openApiDocument(app);
  expect(Object.keys(paths as object)).toEqual(expect.arrayContaining(['/', '/console/{file}']));
});
