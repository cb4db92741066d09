import { describe, expect, it, jest } from '@jest/globals';
import { atTheConsole, service, visitor } from '../support/at-the-console.js';
import { found, inviteAndAccept, join, newDomain, type Person } from '../support/people.js';
import { until } from '../support/until.js';

/** Inviting: several people at once, each with a result of their own. */

jest.setTimeout(90_000);

atTheConsole();

const base = ({ workspaceId }: Person) => `/v1/workspaces/${workspaceId}`;
const pathOf = ({ workspaceId }: Person) => `/workspaces/${workspaceId}/users/invite`;
const box = () => visitor.page.getByLabel('Email addresses');
const result = (email: string) => visitor.page.getByRole('table', { name: 'Results' }).getByRole('row').filter({ hasText: email });
const listed = (name: string) => visitor.page.getByRole('list', { name }).getByRole('listitem').allTextContents();

async function opens(admin: Person): Promise<void> {
  await visitor.signIn(admin.email);
  await visitor.goTo(pathOf(admin));
  await visitor.shows('Invite members');
}

async function summaryOf(admin: Person) {
  const { body } = await admin.client.get(base(admin));
  return body.counts;
}

describe('inviting', () => {
  it('[I-1] [B-1] as the article has it: Invite Member, an address, the role, the inboxes, and a seat for it', async () => {
    const admin = await found(service);
    const { body: inbox } = await admin.client.post(`${base(admin)}/inboxes`, { name: 'Support' });
    await admin.client.post(`${base(admin)}/inboxes`, { name: 'Sales' });
    const email = `guest@${newDomain()}`;
    await visitor.signIn(admin.email);
    await visitor.goTo(`/workspaces/${admin.workspaceId}`);
    await visitor.shows('Users');
    await visitor.follow('Invite members');
    await visitor.shows('Invite members');
    expect(await visitor.page.getByRole('button', { name: 'Invite member' }).isDisabled()).toBe(true);
    await box().fill(email);
    await visitor.page.getByRole('radio', { name: 'Admin' }).check();
    await visitor.page.getByRole('checkbox', { name: 'Support' }).check();
    await visitor.told('This adds 1 seat, from 1 to 2, from now on and also before they join.');
    await visitor.press('Invite member');
    await visitor.told('1 member is invited.');
    await result(email).filter({ hasText: 'Invited' }).waitFor();
    expect(await box().inputValue()).toBe('');
    expect((await summaryOf(admin)).members).toBe(2);

    await result(email).getByRole('link').click();
    await visitor.shows(email);
    await visitor.follow('Users');
    await visitor.page.getByRole('row').filter({ hasText: email }).filter({ hasText: 'Invited' }).waitFor();
    const { body } = await admin.client.get(`${base(admin)}/members?state=invited`);
    expect(body.items).toMatchObject([{ email, role: 'admin', inboxIds: [inbox.inboxId] }]);
    expect((await visitor.linkTo(email, /invited/)).token).not.toBe('');
  });

  it('[R-9] the role is chosen with its guide beside it', async () => {
    const admin = await found(service);
    await opens(admin);
    await visitor.page.getByText('Full access: members, settings, templates').waitFor();
    await visitor.page.getByText('Which role for whom?').click();
    await visitor.page.getByText('Only needs queue access for handoffs.').waitFor();
  });

  it('[I-9] what is pasted is read as one types: commas, semicolons, spaces, lines and names', async () => {
    const admin = await found(service);
    await opens(admin);
    const pasted = [
      'a@one.test, b@one.test;c@one.test d@one.test',
      'Eve Adams <e@one.test>, "Fox, Gil" <f@one.test>;Noor نور <g@one.test> h@one.test Ida <i@one.test>',
      'A@ONE.test wrong x@y <>',
    ].join('\n');
    await box().fill(pasted);
    expect(await listed('Will be invited')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((local) => `${local}@one.test`));
    expect(await listed('To be mended')).toEqual([
      'wrong Not an email address',
      'x@y Not an email address',
      'A@ONE.test Twice: counts once',
    ]);
    await visitor.told('9 addresses, 2 to be mended, 1 twice');
    await visitor.page.getByRole('button', { name: 'Invite 9 members' }).waitFor();
    await visitor.told('This adds 9 seats, from 1 to 10');
  });

  it('[I-3] [I-6] [I-9] each address has its own result, and what was refused stays to be mended', async () => {
    const admin = await found(service);
    const domain = newDomain();
    const [good, known, wrong] = [`good@${domain}`, `known@${domain}`, `bad@-host-.test`];
    await admin.client.post(`${base(admin)}/invitations`, { email: known });
    const bo = await inviteAndAccept(service, admin, `bo@${newDomain()}`);
    await opens(admin);
    await box().fill(`${good}, ${known}, ${bo.email}, ${wrong}, nonsense`);
    await visitor.told(/This adds 1 seat, from 3 to 4.*3 addresses add none/);
    await visitor.press('Invite 4 members');
    await visitor.told('1 member is invited. 3 are not.');
    await result(good).filter({ hasText: 'Invited' }).waitFor();
    await result(bo.email).filter({ hasText: 'Already a member' }).waitFor();
    await result(wrong).filter({ hasText: 'Not an email address' }).waitFor();
    await visitor.looksRight('the results');

    const first = await visitor.linkTo(known, /invited/);
    await result(known).filter({ hasText: 'Already invited' }).waitFor();
    await visitor.press(`Resend the invitation of ${known}`);
    await visitor.told('Earlier links no longer work.');
    await until('another link', async () => (await visitor.linkTo(known, /invited/)).token !== first.token);

    expect((await box().inputValue()).split('\n')).toEqual([wrong, 'nonsense', '']);
    await box().fill(`mended@${domain}`);
    await visitor.press('Invite member');
    await visitor.told('1 member is invited.');
    await result(`mended@${domain}`).waitFor();
    expect(await box().inputValue()).toBe('');
    expect((await summaryOf(admin)).invited).toBe(3);
  });

  it('[I-9] a thousand at once, and not one more', async () => {
    const admin = await found(service);
    const domain = newDomain();
    const emails = Array.from({ length: 1001 }, (_, index) => `guest-${index}@${domain}`);
    await opens(admin);
    await box().fill(emails.join('\n'));
    await visitor.page.getByText('These are 1,001 addresses. Send at most 1,000 at once.').waitFor();
    expect(await visitor.page.getByRole('button', { name: 'Invite 1,001 members' }).isDisabled()).toBe(true);
    await box().fill(emails.slice(1).join('\n'));
    await visitor.press('Invite 1,000 members');
    await visitor.told('1,000 members are invited.');
    expect((await summaryOf(admin)).invited).toBe(1000);
  });

  it('[S-3] what it will cost is asked without inviting anybody', async () => {
    const admin = await found(service);
    await opens(admin);
    await box().fill(`guest@${newDomain()}`);
    await visitor.told('This adds 1 seat');
    const commands = visitor.requests.filter((request) => request.method() === 'POST' && request.url().includes('/invitations/bulk'));
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.every((request) => new URL(request.url()).searchParams.get('dryRun') === 'true')).toBe(true);
    expect(await summaryOf(admin)).toMatchObject({ members: 1, invited: 0 });
  });

  it('[S-2] what is read after inviting waits for what it wrote', async () => {
    const admin = await found(service);
    await visitor.page.route(/\/v1\/events/, (route) => route.abort());
    await opens(admin);
    await box().fill(`guest@${newDomain()}`);
    const answered = visitor.page.waitForResponse((given) => given.url().endsWith('/invitations/bulk'));
    await visitor.press('Invite member');
    const answer = await answered;
    await visitor.told('1 member is invited.');
    await visitor.follow('Users');
    await visitor.page.getByRole('table', { name: 'Members' }).waitFor();
    const position = answer.headers()['roster-position'];
    const later = visitor.requests.slice(visitor.requests.indexOf(answer.request()) + 1);
    const reads = later.filter((request) => request.resourceType() === 'fetch' && request.method() === 'GET');
    expect(position).toBeDefined();
    expect(reads.map((request) => new URL(request.url()).pathname)).toContain(`${base(admin)}/members`);
    expect(new Set(reads.map((request) => request.headers()['roster-min-position']))).toEqual(new Set([position]));
  });

  it('[R-2] who manages no users invites nobody', async () => {
    const admin = await found(service);
    const bo = await join(service, admin.domain, 'bo');
    await visitor.signIn(bo.email);
    await visitor.goTo(pathOf(admin));
    await visitor.refused(/Only admins invite members.*An admin of the workspace can grant it/s);
    expect(await visitor.page.getByLabel('Email addresses').count()).toBe(0);
  });

  it('a refusal of the whole says why, and nothing typed is lost', async () => {
    const admin = await found(service);
    const email = `guest@${newDomain()}`;
    await opens(admin);
    await box().fill(email);
    await visitor.told('This adds 1 seat');
    await visitor.context.setOffline(true);
    await visitor.press('Invite member');
    await visitor.refused('You are offline.');
    expect(await box().inputValue()).toBe(email);
    await visitor.context.setOffline(false);
    await visitor.press('Invite member');
    await visitor.told('1 member is invited.');
  });

  it.each(['light', 'dark'] as const)('is accessible and fits a narrow screen (%s)', async (colorScheme) => {
    const admin = await found(service);
    const names = Array.from({ length: 10 }, (_, index) => `Inbox ${index}`);
    await visitor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await visitor.signIn(admin.email);
    const many = Array.from({ length: 30 }, (_, index) => `${'guest'.repeat(index === 0 ? 11 : 1)}-${index}@one.test`).join(' ');
    for (const inboxes of [names.slice(0, 2), names.slice(2)]) {
      for (const name of inboxes) await admin.client.post(`${base(admin)}/inboxes`, { name });
      for (const width of [1280, 320]) {
        await visitor.page.setViewportSize({ width, height: 800 });
        await visitor.goTo(pathOf(admin));
        await box().fill(`${many} ${'wrong'.repeat(20)} guest-1@one.test`);
        await visitor.told('30 addresses, 1 to be mended, 1 twice');
        await visitor.looksRight(`${inboxes.length} inboxes at ${width} px`);
      }
    }
    await visitor.page.getByRole('combobox', { name: 'Inboxes (optional)' }).click();
    await visitor.page.getByRole('option', { name: 'Inbox 3' }).click();
    await visitor.page.keyboard.press('Escape');
    await visitor.looksRight('an inbox chosen');
  });
});
