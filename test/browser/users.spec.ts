import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { arrive, atTheConsole, service, visitor } from '../support/at-the-console.js';
import { type Visitor } from '../support/browser.js';
import { found, join, newDomain, type Person, promote, signUp } from '../support/people.js';
import { until } from '../support/until.js';

/** The user table: who is there, and what can be done from it. */

jest.setTimeout(90_000);

type Admin = Awaited<ReturnType<typeof found>>;

atTheConsole();

const base = ({ workspaceId }: Person) => `/v1/workspaces/${workspaceId}`;
const pathOf = ({ workspaceId }: Person, query = '') => `/workspaces/${workspaceId}/users${query}`;
const row = (name: string | RegExp, of = visitor) => of.page.getByRole('row').filter({ has: of.page.getByRole('rowheader', { name }) });
const names = async (of = visitor) => (await of.page.getByRole('rowheader').getByRole('link').allTextContents());
const role = (name: string, of = visitor) => of.page.getByRole('button', { name: new RegExp(`^Role of ${name}:`) });
const query = (of = visitor) => Object.fromEntries(new URL(of.page.url()).searchParams);
const dialog = (of = visitor) => of.page.getByRole('dialog');

async function shown(wanted: readonly string[], of = visitor): Promise<void> {
  await until(`the rows ${wanted.join(', ')}`, async () => JSON.stringify(await names(of)) === JSON.stringify(wanted));
}

async function opens(admin: Person, search = '', of = visitor): Promise<void> {
  await of.signIn(admin.email);
  await of.goTo(pathOf(admin, search));
  await of.page.getByRole('table', { name: 'Members' }).waitFor();
}

async function invite(admin: Person, emails: readonly string[], more: object = {}): Promise<void> {
  const answer = await admin.client.post(`${base(admin)}/invitations/bulk`, { invitations: emails.map((email) => ({ email, ...more })) });
  expect(answer.status).toBe(200);
}

async function chooses(name: string, wanted: 'Admin' | 'User', of = visitor): Promise<void> {
  await role(name, of).click();
  await of.page.getByRole('menuitemradio', { name: new RegExp(`^${wanted}`) }).click();
  await dialog(of).waitFor();
}

async function filters(label: string, value: RegExp, of = visitor): Promise<void> {
  await of.page.getByRole('search').getByRole('button', { name: new RegExp(`^${label}`) }).click();
  await of.page.getByRole('menuitemradio', { name: value }).click();
}

