import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Locator } from 'playwright-core';
import { atTheConsole, browser, service, visitor } from '../support/at-the-console.js';
import { Visitor } from '../support/browser.js';
import { found, join, newDomain, PASSWORD, type Person, signUp } from '../support/people.js';
import { freePort } from '../support/service-process.js';

/** What is around every page: where one is, who one is, what happens when that ends, and what no other site can do. */

jest.setTimeout(60_000);

atTheConsole();

/** The menu of workspaces, on a page of none. */
const CHOOSE = /Choose a/;

const here = () => new URL(visitor.page.url());
const button = (name: string | RegExp) => visitor.page.getByRole('button', { name });
const pages = () => visitor.page.getByRole('navigation', { name: 'Pages' });
const focused = (on: Locator) => on.and(visitor.page.locator(':focus')).waitFor();
const kept = () => visitor.page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');

async function signedIn(): Promise<Person & { readonly domain: string }> {
  const person = await found(service);
  await visitor.signIn(person.email);
  return person;
}

async function giveCredentials(email: string): Promise<void> {
  await visitor.fill('Email address', email);
  await visitor.fill('Password', PASSWORD);
  await visitor.press('Sign in');
}

describe('who one is', () => {
  it('who is not signed in is asked to, and is then led where they wanted to go', async () => {
    const { email, workspaceId } = await found(service);
    await visitor.goTo(`/workspaces/${workspaceId}/billing`);
    await visitor.shows('Sign in');
    await giveCredentials(email);
    await visitor.shows('Billing');
    expect(here().pathname).toBe(`/workspaces/${workspaceId}/billing`);
  });

  it('an address that would lead to another site leads to a page of ours', async () => {
    const { email } = await found(service);
    for (const next of ['//example.com/x', 'https://example.com/', '/\\example.com']) {
      await visitor.context.clearCookies();
      await visitor.goTo(`/sign-in?next=${encodeURIComponent(next)}`);
      await giveCredentials(email);
      await visitor.page.waitForURL((url) => url.pathname !== '/sign-in');
      expect(here().origin).toBe(service.address);
    }
  });

  it('a session that was ended elsewhere leads to signing in, says so, and then back to the same page', async () => {
    const { email, client, workspaceId } = await signedIn();
    await visitor.goTo('/');
    const { body } = await client.get('/v1/sessions');
    const others = (body.items as readonly { id: string; current: boolean }[]).filter(({ current }) => !current);
    for (const { id } of others) await client.delete(`/v1/sessions/${id}`);
    await visitor.page.getByRole('list', { name: 'Your workspaces' }).getByRole('link').click();
    await visitor.told('Your session has ended');
    await visitor.shows('Sign in');
    expect(here().searchParams.get('next')).toBe(`/workspaces/${workspaceId}/users`);
    await giveCredentials(email);
    await visitor.page.waitForURL(`${service.address}/workspaces/${workspaceId}/users`);
    await button('Account of Ann').waitFor();
  });

  it('signing out leaves nothing of the account behind, and going back shows nothing of it', async () => {
    const { email, workspaceId } = await signedIn();
    await visitor.goTo('/');
    await button(/^Account of/).click();
    await visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visitor.shows('Sign in');
    expect(here().search).toBe('');
    expect(await visitor.context.cookies()).toEqual([]);
    expect(await visitor.page.content()).not.toContain(email);
    expect(await kept()).not.toMatch(new RegExp(`${email}|${workspaceId}`));
    // Without a connection, what is still in memory is all that there is to show.
    await visitor.context.setOffline(true);
    await visitor.page.goBack();
    await visitor.told('You are offline');
    expect(await visitor.page.content()).not.toMatch(new RegExp(`${email}|Account of`));
    await visitor.context.setOffline(false);
    await visitor.page.waitForURL(/\/sign-in/);
    await visitor.shows('Sign in');
    expect(await visitor.page.content()).not.toContain(email);
  });

  it('nothing that was read for one person is shown to the next, who signs in after their session ended', async () => {
    const admin = await signedIn();
    const bo = await join(service, admin.domain, 'bo');
    await visitor.goTo(`/workspaces/${admin.workspaceId}/users`);
    await visitor.context.clearCookies();
    await pages().getByRole('link', { name: 'Billing' }).click();
    await visitor.shows('Sign in');
    await giveCredentials(bo.email);
    await button('Account of Bo').waitFor();
    expect(await pages().getByRole('link', { name: 'Users' }).count()).toBe(0);
  });

  it('[S-7] a workspace that is not one’s own is as if it were not there', async () => {
    const other = await found(service);
    await signedIn();
    for (const workspaceId of [other.workspaceId, '0190a0f0-0000-7000-8000-0000000000ac']) {
      await visitor.goTo(`/workspaces/${workspaceId}/users`);
      await visitor.shows('Not your workspace');
      await visitor.looksRight('not your workspace');
    }
    await visitor.page.getByRole('main').getByRole('link', { name: 'Your workspaces' }).click();
    await visitor.shows('Your workspaces');
  });

  it('an address that leads nowhere says so, with the way back', async () => {
    const { workspaceId } = await signedIn();
    await visitor.goTo(`/workspaces/${workspaceId}/nowhere`);
    await visitor.shows('There is no such page');
    await visitor.looksRight('no such page');
    await visitor.follow('Go to your workspaces');
    await visitor.shows('Your workspaces');
  });
});

