import { readFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import { arrive, atTheConsole, service, visitor } from '../support/at-the-console.js';
import { type Visitor } from '../support/browser.js';
import { found, inviteAndAccept, join, newDomain, PASSWORD, type Person, promote } from '../support/people.js';
import { until } from '../support/until.js';

/** My settings: what is one's own, whichever workspace one is in. */

jest.setTimeout(90_000);

const NEW_PASSWORD = 'walnut-harbour-violin-7';

atTheConsole();

const tab = (one: Visitor, name: string) =>
  one.page.getByRole('navigation', { name: 'My settings' }).getByRole('link', { name }).click();
const sessionsOf = (one: Visitor) => one.page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');

/** What the tab `Delete account` lists. */
async function listed(one: Visitor, list: string): Promise<string> {
  return (await one.page.getByRole('list', { name: list }).innerText()).split(/\s+/).join(' ');
}

describe('profile and address', () => {
  it('[P-1] [P-2] is the same data as on the member’s page, and says what is missing', async () => {
    const person = await found(service);
    await visitor.signIn(person.email);
    await visitor.goTo('/');
    await visitor.page.getByRole('button', { name: 'Account of Ann' }).click();
    await visitor.page.getByRole('menuitem', { name: 'My settings' }).click();
    await visitor.shows('My settings');
    await visitor.page.getByText('The job title is missing.').waitFor();
    await visitor.fill('Job title', 'Head of Support');
    await visitor.fill('Phone (optional)', '12');
    await visitor.press('Save profile');
    await visitor.page.getByText('Not a phone number in E.164 form').first().waitFor();
    await visitor.fill('Phone (optional)', '+46 70 123 45 67');
    await visitor.press('Save profile');
    await visitor.told('Your profile is saved.');
    expect(await visitor.page.getByText('is missing').count()).toBe(0);
    await visitor.goTo(`/workspaces/${person.workspaceId}/users/${person.memberId}`);
    expect(await visitor.page.getByLabel('Job title').inputValue()).toBe('Head of Support');
    expect(await visitor.page.getByLabel('Phone (optional)').inputValue()).toBe('+46701234567');
  });

  it('[P-4] a new address takes the password, and counts once its own link was used', async () => {
    const person = await found(service);
    const email = `new@${newDomain()}`;
    await visitor.signIn(person.email);
    await visitor.goTo('/settings');
    await visitor.fill('New email address', email);
    await visitor.fill('Your password', 'not the password');
    await visitor.press('Change address');
    await visitor.refused('This is not your password.');
    expect(await visitor.page.getByLabel('New email address').inputValue()).toBe(email);
    await visitor.fill('Your password', PASSWORD);
    await visitor.press('Change address');
    await visitor.told('We have sent an email to the new address.');
    expect(await visitor.page.getByLabel('Your password').inputValue()).toBe('');
    const { token } = await visitor.linkTo(email, /confirm/i);
    await visitor.goTo('/settings');
    await visitor.page.getByText(`You sign in with ${person.email}.`).waitFor();
    await service.client().post('/v1/email-changes/confirmation', { token });
    await visitor.goTo('/settings');
    await visitor.page.getByText(`You sign in with ${email}.`).waitFor();
  });
});

describe('password and sessions', () => {
  it('[C-6] a change needs the current password, ends the other sessions at their next click, and is told by email', async () => {
    const person = await found(service);
    const other = await arrive();
    await other.signIn(person.email);
    await other.goTo('/settings');
    await visitor.signIn(person.email);
    await visitor.goTo('/settings');
    await tab(visitor, 'Password and sessions');
    await visitor.page.getByText('A change ends your sessions everywhere else').waitFor();
    await visitor.fill('Current password', 'not the password');
    await visitor.fill('New password', NEW_PASSWORD);
    await visitor.press('Change password');
    await visitor.refused('This is not your password.');
    await visitor.fill('Current password', PASSWORD);
    await visitor.fill('New password', 'short');
    await visitor.press('Change password');
    await visitor.refused(/cannot be taken/);
    expect(await visitor.page.getByLabel('New password', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await visitor.fill('New password', NEW_PASSWORD);
    await visitor.press('Change password');
    await visitor.told('Your password is changed. Your other sessions have ended.');
    await until('this session alone', async () => (await sessionsOf(visitor).count()) === 1);
    for (const label of ['Current password', 'New password']) {
      expect(await visitor.page.getByLabel(label, { exact: true }).inputValue()).toBe('');
    }
    await visitor.linkTo(person.email, /password/i);

    await tab(other, 'Password and sessions');
    await other.shows('Sign in');
    await visitor.goTo('/settings');
    await visitor.shows('My settings');
    await other.signIn(person.email, NEW_PASSWORD);
  });

  it('sessions are listed with this one marked; one is ended, then all others', async () => {
    const person = await found(service);
    const begun = async (userAgent: string) => {
      const headers = { 'user-agent': userAgent };
      const client = service.client();
      await client.post('/v1/sessions', { email: person.email, password: PASSWORD }, { headers });
      return client;
    };
    const phone = await begun('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML) Chrome/130.0 Mobile Safari/537.36');
    const laptop = await begun('Mozilla/5.0 (Macintosh; Intel Mac OS X 14.0) AppleWebKit/605 (KHTML) Version/17 Safari/605');
    const tool = await begun('curl/8.0');
    await visitor.signIn(person.email);
    await visitor.goTo('/settings#password');
    await sessionsOf(visitor).first().waitFor();
    expect(await sessionsOf(visitor).first().innerText()).toMatch(/Chrome on Linux\s+This session/);
    await visitor.press('End the session of Chrome on Android');
    await visitor.told('The session has ended.');
    expect((await phone.get('/v1/me')).status).toBe(401);
    expect((await laptop.get('/v1/me')).status).toBe(200);
    await visitor.page.getByText('Safari on macOS').waitFor();
    await visitor.press('End all other sessions');
    await visitor.told(/sessions have ended\./);
    await until('this session alone', async () => (await sessionsOf(visitor).count()) === 1);
    expect(await visitor.page.getByRole('button', { name: 'End all other sessions' }).count()).toBe(0);
    for (const client of [laptop, tool]) expect((await client.get('/v1/me')).status).toBe(401);
    await visitor.goTo('/settings');
    await visitor.shows('My settings');
  });
});

it('one’s data comes as a file', async () => {
  const person = await found(service);
  await visitor.signIn(person.email);
  await visitor.goTo('/settings');
  await tab(visitor, 'My data');
  const saving = visitor.page.waitForEvent('download');
  await visitor.press('Download my data');
  const download = await saving;
  expect(download.suggestedFilename()).toBe('my-data.json');
  const data = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(data).toMatchObject({ email: person.email, memberships: [{ workspaceId: person.workspaceId }] });
  await visitor.told('Your data is saved as my-data.json.');
});

describe('deleting one’s account', () => {
  /** Cy owns a workspace with a colleague, and is a plain member of ann’s. */
  async function memberOfTwo(): Promise<{ readonly ann: Person; readonly cy: Person; readonly dee: Person }> {
    const ann = await found(service);
    const domain = newDomain();
    const cy = await join(service, domain, 'cy');
    const dee = await join(service, domain, 'dee');
    const { body } = await ann.client.post(`/v1/workspaces/${ann.workspaceId}/invitations`, { email: cy.email });
    const token = await service.mailbox.token(cy.email, 'invitation');
    await cy.client.post('/v1/invitations/acceptance', { token });
    expect(body.memberId).toBeDefined();
    return { ann, cy, dee };
  }

  it('[A-1] [A-2] [A-3] [A-4] [A-6] as the article has it: My Settings, Delete Account, the password, the button', async () => {
    const { ann, cy, dee } = await memberOfTwo();
    const other = await arrive();
    await other.signIn(dee.email);
    await other.goTo(`/workspaces/${dee.workspaceId}`);
    await visitor.signIn(cy.email);
    await visitor.goTo('/settings');
    await tab(visitor, 'Delete account');
    expect(await listed(visitor, 'Workspaces that will be removed')).toContain('2 members, you included');
    expect(await listed(visitor, 'Workspaces that you will leave')).toContain('Ann takes over your work');
    const passOn = visitor.page.getByRole('link', { name: 'Pass ownership on first' });
    expect(await passOn.getAttribute('href')).toBe(`/workspaces/${cy.workspaceId}/settings#owner`);

    await visitor.fill('Your password', 'not the password');
    await visitor.press('Delete account');
    await visitor.press('Delete my account');
    await visitor.refused('This is not your password.');
    await visitor.fill('Your password', PASSWORD);
    await visitor.press('Delete account');
    await visitor.page.getByRole('dialog').getByText('Nobody can undo this.').waitFor();
    await visitor.press('Delete my account');
    await visitor.told('Your account is being deleted, and you are signed out.');
    await visitor.shows('Sign in');
    expect(await visitor.context.cookies()).toEqual([]);

    await until('cy to be gone from the other workspace', async () => {
      const { body } = await ann.client.get(`/v1/workspaces/${ann.workspaceId}`);
      return body.counts.joined === 1;
    });
    await until('the workspace to be gone', async () => (await dee.client.get(`/v1/workspaces/${dee.workspaceId}`)).status === 404);
    await other.page.getByRole('navigation', { name: 'About this member' }).getByRole('link', { name: 'Password' }).click();
    await other.shows('Not your workspace');
    const again = await join(service, newDomain(), 'cy');
    expect(again.accountId).not.toBe(cy.accountId);
    const refused = await service.client().post('/v1/sessions', { email: cy.email, password: PASSWORD });
    expect(refused).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
  });

  it('[A-4] who passes ownership on first leaves that workspace as it is', async () => {
    const { cy, dee } = await memberOfTwo();
    await visitor.signIn(cy.email);
    await visitor.goTo('/settings#delete-account');
    await visitor.page.getByText('2 members, you included').waitFor();
    await promote(cy, dee.memberId);
    await cy.client.put(`/v1/workspaces/${cy.workspaceId}/owner`, { memberId: dee.memberId });
    await visitor.goTo('/settings');
    await tab(visitor, 'Delete account');
    expect(await listed(visitor, 'Workspaces that you will leave')).toContain('Dee takes over your work');
    expect(await visitor.page.getByRole('list', { name: 'Workspaces that will be removed' }).count()).toBe(0);
  });
});

it('every tab and dialog is accessible and fits a narrow screen, light and dark', async () => {
  const person = await found(service);
  await inviteAndAccept(service, person, `guest@${newDomain()}`);
  await visitor.signIn(person.email);
  await visitor.goTo('/settings');
  for (const name of ['Profile', 'Password and sessions', 'My data', 'Delete account']) {
    await tab(visitor, name);
    await visitor.settled();
    await visitor.fitsEverywhere(name);
  }
  await visitor.fill('Your password', PASSWORD);
  await visitor.press('Delete account');
  await visitor.page.getByRole('dialog').waitFor();
  await visitor.fitsEverywhere('the last question');
}, 180_000);
