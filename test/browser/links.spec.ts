import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { found, newDomain, PASSWORD, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** What somebody sees who clicks the link in an email, and the few pages around it. */

const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const NEW_PASSWORD = 'copper-heron-window-77';
const LINK = /http:\/\/\S+#token=([A-Za-z0-9._-]+)/;

jest.setTimeout(60_000);

let service: ServiceProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let requests: Request[];
let faults: string[];

beforeAll(async () => {
  const executablePath = CHROMIUM.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('No Chromium here: set CHROMIUM to its path.');
  service = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
  browser = await chromium.launch({ executablePath });
});
afterAll(async () => {
  await browser.close();
  await service.remove();
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-GB' });
  page = await context.newPage();
  requests = [];
  faults = [];
  page.on('request', (request) => requests.push(request));
  page.on('pageerror', (error) => faults.push(error.message));
  // The browser notes refusals that a page shows, too; anything else, as a breach of the policy, is a fault.
  page.on('console', (note) => {
    if (note.type() === 'error' && !note.text().startsWith('Failed to load resource')) faults.push(note.text());
  });
});
afterEach(async () => {
  await context.close();
  const here = [`${service.address}/`, 'data:'];
  const urls = requests.map((request) => request.url());
  const elsewhere = urls.filter((url) => !here.some((start) => url.startsWith(start)));
  const commands = requests.filter((request) => request.method() !== 'GET');
  const keys = commands.map((request) => request.headers()['idempotency-key']);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).not.toContain(undefined);
  expect(faults).toEqual([]);
  expect(elsewhere).toEqual([]);
});

const heading = () => page.getByRole('heading', { level: 1 });
const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const fill = (label: string | RegExp, text: string) => page.getByLabel(label, { exact: true }).fill(text);

async function shows(title: string | RegExp): Promise<void> {
  await heading().filter({ hasText: title }).waitFor();
}

async function goTo(path: string): Promise<void> {
  await page.goto(`${service.address}${path}`);
  await page.locator('main:not([aria-busy])').waitFor();
}

async function signIn(email: string, password = PASSWORD): Promise<void> {
  await goTo('/sign-in');
  await fill('Email address', email);
  await fill('Password', password);
  await press('Sign in');
  await shows('Your workspaces');
}

/** The link in the newest mail, as its text has it. */
async function linkTo(email: string, subject: RegExp): Promise<{ readonly url: string; readonly token: string }> {
  const { text } = await service.mailbox.mail(email, subject);
  const [url = '', token = ''] = LINK.exec(text) ?? [];
  return { url, token };
}

/** Opens a link as an email program does, and proves that this alone does nothing and leaves no token behind. */
async function openHarmlessly({ url, token }: { readonly url: string; readonly token: string }): Promise<void> {
  expect(token).not.toBe('');
  requests.length = 0;
  await page.goto(url);
  await page.locator('main:not([aria-busy])').waitFor();
  expect(requests.filter((request) => request.method() !== 'GET')).toEqual([]);
  expect(page.url()).toBe(url.slice(0, url.indexOf('#')));
  const kept = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])';
  expect(await page.evaluate(kept)).not.toContain(token);
  expect(await page.evaluate('history.state')).toBeNull();
  expect(await page.content()).not.toContain(token);
}

/** In whole: how many requests with a body carried the token; none may have it in its address. */
function timesSent(token: string): number {
  expect(requests.filter((request) => request.url().includes(token))).toEqual([]);
  return requests.filter((request) => request.postData()?.includes(token)).length;
}

async function newAdmin() {
  const admin = await found(service);
  return { ...admin, base: `/v1/workspaces/${admin.workspaceId}` };
}