describe('getting about', () => {
  it('by keyboard one skips to the page, and its heading has the focus after a link was followed', async () => {
    await signedIn();
    await visitor.goTo('/');
    const skip = visitor.page.getByRole('link', { name: 'Skip to the page' });
    await skip.focus();
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await visitor.page.keyboard.press('Enter');
    await focused(visitor.page.getByRole('main'));
    await visitor.page.keyboard.press('Tab');
    await focused(visitor.page.getByRole('list', { name: 'Your workspaces' }).getByRole('link'));
    expect(here().hash).toBe('');
    await pages().getByRole('link', { name: 'My settings' }).focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.shows('My settings');
    await focused(visitor.page.getByRole('heading', { level: 1 }));
    expect(await visitor.page.title()).toBe('My settings · Roster');
  });

  it('menus work by keyboard, and close by Escape with the focus back', async () => {
    await signedIn();
    const account = button(/^Account of/);
    await account.focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.getByRole('menu').waitFor();
    await visitor.page.keyboard.press('ArrowDown');
    await visitor.looksRight('the menu of the account');
    await visitor.page.keyboard.press('Escape');
    await visitor.page.getByRole('menu').waitFor({ state: 'detached' });
    await focused(account);
    await button(CHOOSE).focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.getByRole('menu').waitFor();
    await visitor.looksRight('the menu of workspaces');
    await visitor.page.keyboard.press('ArrowUp');
    await focused(visitor.page.getByRole('menuitem', { name: 'All of them' }));
    await visitor.page.keyboard.press('Enter');
    await visitor.shows('Your workspaces');
  });

  it('on a phone the pages are behind a button: out of the way of the keyboard, and closed by Escape', async () => {
    await signedIn();
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    await visitor.goTo('/');
    const settings = visitor.page.getByRole('link', { name: 'My settings' });
    await settings.waitFor({ state: 'hidden' });
    const menu = button('Menu');
    await menu.focus();
    await visitor.page.keyboard.press('Enter');
    await settings.waitFor();
    await visitor.looksRight('the pages on a phone');
    await visitor.page.keyboard.press('Escape');
    await settings.waitFor({ state: 'hidden' });
    await focused(menu);
    await menu.click();
    await settings.click();
    await visitor.shows('My settings');
    await settings.waitFor({ state: 'hidden' });
  });

  it('the colours follow the system until they are chosen, and the choice is kept', async () => {
    await visitor.page.emulateMedia({ colorScheme: 'light' });
    await signedIn();
    const scheme = () => visitor.page.locator('html').getAttribute('data-mantine-color-scheme');
    expect(await scheme()).toBe('light');
    await button('Dark colours').click();
    await button('Light colours').waitFor();
    expect(await scheme()).toBe('dark');
    await visitor.page.reload();
    await button('Light colours').waitFor();
    expect(await scheme()).toBe('dark');
    await visitor.looksRight('dark by choice');
  });
});

describe('without a connection', () => {
  it('it says so, shows what is known, changes nothing later by surprise, and goes on by itself', async () => {
    const { client } = await signedIn();
    await visitor.goTo('/');
    await visitor.context.setOffline(true);
    await visitor.told('You are offline');
    await visitor.looksRight('offline');
    await button(/^Account of/).click();
    await visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visitor.refused('You are offline');
    await visitor.context.setOffline(false);
    await visitor.page.getByText('You are offline. What you see').waitFor({ state: 'detached' });
    expect((await client.get('/v1/sessions')).body.items).toHaveLength(2);
    await visitor.shows('Your workspaces');
  });
});

