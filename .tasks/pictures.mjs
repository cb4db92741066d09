import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, chromium, fail, install, root } from './shared.mjs';

/**
 * Pictures of every page of the console, at 1440 and 390 px, light and dark, of a company that has a past.
 *
 *   npm run pictures
 *   npm run pictures -- --only users     those whose name has this in it
 *   npm run pictures -- --readme         the two of the README: what is in sight of a window
 */
const FULL = {
  out: join(root, 'pictures'),
  sizes: [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ],
  schemes: ['light', 'dark'],
  names: undefined,
};
const README = { out: join(root, '.readme'), sizes: [{ width: 1200, height: 720 }], schemes: ['light'], names: ['users', 'billing'] };
const PASSWORD = 'plum-otter-lantern-42';
const DAY = 86_400;
const PEOPLE = [
  'Ann Lindqvist', 'Bo Okafor', 'Cyra Haddad', "Dan O'Neill", 'Eve Marchetti', 'Femi Adébáyọ̀', 'Grace Tan', 'Hiro Sato',
  'Ines Duarte', 'Jonas Weber', 'Kavya Rao', 'Liam Byrne', 'نور الدين', 'Olga Petrova', 'Pedro Alves', 'Quinn Baker',
];
const JOBS = ['Head of Support', 'Customer Success Manager', 'Support Engineer', 'Account Executive', 'Operations'];

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, main: { type: 'string' }, readme: { type: 'boolean' } } });
const series = values.readme ? README : FULL;
const chromiumPath = chromium();
if (!chromiumPath) fail('The pictures are taken with Chromium, and it is not here: set CHROMIUM to its path.');
install();
if (values.main === undefined) build();
const playwright = await import('playwright-core');

const directory = mkdtempSync(join(tmpdir(), 'roster-pictures-'));
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
let sent = 0;
try {
  const company = await past();
  const stop = await serve(0);
  await present(company);
  await takeAll(company);
  await stop();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** What happened in the last weeks: the service is run as of then. */
async function past() {
  let stop = await serve(-75 * DAY);
  const ann = await signUp(PEOPLE[0]);
  const workspaceId = ann.body.workspaceId;
  const under = `/v1/workspaces/${workspaceId}`;
  await call(ann, 'PATCH', under, { name: 'Acme' });
  const inboxes = [];
  for (const name of ['Support', 'Sales', 'Billing questions']) inboxes.push((await call(ann, 'POST', `${under}/inboxes`, { name })).body.inboxId);
  const members = [ann];
  for (const name of PEOPLE.slice(1, 7)) members.push(await signUp(name));
  await stop();

  stop = await serve(-40 * DAY);
  await signIn(ann);
  for (const name of PEOPLE.slice(7, 13)) members.push(await signUp(name));
  await call(ann, 'PUT', `${under}/members/${members[1].body.memberId}/role`, { role: 'admin' }, 'Bo runs the team from May on');
  await call(ann, 'POST', `${under}/invitations`, { email: 'gita@partner.example', role: 'user', inboxIds: [inboxes[0]] });
  await work(under, inboxes[0], members[4].body.memberId);
  await stop();

  stop = await serve(-9 * DAY);
  await signIn(ann);
  for (const name of PEOPLE.slice(13)) members.push(await signUp(name));
  for (const [index, member] of members.entries()) {
    if (index % 5 === 3) continue;
    await signIn(member);
    await call(member, 'PATCH', '/v1/me/profile', { jobTitle: JOBS[index % JOBS.length] });
  }
  await call(ann, 'POST', `${under}/members/${members[5].body.memberId}/removal`, { transferTo: members[1].body.memberId }, 'Left the company');
  await stop();
  return { ann, bo: members[1], eve: members[4], workspaceId, under };
}

async function present({ ann, under }) {
  await signIn(ann);
  await call(ann, 'POST', `${under}/invitations`, { email: 'hugo@partner.example', role: 'admin' }, 'Will lead support in Lisbon');
}

function pagesOf({ workspaceId, bo, eve }, token) {
  const base = `/workspaces/${workspaceId}`;
  const ofBo = `${base}/users/${bo.body.memberId}`;
  const aWhileAgo = new Date(Date.now() - 45 * DAY * 1000).toISOString();
  return [
    { name: 'sign-up', path: '/sign-up' },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'reset', path: '/reset' },
    { name: 'verify', path: '/verify#token=a' },
    { name: 'invitation', path: `/invitation#token=${token}` },
    { name: 'home', path: '/', signedIn: true },
    { name: 'users', path: `${base}/users`, signedIn: true },
    { name: 'users-filtered', path: `${base}/users?state=invited`, signedIn: true },
    { name: 'users-nobody', path: `${base}/users?search=zzz`, signedIn: true },
    { name: 'users-past', path: `${base}/users?asOf=${aWhileAgo}`, signedIn: true },
    { name: 'invite', path: `${base}/users/invite`, signedIn: true },
    { name: 'member', path: ofBo, signedIn: true },
    { name: 'member-access', path: `${ofBo}/access`, signedIn: true },
    { name: 'member-password', path: `${ofBo}/password`, signedIn: true },
    { name: 'member-history', path: `${ofBo}/history`, signedIn: true },
    { name: 'member-remove', path: `${base}/users/${eve.body.memberId}/remove`, signedIn: true },
    { name: 'workspace', path: `${base}/settings`, signedIn: true },
    { name: 'billing', path: `${base}/billing`, signedIn: true },
    { name: 'history', path: `${base}/history`, signedIn: true },
    { name: 'history-past', path: `${base}/history?at=${aWhileAgo}`, signedIn: true },
    { name: 'settings', path: '/settings', signedIn: true },
  ].filter(({ name }) => name.includes(values.only) && (series.names?.includes(name) ?? true));
}