describe('the links in emails', () => {
  it('[D-1] [D-2] a sign-up ends, by the link and a button, in a workspace of one’s own', async () => {
    const email = `ann@${newDomain()}`;
    await goTo('/sign-up');
    await fill('Your name', 'Ann');
    await fill('Email address', email);
    await fill('Password', 'short');
    await press('Sign up');
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await fill('Password', PASSWORD);
    await fill(/Name of your workspace/, 'Acme <b>');
    await press('Sign up');
    await shows('Look into your mailbox');

    const link = await linkTo(email, /confirm/i);
    await openHarmlessly(link);
    await press('Confirm my address');
    await shows('Your address is confirmed');
    expect(timesSent(link.token)).toBe(1);
    await page.getByRole('link', { name: 'Open the workspace' }).click();
    await shows('Acme <b>');
    await page.getByRole('rowheader', { name: /Ann.*You.*Owner/ }).waitFor();
  });

  it('a link’s page says what to do once it is loaded again, and takes another link put into its place', async () => {
    const emails = [`bo@${newDomain()}`, `cy@${newDomain()}`];
    for (const email of emails) await service.client().post('/v1/sign-ups', { email, password: PASSWORD, name: 'Bo' });
    const [first, second] = await Promise.all(emails.map((email) => linkTo(email, /confirm/i)));
    await openHarmlessly(first!);
    await page.reload();
    await page.getByText('Open that link again').waitFor();
    await openHarmlessly(second!);
    await press('Confirm my address');
    await shows('Your address is confirmed');
    expect([timesSent(first!.token), timesSent(second!.token)]).toEqual([0, 1]);
  });

  it('[I-5] an invited person without an account sees what it is about, makes an account and joins', async () => {
    const admin = await newAdmin();
    const email = `guest@${newDomain()}`;
    await admin.client.post(`${admin.base}/invitations`, { email, role: 'user' });
    const link = await linkTo(email, /invited/);
    await openHarmlessly(link);
    await press('Show the invitation');
    await page.getByText(`Ann invites you, ${email}, to join as User`).waitFor();
    await fill('Your name', 'Guest');
    await fill('Password', PASSWORD);
    await press('Accept the invitation');
    await page.getByText('This is your own entry.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/workspaces/${admin.workspaceId}`);
    expect(timesSent(link.token)).toBe(2);
  });

  it('[I-5] who is signed in as somebody else is told, and can go on with the right account', async () => {
    const admin = await newAdmin();
    const [guest, other] = [await found(service), await found(service)];
    await admin.client.post(`${admin.base}/invitations`, { email: guest.email });
    await signIn(other.email);
    await openHarmlessly(await linkTo(guest.email, /invited/));
    await press('Show the invitation');
    await page.getByText(`You are signed in as ${other.email}.`).waitFor();
    await press('Accept the invitation');
    await page.getByRole('alert').filter({ hasText: 'another address' }).waitFor();
    await press('Sign out and go on');
    await fill('Password of your account', PASSWORD);
    await press('Accept the invitation');
    await page.getByText('This is your own entry.').waitFor();
  });

  it('[I-7] a revoked invitation says so, with its remedy, and the focus is there', async () => {
    const admin = await newAdmin();
    const email = `guest@${newDomain()}`;
    const { body } = await admin.client.post(`${admin.base}/invitations`, { email });
    const link = await linkTo(email, /invited/);
    await admin.client.delete(`${admin.base}/members/${body.memberId}/invitation`);
    await openHarmlessly(link);
    await press('Show the invitation');
    const alert = page.getByRole('alert');
    await alert.filter({ hasText: /revoked.*Ask an admin/ }).waitFor();
    await until('the focus', async () => (await page.evaluate('document.activeElement.className')) === 'problem');
  });

  it('[C-2] a lost password is replaced by the link, which signs nobody in', async () => {
    const person = await found(service);
    await goTo('/sign-in');
    await page.getByRole('link', { name: 'I have lost my password' }).click();
    await shows('Reset your password');
    await fill('Email address', person.email);
    await press('Send me a link');
    await shows('Look into your mailbox');
    await openHarmlessly(await linkTo(person.email, /new password/));
    await fill('New password', NEW_PASSWORD);
    await press('Set password');
    await shows('Your new password counts');
    expect(await context.cookies()).toEqual([]);
    await signIn(person.email, NEW_PASSWORD);
  });

  it('[P-4] a new address counts once its own link was used', async () => {
    const person = await found(service);
    const email = `new@${newDomain()}`;
    await signIn(person.email);
    await page.getByRole('link', { name: 'Settings' }).click();
    await fill('New email address', email);
    await fill('Password', PASSWORD);
    await press('Change address');
    await page.getByRole('status').filter({ hasText: 'email to the new address' }).waitFor();
    await openHarmlessly(await linkTo(email, /confirm/i));
    await press('Confirm my new address');
    await page.getByText('The new address counts from now on').waitFor();
    await signIn(email);
  });

  it('[P-4] what an admin asks for waits for the approval of the present address', async () => {
    const admin = await newAdmin();
    const bo = await signUp(service, `bo@${admin.domain}`);
    const email = `new@${newDomain()}`;
    await admin.client.post(`${admin.base}/members/${bo.memberId}/email`, { email });
    await openHarmlessly(await linkTo(email, /confirm/i));
    await press('Confirm my new address');
    await page.getByText('The present address must approve').waitFor();
    await openHarmlessly(await linkTo(bo.email, /approve/i));
    await press('Approve the new address');
    await page.getByText('The new address counts from now on').waitFor();
  });
});

describe('the pages around them', () => {
  it('a page of one’s own asks for signing in first, and then is there', async () => {
    const admin = await newAdmin();
    await goTo(`/workspaces/${admin.workspaceId}`);
    await shows('Sign in');
    await fill('Email address', admin.email);
    await fill('Password', 'not the password');
    await press('Sign in');
    await page.getByRole('alert').filter({ hasText: 'Reset the password if it is lost' }).waitFor();
    await fill('Password', PASSWORD);
    await press('Sign in');
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    await press('Sign out');
    await shows('Sign in');
    expect(await context.cookies()).toEqual([]);
  });

  it('[R-3] [R-8] [R-9] a role is changed in the table once it is confirmed, with the guide beside it', async () => {
    const admin = await newAdmin();
    await signUp(service, `bo@${admin.domain}`);
    await signIn(admin.email);
    await goTo(`/workspaces/${admin.workspaceId}`);
    const warning = page.getByText('Only one admin has joined');
    await warning.waitFor();
    const role = page.getByLabel('Role of Bo');
    await role.selectOption('admin');
    await page.getByRole('dialog').getByText('Which role for whom?').click();
    await page.getByRole('dialog').getByText('Needs to configure templates and workflows.').first().waitFor();
    expect(await breaches()).toEqual([]);
    await press('Cancel');
    await until('the role as it was', async () => (await role.inputValue()) === 'user');
    await role.selectOption('admin');
    await press('Change role');
    await page.getByRole('status').filter({ hasText: 'Bo is now an admin.' }).waitFor();
    await warning.waitFor({ state: 'detached' });
    expect(await role.inputValue()).toBe('admin');
  });

  it('[R-6] an owner who steps down says who comes after, and then sees their own entry alone', async () => {
    const admin = await newAdmin();
    for (const local of ['bo', 'cy']) {
      const { memberId } = await signUp(service, `${local}@${admin.domain}`);
      await admin.client.put(`${admin.base}/members/${memberId}/role`, { role: 'admin' });
    }
    await signIn(admin.email);
    await goTo(`/workspaces/${admin.workspaceId}`);
    await page.getByLabel('Role of Ann').selectOption('user');
    await press('Change role');
    await page.getByLabel('New owner').selectOption({ label: 'Cy' });
    await press('Change role');
    await page.getByText('This is your own entry.').waitFor();
  });

  it('[S-2] what is read after a command waits for what the command wrote', async () => {
    const admin = await newAdmin();
    await signIn(admin.email);
    await page.getByRole('link', { name: 'Company' }).click();
    await fill('Email address', `guest@${newDomain()}`);
    const answered = page.waitForResponse((given) => given.url().endsWith('/invitations'));
    await press('Send invitation');
    const answer = await answered;
    await page.getByRole('status').filter({ hasText: 'is invited' }).waitFor();
    const position = answer.headers()['roster-position'];
    const later = requests.slice(requests.indexOf(answer.request()) + 1);
    const reads = later.filter((request) => request.resourceType() === 'fetch');
    expect(position).toBeDefined();
    expect(reads.map((request) => request.headers()['roster-min-position'])).toEqual([position, position]);
  });

  it('[I-1] [I-3] [I-4] an admin invites, resends and revokes', async () => {
    const admin = await newAdmin();
    const email = `guest@${newDomain()}`;
    await signIn(admin.email);
    await goTo(`/workspaces/${admin.workspaceId}`);
    await fill('Email address', email);
    await press('Send invitation');
    await page.getByRole('rowheader', { name: email }).waitFor();
    await press('Send invitation');
    await page.getByRole('alert').waitFor();
    await fill('Email address', email);
    await press('Send invitation');
    await page.getByRole('alert').filter({ hasText: 'invited already' }).waitFor();
    await press(/^Resend/);
    await page.getByRole('status').filter({ hasText: 'Earlier links no longer work' }).waitFor();
    await press(/^Resend/);
    await page.getByRole('alert').filter({ hasText: /once a minute.*Try again in/ }).waitFor();
    await press(/^Revoke/);
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('rowheader', { name: email }).waitFor({ state: 'detached' });
  });

  it('[T-3] the table is searched, and goes on page by page', async () => {
    const admin = await newAdmin();
    const domain = newDomain();
    const invitations = Array.from({ length: 60 }, (_, index) => ({ email: `guest-${index + 10}@${domain}` }));
    await admin.client.post(`${admin.base}/invitations/bulk`, { invitations });
    await signIn(admin.email);
    await goTo(`/workspaces/${admin.workspaceId}`);
    const rows = page.locator('tbody tr');
    expect(await rows.count()).toBe(50);
    await press('Load more');
    await until('all rows', async () => (await rows.count()) === 61);
    await fill('Name or email address', 'guest-17');
    await press('Search');
    await until('the row that was looked for', async () => (await rows.count()) === 1);
    await fill('Name or email address', 'nobody at all');
    await press('Search');
    await page.getByText('Nobody fits.').waitFor();
  });

  it.each(['light', 'dark'] as const)('every page is accessible and fits a narrow screen (%s)', async (colorScheme) => {
    const admin = await newAdmin();
    await admin.client.post(`${admin.base}/invitations`, { email: `${'guest'.repeat(12)}@${newDomain()}` });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const links = ['/reset#token=a', '/verify#token=a', '/invitation#token=a'];
    const open = ['/sign-in', '/sign-up', '/reset', '/verify', ...links];
    const workspaces = [admin.workspaceId, '0190a0f0-0000-7000-8000-0000000000ac'].map((id) => `/workspaces/${id}`);
    const own = ['/', '/settings', ...workspaces];
    for (const path of [...open, ...own]) {
      if (path === own[0]) await signIn(admin.email);
      // A fragment alone would load nothing anew.
      await page.goto('about:blank');
      await goTo(path);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await looksRight(`${path} at ${width} px`);
      }
    }
  }, 180_000);
});

async function looksRight(where: string): Promise<void> {
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  const violations = await breaches();
  const focused = await page.evaluate('document.activeElement.matches("h1, .problem")');
  expect({ where, wide, violations, focused }).toEqual({ where, wide: false, violations: [], focused: true });
}

/** Of the rules for accessible pages, each with where. */
async function breaches(): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`))',
  );
}