describe('what is never run or reached', () => {
  const NAMES = ['<img src=x onerror=alert(1)><script>alert(2)</script>', '\u202e\u2067Ann\u202b', '&lt;b&gt; "\'`${1}'];

  it('names full of HTML and direction marks are shown as text, and turn nothing around them', async () => {
    for (const name of NAMES) {
      const person = await signUp(service, `ann@${newDomain()}`, { name, workspaceName: name });
      await visitor.context.clearCookies();
      await visitor.signIn(person.email);
      await visitor.goTo('/');
      const shown = visitor.page.getByRole('list', { name: 'Your workspaces' }).locator('bdi').first();
      expect(await shown.textContent()).toBe(name);
      expect(await visitor.page.locator('main img, main script').count()).toBe(0);
      await visitor.goTo(`/workspaces/${person.workspaceId}/users`);
      const texts = await visitor.page.getByRole('main').locator('bdi').allTextContents();
      expect(texts).toContain(name);
    }
  });

  it('each page comes with a strict policy of its own and no script of its own', async () => {
    const nonces: string[] = [];
    for (const path of ['/sign-in', '/workspaces/x/users']) {
      const answer = await service.client().get(path);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
      expect(policy).toContain("base-uri 'none'; frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      nonces.push(/nonce-([^']+)/.exec(policy)?.[1] ?? '');
      const scripts = [...answer.text.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
      expect(scripts.length).toBeGreaterThan(0);
      for (const [, attributes, content] of scripts) expect([attributes?.includes(' src="/console/'), content]).toEqual([true, '']);
      expect(answer.text).not.toMatch(/ on[a-z]+=|javascript:/i);
    }
    expect(new Set(nonces).size).toBe(2);
  });
});

describe('another site', () => {
  let other: Server;
  let elsewhere: string;
  let stranger: Visitor;

  beforeAll(async () => {
    const port = await freePort();
    elsewhere = `http://127.0.0.1:${port}`;
    other = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(request.url === '/frame' ? `<iframe src="${service.address}/sign-in"></iframe>` : '<p>Elsewhere</p>');
    });
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => other.close(resolve)));
  // Another site's page does all that ours may not: it is looked at on its own.
  beforeEach(async () => void (stranger = await Visitor.arrive(browser, service)));
  afterEach(() => stranger.context.close());

  it('cannot put a page of ours into a frame', async () => {
    const refusal = stranger.page.waitForEvent('console', (note) => note.text().includes('frame-ancestors'));
    await stranger.page.goto(`${elsewhere}/frame`);
    await refusal;
    const [, frame] = stranger.page.frames();
    expect(await frame?.getByText('Email address').count()).toBe(0);
  });

  it('cannot change anything with the session of somebody who is signed in here, not even from the same host', async () => {
    const admin = await found(service);
    await stranger.signIn(admin.email);
    const [cookie] = await stranger.context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: expect.stringMatching(/Lax|Strict/) });
    await stranger.page.goto(elsewhere);
    const workspace = `${service.address}/v1/workspaces/${admin.workspaceId}`;
    const invitations = `${workspace}/invitations`;
    // Without a preflight: a form as any page may send it, and a call that needs no body at all.
    const asked = [
      [invitations, `{ mode: 'no-cors', body: '{"email":"x@example.test","role":"admin"}' }`],
      [`${workspace}/members/${admin.memberId}/password-reset`, `{ mode: 'no-cors' }`],
    ] as const;
    const statuses: number[] = [];
    for (const [target, how] of asked) {
      const answered = stranger.page.waitForResponse(target);
      await stranger.page.evaluate(`fetch('${target}', { method: 'POST', credentials: 'include', ...${how} }).catch(() => null)`);
      statuses.push((await answered).status());
    }
    // 403, not 401: the cookie came along, since the port makes no other site of it. `Origin` is what told them apart.
    expect(statuses).toEqual([415, 403]);
    const how = `{ method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json' }, body: '{}' }`;
    expect(await stranger.page.evaluate(`fetch('${invitations}', ${how}).then(() => 'let in', () => 'refused')`)).toBe('refused');
    const { body } = await admin.client.get(`/v1/workspaces/${admin.workspaceId}/members`);
    expect(body.items).toHaveLength(1);
    expect((await service.mailbox.to(admin.email)).filter(({ subject }) => /password/i.test(subject))).toEqual([]);
  });
});