describe('the table', () => {
  it('[T-1] shows who joined and who is invited, each with what there is to know', async () => {
    const admin = await found(service);
    await signUp(service, `eve@${admin.domain}`, { name: '<b>Eve</b>' });
    await invite(admin, [`guest@${newDomain()}`]);
    await opens(admin);
    const columns = await visitor.page.getByRole('columnheader').allTextContents();
    expect(columns).toEqual(['Name', 'Email', 'Role', 'Joined', 'Last active', 'Status', 'More']);
    const ann = row(/Ann/);
    await ann.filter({ hasText: 'You' }).filter({ hasText: 'Owner' }).filter({ hasText: admin.email }).waitFor();
    await ann.filter({ hasText: 'Active' }).filter({ hasText: 'Profile incomplete' }).waitFor();
    await row('<b>Eve</b>').filter({ hasText: 'User' }).waitFor();
    const guest = row(/^guest@/).filter({ hasText: /Invited.*Expires in \d days/ });
    await guest.filter({ hasText: 'Never' }).waitFor();
    const expiry = await guest.getByRole('time').last().getAttribute('title');
    expect(expiry).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    expect(await visitor.page.getByRole('heading', { level: 1 }).locator('xpath=..').textContent()).toContain('2 joined, 1 invited');
  });

  it('a name leads to the page of that member', async () => {
    const admin = await found(service);
    const bo = await join(service, admin.domain, 'bo');
    await opens(admin);
    await visitor.page.getByRole('rowheader').getByRole('link', { name: 'Bo' }).click();
    await visitor.page.waitForURL((url) => url.pathname === `${pathOf(admin)}/${bo.memberId}`);
    await visitor.shows('Bo');
  });

  it('[T-3] is searched as one types: the focus stays, the address says it, going back takes it away', async () => {
    const admin = await found(service);
    const bo = await join(service, admin.domain, 'bo');
    await join(service, admin.domain, 'cy');
    await opens(admin);
    await shown(['Ann', 'Bo', 'Cy']);
    const box = visitor.page.getByLabel('Search', { exact: true });
    await box.pressSequentially('bo@', { delay: 20 });
    await shown(['Bo']);
    expect(query()).toEqual({ search: 'bo@' });
    expect(await box.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
    await visitor.told('1 member fits');
    await box.fill('nobody at all');
    await visitor.page.getByText('Nobody fits.').waitFor();
    await visitor.press('Clear search and filters');
    await shown(['Ann', 'Bo', 'Cy']);
    expect(await box.inputValue()).toBe('');
    await visitor.page.goBack();
    await visitor.page.getByText('Nobody fits.').waitFor();
    expect(await box.inputValue()).toBe('nobody at all');
    await visitor.page.goForward();
    await shown(['Ann', 'Bo', 'Cy']);
    await visitor.goTo(pathOf(admin, `?search=${encodeURIComponent(bo.email)}`));
    await shown(['Bo']);
  });

  it('[T-3] is filtered by role, state, activity and inbox, each value with its count', async () => {
    const admin = await found(service);
    await join(service, admin.domain, 'bo');
    const { body: inbox } = await admin.client.post(`${base(admin)}/inboxes`, { name: 'Support' });
    const guests = ['g1', 'g2'].map((local) => `${local}@${newDomain()}`);
    await invite(admin, guests, { inboxIds: [inbox.inboxId] });
    await opens(admin);
    await shown(['Ann', 'Bo', ...guests]);
    await filters('Role', /^Admin\s*1$/);
    await shown(['Ann']);
    await filters('Role', /^User\s*3$/);
    await shown(['Bo', ...guests]);
    await filters('State', /^Invited\s*2$/);
    await shown(guests);
    expect(query()).toEqual({ role: 'user', state: 'invited' });
    await visitor.page.goBack();
    await shown(['Bo', ...guests]);
    await visitor.press('Clear');
    await filters('Activity', /^Never signed in\s*2$/);
    await shown(guests);
    await filters('Activity', /^Any$/);
    await filters('Inbox', /^Support\s*2$/);
    await shown(guests);
    expect(query()).toEqual({ inboxId: inbox.inboxId });
  });

  it('[T-3] is sorted by a click on any column that has an order', async () => {
    const admin = await found(service);
    await join(service, admin.domain, 'bo');
    await opens(admin);
    const columns = ['Name', 'Email', 'Role', 'Joined', 'Last active'];
    const sorted = async () => {
      const headers = visitor.page.getByRole('columnheader');
      return headers.evaluateAll((all) => all.flatMap((one) => {
        const way = one.getAttribute('aria-sort');
        return way === null || way === 'none' ? [] : [`${one.textContent} ${way}`];
      }));
    };
    expect(await sorted()).toEqual(['Name ascending']);
    const asked: unknown[] = [];
    for (const column of columns) {
      for (const time of [1, 2]) {
        await visitor.page.getByRole('columnheader', { name: column }).getByRole('button').click();
        await until(`${column} sorted, click ${time}`, async () => (await sorted())[0]?.startsWith(column) === true);
        asked.push(`${query()['sort']} ${(await sorted()).join()}`);
      }
    }
    expect(asked).toEqual([
      '-name Name descending',
      'name Name ascending',
      'email Email ascending',
      '-email Email descending',
      'role Role ascending',
      '-role Role descending',
      '-joinedAt Joined descending',
      'joinedAt Joined ascending',
      '-lastActiveAt Last active descending',
      'lastActiveAt Last active ascending',
    ]);
    await visitor.goTo(pathOf(admin, '?sort=-name'));
    await shown(['Bo', 'Ann']);
  });

  it('old rows are dimmed, and stay, while others are on their way', async () => {
    const admin = await found(service);
    await join(service, admin.domain, 'bo');
    await opens(admin);
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    await visitor.page.route(/members\?.*role=user/, async (route) => {
      await held;
      await route.continue();
    });
    await filters('Role', /^User/);
    await visitor.page.locator('table[data-outdated]').waitFor();
    expect(await names()).toEqual(['Ann', 'Bo']);
    expect(await visitor.page.locator('[aria-busy=true]').count()).toBe(0);
    go();
    await shown(['Bo']);
    expect(await visitor.page.locator('table[data-outdated]').count()).toBe(0);
  });

  it('what makes no sense in the address is left aside', async () => {
    const admin = await found(service);
    await opens(admin, '?role=boss&state=gone&activity=some&sort=shoe&inboxId=1&asOf=then');
    await shown(['Ann']);
  });

  it('[T-5] stands as it stood at a moment of the past, says so, and lets nothing be changed', async () => {
    const admin = await found(service);
    const { body: summary } = await admin.client.get(base(admin));
    expect(summary.counts.members).toBe(1);
    // The picker is exact to the second.
    const moment = Math.ceil(Date.now() / 1000) * 1000;
    await until('the next second', () => Promise.resolve(Date.now() > moment));
    await join(service, admin.domain, 'bo');
    await opens(admin);
    await shown(['Ann', 'Bo']);
    await visitor.press('As of a moment in the past');
    const local = await visitor.page.evaluate<string>(
      `(() => { const d = new Date(${moment}); return new Date(d.getTime() - d.getTimezoneOffset() * 60000).toISOString().slice(0, 19); })()`,
    );
    await dialog().getByLabel('As of').fill(local);
    await dialog().getByRole('button', { name: 'Show' }).click();
    await shown(['Ann']);
    await visitor.told(/You see the past/);
    expect(query()['asOf']).toBe(new Date(moment).toISOString());
    expect(await visitor.page.getByRole('button', { name: /^(Role of|More for)/ }).count()).toBe(0);
    expect(await visitor.page.getByRole('link', { name: 'Invite members' }).count()).toBe(0);
    await visitor.press('Back to now');
    await shown(['Ann', 'Bo']);
    await role('Bo').waitFor();
  });

  it('[T-6] what is shown can be exported, all of it and nothing else', async () => {
    const admin = await found(service);
    await join(service, admin.domain, 'bo');
    await invite(admin, [`guest@${newDomain()}`]);
    await opens(admin, '?role=user&state=joined');
    const download = async (format: string) => {
      await visitor.press('Export what is shown');
      const saved = visitor.page.waitForEvent('download');
      await visitor.page.getByRole('menuitem', { name: format, exact: true }).click();
      const file = await saved;
      return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
    };
    const csv = await download('Export as CSV');
    expect(csv.name).toBe('members.csv');
    const [header, line, ...none] = csv.text.trim().split('\n');
    expect([header?.startsWith('memberId,name,email,role'), line?.includes(',Bo,'), none]).toEqual([true, true, []]);
    const lines = await download('Export as JSON Lines');
    expect(lines.text.trim().split('\n').map((text) => JSON.parse(text).name)).toEqual(['Bo']);
  });
});

describe('many members', () => {
  it('[T-3] thousands of rows are scrolled with only those in sight in the page', async () => {
    const admin = await found(service);
    const domain = newDomain();
    const many = 5000;
    for (let from = 0; from < many; from += 1000) {
      await invite(admin, Array.from({ length: 1000 }, (_, index) => `guest-${10_000 + from + index}@${domain}`));
    }
    await opens(admin);
    const table = visitor.page.getByRole('table', { name: 'Members' });
    const nodes = () => visitor.page.evaluate<number>('document.querySelectorAll("*").length');
    expect(await table.getAttribute('aria-rowcount')).toBe(String(many + 2));
    const few = await nodes();
    let most = few;
    const last = visitor.page.getByRole('rowheader', { name: `guest-${10_000 + many - 1}@${domain}` });
    await until('the last row', async () => {
      await visitor.page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      most = Math.max(most, await nodes());
      return (await last.count()) === 1;
    }, 80_000);
    expect(await last.locator('xpath=..').getAttribute('aria-rowindex')).toBe(String(many + 2));
    expect(await visitor.page.locator('tbody tr').count()).toBeLessThan(80);
    expect(most).toBeLessThan(few * 2.5);
    const pages = () => visitor.requests.filter((request) => /\/members\?/.test(request.url())).length;
    expect(pages()).toBeLessThan(many / 50 + 20);

    // Far from the beginning a change costs no more reads than near it.
    const before = pages();
    await join(service, admin.domain, 'bo');
    await visitor.page.getByText('2 joined').waitFor();
    await visitor.page.waitForLoadState('networkidle');
    expect(pages() - before).toBeLessThan(20);

    // On a phone, too, there is room for names.
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    await visitor.page.evaluate('scrollTo(0, 0)');
    await visitor.page.getByRole('rowheader', { name: 'Ann' }).waitFor();
    expect((await visitor.page.getByRole('rowheader', { name: 'Ann' }).boundingBox())?.width).toBeGreaterThan(190);
    await visitor.page.setViewportSize({ width: 1280, height: 800 });

    await visitor.page.evaluate('scrollTo(0, 0)');
    await visitor.page.getByRole('rowheader', { name: 'Ann' }).waitFor();
    await visitor.page.getByRole('rowheader', { name: 'Bo' }).waitFor();
    expect(await row('Ann').getAttribute('aria-rowindex')).toBe('2');
    await visitor.fill('Search', 'guest-14999');
    await shown([`guest-14999@${domain}`]);
    expect(await table.getAttribute('aria-rowcount')).toBe('2');
  }, 240_000);
});

describe('roles', () => {
  it('[R-3] [R-8] [R-9] promoting, as the article has it: find, click the role, choose Admin, confirm', async () => {
    const admin = await found(service);
    const bo = await join(service, admin.domain, 'bo');
    await opens(admin);
    const warning = visitor.page.getByRole('note').filter({ hasText: 'Only one admin has joined' });
    await warning.filter({ hasText: 'Promote another member' }).waitFor();
    await warning.getByRole('link', { name: 'Show who could be promoted' }).click();
    await shown(['Bo']);
    expect(query()).toEqual({ role: 'user', state: 'joined' });
    await visitor.press('Clear');

    await visitor.fill('Search', 'Bo');
    await shown(['Bo']);
    await role('Bo').click();
    const option = visitor.page.getByRole('menuitemradio', { name: /^Admin/ });
    await option.filter({ hasText: 'Full access: members, settings, templates' }).waitFor();
    await option.click();
    await dialog().getByText('It works at once').waitFor();
    await dialog().getByText('invite, change and remove members').waitFor();
    await dialog().getByText('Which role for whom?').click();
    await dialog().getByText('Needs to configure templates and workflows.').waitFor();
    await visitor.looksRight('the question');
    await visitor.press('Cancel');
    await dialog().waitFor({ state: 'detached' });
    expect(await role('Bo').textContent()).toBe('User');

    await chooses('Bo', 'Admin');
    await visitor.press('Change role');
    await visitor.told('Bo is now an admin.');
    expect(await role('Bo').textContent()).toBe('Admin');
    await warning.waitFor({ state: 'detached' });
    expect((await bo.client.get(`${base(admin)}/members`)).status).toBe(200);
  });

  it('[R-3] demoting, as the article has it: their access is reduced at once', async () => {
    const admin = await found(service);
    const bo = await join(service, admin.domain, 'bo');
    await promote(admin, bo.memberId);
    await opens(admin);
    await chooses('Bo', 'User');
    await dialog().getByText('Can no longer:').waitFor();
    await visitor.press('Change role');
    await visitor.told('Bo is now a user.');
    expect(await role('Bo').textContent()).toBe('User');
    expect((await bo.client.get(`${base(admin)}/members`)).status).toBe(403);
  });

  it('[R-4] the only admin cannot be demoted, and the dropdown says why, by keyboard too', async () => {
    const admin = await found(service);
    await opens(admin);
    const own = role('Ann');
    expect(await own.getAttribute('aria-disabled')).toBe('true');
    const reason = 'You are the only admin. Promote somebody first.';
    expect(await own.getAttribute('aria-label')).toContain(reason);
    await own.focus();
    await visitor.page.getByRole('tooltip').filter({ hasText: reason }).waitFor();
    await own.press('Enter');
    expect(await visitor.page.getByRole('menuitemradio').count()).toBe(0);
  });

  it('[R-6] an owner who steps down among several admins says who comes after', async () => {
    const admin = await found(service);
    const [, cy] = [await join(service, admin.domain, 'bo'), await join(service, admin.domain, 'cy')];
    for (const name of ['bo', 'cy']) {
      const { body } = await admin.client.get(`${base(admin)}/members?search=${name}`);
      await promote(admin, body.items[0].memberId);
    }
    await opens(admin);
    await chooses('Ann', 'User');
    await dialog().getByRole('combobox', { name: 'New owner' }).click();
    await visitor.page.getByRole('option', { name: 'Cy' }).click();
    await visitor.looksRight('the question who comes after');
    await visitor.press('Change role');
    await visitor.refused('Only admins see and manage the users');
    const { body: summary } = await cy.client.get(base(admin));
    expect(summary.ownerId).toBe(cy.memberId);
  });

  it('[R-6] the owner is demoted by nobody else, and the dropdown says why', async () => {
    const admin = await found(service);
    const bo = await join(service, admin.domain, 'bo');
    await promote(admin, bo.memberId);
    await opens(bo);
    expect(await role('Ann').getAttribute('aria-label')).toContain('Only the owner can step down.');
  });

  it('[R-2] who manages no users is told who can let them', async () => {
    const admin = await found(service);
    const bo = await join(service, admin.domain, 'bo');
    await visitor.signIn(bo.email);
    await visitor.goTo(pathOf(admin));
    await visitor.refused(/Only admins.*An admin of the workspace can grant it/s);
    expect(await visitor.page.getByRole('table').count()).toBe(0);
    expect(visitor.requests.filter((request) => request.url().includes('/members?'))).toEqual([]);
  });

  it('a role that somebody else has changed meanwhile is not changed over their head: who and what is said', async () => {
    const admin = await found(service);
    const bo = await join(service, admin.domain, 'bo');
    await visitor.page.route(/\/v1\/events/, (route) => route.abort());
    await opens(admin);
    await chooses('Bo', 'Admin');
    await promote(admin, bo.memberId);
    await visitor.press('Change role');
    await visitor.refused(/changed/i);
    await dialog().getByText('Changed meanwhile: Ann changed the role of Bo from user to admin.').waitFor();
    await visitor.press('Cancel');
    await dialog().waitFor({ state: 'detached' });
    await until('the role as it is', async () => (await role('Bo').textContent()) === 'Admin');
  });

  it('the menu is used by keyboard alone, and the focus comes back', async () => {
    const admin = await found(service);
    await join(service, admin.domain, 'bo');
    await opens(admin);
    const focused = () => visitor.page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")');
    await role('Bo').focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.getByRole('menuitemradio', { name: /^Admin/ }).waitFor();
    await visitor.page.keyboard.press('Escape');
    await until('the focus on the role', async () => (await focused()) === 'Role of Bo: User');
    await visitor.page.keyboard.press('Enter');
    await visitor.page.getByRole('menuitemradio', { name: /^Admin/ }).press('Enter');
    await dialog().waitFor();
    await visitor.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await until('the focus back on the role', async () => (await focused()) === 'Role of Bo: User');
  });
});

describe('two browsers at once', () => {
  let other: Visitor;
  let admin: Admin;
  let bo: Person;

  beforeEach(async () => {
    admin = await found(service);
    bo = await join(service, admin.domain, 'bo');
    await promote(admin, bo.memberId);
    other = await arrive();
  });

  it('[S-4] what one changes, the other sees without reloading', async () => {
    await opens(admin);
    await opens(bo, '', other);
    const cy = await join(service, admin.domain, 'cy');
    await Promise.all([shown(['Ann', 'Bo', 'Cy']), shown(['Ann', 'Bo', 'Cy'], other)]);
    expect(cy.workspaceId).toBe(admin.workspaceId);
    await chooses('Cy', 'Admin');
    await visitor.press('Change role');
    await until('the other one to see it', async () => (await role('Cy', other).textContent()) === 'Admin');
  });

  it('[R-3] a demoted admin loses the page at the next click', async () => {
    await opens(admin);
    await opens(bo, '', other);
    // Without the feed there is nothing but the click to learn it by.
    await other.page.route(/\/v1\/events/, (route) => route.abort());
    await other.goTo(pathOf(admin));
    await other.page.getByRole('table').waitFor();
    await chooses('Bo', 'User');
    await visitor.press('Change role');
    await visitor.told('Bo is now a user.');
    await filters('State', /^Joined/, other);
    await other.refused(/admin/i);
    expect(await other.page.getByRole('table').count()).toBe(0);
    expect(await other.page.getByText(admin.email).count()).toBe(0);
  });

  it('[R-3] and by the feed even before', async () => {
    await opens(admin);
    await opens(bo, '', other);
    await chooses('Bo', 'User');
    await visitor.press('Change role');
    await other.refused(/admin/i);
    expect(await other.page.getByRole('table').count()).toBe(0);
  });
});

describe('invitations in the table', () => {
  it('[I-3] [I-4] are resent and revoked from the row', async () => {
    const admin = await found(service);
    const email = `guest@${newDomain()}`;
    await invite(admin, [email]);
    await opens(admin);
    const first = await visitor.linkTo(email, /invited/);
    const act = async (what: string) => {
      await visitor.press(`More for ${email}`);
      await visitor.page.getByRole('menuitem', { name: what }).click();
    };
    await act('Resend invitation');
    await visitor.told('Earlier links no longer work.');
    await until('another link', async () => (await visitor.linkTo(email, /invited/)).token !== first.token);
    await act('Resend invitation');
    await visitor.refused(/once a minute.*Try again in/s);
    await act('Revoke invitation');
    await dialog().filter({ hasText: 'the seat ends' }).waitFor();
    await visitor.looksRight('the question whether to revoke');
    await visitor.press('Revoke invitation');
    await visitor.told(`The invitation of ${email} is revoked.`);
    await shown(['Ann']);
    const focused = await visitor.page.evaluate<string>('document.activeElement.getAttribute("aria-label")');
    expect(focused).toBe('Members');
  });

  it('[S-2] what is read after a command waits for what the command wrote', async () => {
    const admin = await found(service);
    await join(service, admin.domain, 'bo');
    await visitor.page.route(/\/v1\/events/, (route) => route.abort());
    await opens(admin);
    await chooses('Bo', 'Admin');
    const answered = visitor.page.waitForResponse((given) => given.url().endsWith('/role'));
    await visitor.press('Change role');
    const answer = await answered;
    await visitor.told('Bo is now an admin.');
    const position = answer.headers()['roster-position'];
    const later = visitor.requests.slice(visitor.requests.indexOf(answer.request()) + 1);
    const reads = later.filter((request) => request.resourceType() === 'fetch');
    expect(position).toBeDefined();
    expect(reads.map((request) => new URL(request.url()).pathname)).toContain(`${base(admin)}/members`);
    expect(new Set(reads.map((request) => request.headers()['roster-min-position']))).toEqual(new Set([position]));
  });
});

describe('time', () => {
  it('[B-1] [T-2] invitations that ran out still cost a seat, and the page says so', async () => {
    const admin = await found(service);
    const email = `guest@${newDomain()}`;
    await invite(admin, [email]);
    const days = 40 * 24 * 3600;
    await service.restart({ ROSTER_RATE_LIMITS: 'off', ROSTER_CLOCK_OFFSET: String(days) });
    const bo = await signUp(service, `bo@${admin.domain}`);
    expect(bo.workspaceId).toBe(admin.workspaceId);
    await opens(admin);
    const warning = visitor.page.getByRole('note').filter({ hasText: '1 invited member has a link that ran out, and still cost' });
    await warning.getByRole('link', { name: 'Show the invited' }).click();
    await shown([email]);
    expect(query()).toEqual({ state: 'invited' });
    await row(email).filter({ hasText: 'Invited, link expired' }).waitFor();
  });
});

describe('every state of the page', () => {
  it.each(['light', 'dark'] as const)('is accessible and fits a narrow screen (%s)', async (colorScheme) => {
    const admin = await found(service);
    await signUp(service, `noor@${admin.domain}`, { name: 'نور الدين' });
    await signUp(service, `long@${admin.domain}`, { name: 'Oluwafemi-'.repeat(9) });
    await invite(admin, [`${'guest'.repeat(12)}@${newDomain()}`]);
    await visitor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await opens(admin);
    const asOf = new Date().toISOString();
    for (const width of [320, 800, 1280]) {
      await visitor.page.setViewportSize({ width, height: 800 });
      for (const search of ['', '?search=nobody', `?asOf=${asOf}`, '?role=user&state=joined&search=o']) {
        await visitor.goTo(pathOf(admin, search));
        await visitor.page.getByRole('status').filter({ hasText: /members?( fit| fits)?$/ }).waitFor();
        await visitor.looksRight(`${search} at ${width} px`);
      }
      await visitor.goTo(pathOf(admin));
      for (const button of [/^Role of نور/, /^More for guest/, /^Activity/, /^Export/, /^As of/]) {
        await visitor.press(button);
        await visitor.page.locator('[role=menu], [role=dialog]').first().waitFor();
        await visitor.looksRight(`${button.source} at ${width} px`);
        await visitor.page.keyboard.press('Escape');
        await visitor.page.locator('[role=menu], [role=dialog]').first().waitFor({ state: 'detached' });
      }
    }
  }, 240_000);
});