async function takeAll(company) {
  mkdirSync(series.out, { recursive: true });
  const browser = await playwright.chromium.launch({ executablePath: chromiumPath });
  const pages = pagesOf(company, await tokenTo('hugo@partner.example', 'invitation'));
  for (const viewport of series.sizes) {
    for (const colorScheme of series.schemes) {
      for (const { name, path, signedIn } of pages) {
        const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', locale: 'en-GB' });
        if (signedIn) await context.addCookies([{ ...company.ann.cookie, url: address }]);
        const page = await context.newPage();
        page.on('console', (note) => note.type() === 'error' && console.error(`${name}: ${note.text()}`));
        await page.goto(address + path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle').catch(() => undefined);
        await page.waitForFunction('document.querySelector("[aria-busy=true]") === null');
        const file = values.readme ? `${name}.png` : `${name}-${viewport.width}-${colorScheme}.png`;
        await page.screenshot({ path: join(series.out, file), fullPage: !values.readme });
        await context.close();
      }
    }
  }
  await browser.close();
  console.log(`${pages.length * series.sizes.length * series.schemes.length} pictures in ${series.out}`);
}

/** Starts the service so many seconds from now; gives how to stop it. */
async function serve(offset) {
  const main = values.main ?? join(root, 'dist/apps/api/main.js');
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: directory,
      ROSTER_RATE_LIMITS: 'off',
      ROSTER_CLOCK_OFFSET: String(offset),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => String(text).includes(address) && resolve());
    ended.then((status) => reject(new Error(`The service ended with ${status}.`)));
  });
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

async function signUp(name) {
  const email = `${name.normalize('NFD').replace(/[^a-z ]/gi, '').trim().toLowerCase().replace(/ +/g, '.') || 'noor'}@acme.example`;
  const person = { name, email };
  await call(person, 'POST', '/v1/sign-ups', { email, password: PASSWORD, name });
  const { body } = await call(person, 'POST', '/v1/sign-ups/verification', { token: await tokenTo(email, 'verify') });
  return Object.assign(person, { body });
}

async function signIn(person) {
  await call(person, 'POST', '/v1/sessions', { email: person.email, password: PASSWORD });
}

async function work(under, inboxId, assigneeId) {
  const service = { key: readFileSync(join(directory, 'service-key'), 'utf8').trim() };
  for (let index = 0; index < 24; index++) {
    const conversation = `${under}/conversations/0190a0f0-0000-7000-8000-0000000000${10 + index}`;
    const status = ['active', 'pending', 'closed'][index % 3];
    await call(service, 'PUT', conversation, { inboxId, subject: `Question ${index + 1}`, assigneeId, status });
  }
}

async function call(caller, method, path, body, why) {
  const headers = { 'content-type': 'application/json', origin: address, 'idempotency-key': `picture-${sent++}-${Date.now()}` };
  if (caller.cookie) headers.cookie = `${caller.cookie.name}=${caller.cookie.value}`;
  if (caller.key) headers.authorization = `Bearer ${caller.key}`;
  if (why) headers['roster-reason'] = encodeURIComponent(why);
  const answer = await fetch(address + path, { method, headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  const [cookie] = answer.headers.getSetCookie();
  if (cookie) {
    const [pair] = cookie.split(';');
    caller.cookie = { name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) };
  }
  return { body: text === '' ? undefined : JSON.parse(text) };
}

/** Of the newest link of a kind in the mails to somebody. */
async function tokenTo(email, page) {
  const link = new RegExp(`/${page}#token=(?:3D)?([A-Za-z0-9._-]+)`);
  const outbox = join(directory, 'outbox');
  for (let tries = 0; tries < 200; tries++) {
    for (const file of existsSync(outbox) ? readdirSync(outbox).sort().reverse() : []) {
      const text = readFileSync(join(outbox, file), 'utf8').replace(/=\r?\n/g, '');
      const token = text.includes(email) ? link.exec(text)?.[1] : undefined;
      if (token) return token;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`No link to ${page} came to ${email}.`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
