import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { type Locator } from 'playwright-core';
import { done } from '../acceptance/workspace-calls.js';
import { arrive, atTheConsole, service, visitor as ann } from '../support/at-the-console.js';
import { type Visitor } from '../support/browser.js';
import { found, join, newDomain, type Person, promote } from '../support/people.js';
import { until } from '../support/until.js';

/** A member's page: who it is, what they may do, and their end. */

jest.setTimeout(90_000);

atTheConsole();

/** A workspace of ann’s, and who else has joined by its domain. */
async function company<Local extends string>(...locals: readonly Local[]) {
  const owner = await found(service);
  const people = await Promise.all(locals.map((local) => join(service, owner.domain, local)));
  const others = Object.fromEntries(locals.map((local, index) => [local, people[index]])) as Record<Local, Person>;
  return { ...others, owner, at: (path: string) => `/v1/workspaces/${owner.workspaceId}${path}` };
}

const pageOf = ({ workspaceId, memberId }: Pick<Person, 'workspaceId' | 'memberId'>, tab = '') =>
  `/workspaces/${workspaceId}/users/${memberId}${tab}`;
const callOf = ({ workspaceId, memberId }: Pick<Person, 'workspaceId' | 'memberId'>, rest = '') =>
  `/v1/workspaces/${workspaceId}/members/${memberId}${rest}`;

async function invited(owner: Person, email = `guest@${newDomain()}`) {
  const { memberId } = await done(owner.client.post(`/v1/workspaces/${owner.workspaceId}/invitations`, { email }));
  return { email, memberId: memberId as string, workspaceId: owner.workspaceId };
}

const dialog = (visitor: Visitor): Locator => visitor.page.getByRole('dialog');
const tab = (visitor: Visitor, name: string) =>
  visitor.page.getByRole('navigation', { name: 'About this member' }).getByRole('link', { name }).click();
const tabs = async (visitor: Visitor) =>
  visitor.page.getByRole('navigation', { name: 'About this member' }).getByRole('link').allInnerTexts();

async function choose(visitor: Visitor, label: string | RegExp, option: string): Promise<void> {
  await visitor.page.getByRole('combobox', { name: label }).click();
  await visitor.page.getByRole('option', { name: option }).click();
}

describe('the profile', () => {
  it('[P-1] [P-2] says what is missing; what an admin fills in the member sees at once, and the other way round', async () => {
    const { owner, bo } = await company('bo');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo));
    await ann.shows('Bo');
    await ann.page.getByText('The job title is missing.').waitFor();
    await ann.fill('Job title', 'Head of Support');
    await ann.fill('Phone (optional)', '+46 70-123 45 67');
    await ann.press('Save profile');
    await ann.told('The profile is saved.');
    expect(await ann.page.getByText('is missing').count()).toBe(0);
    expect(await ann.page.getByLabel('Phone (optional)').inputValue()).toBe('+46701234567');

    const other = await arrive();
    await other.signIn(bo.email);
    await other.goTo('/settings');
    expect(await other.page.getByLabel('Job title').inputValue()).toBe('Head of Support');
    await other.fill('Name', 'Bo <b>Okafor</b>');
    await other.press('Save profile');
    await other.told('Your profile is saved.');
    await ann.goTo(pageOf(bo));
    await ann.shows('Bo <b>Okafor</b>');
  });

  it('[P-1] a phone number that is none is refused beside its field, and what was typed stays', async () => {
    const { owner, bo } = await company('bo');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo));
    await ann.fill('Job title', 'Support');
    await ann.fill('Phone (optional)', '070 123');
    await ann.press('Save profile');
    await ann.page.getByText('Not a phone number in E.164 form').first().waitFor();
    const phone = ann.page.getByLabel('Phone (optional)');
    expect(await phone.getAttribute('aria-invalid')).toBe('true');
    expect(await phone.inputValue()).toBe('070 123');
    expect(await ann.page.getByLabel('Job title').inputValue()).toBe('Support');
  });

  it('what somebody changed meanwhile is said, not written over: then it is saved, or left as it is', async () => {
    const { owner, bo } = await company('bo');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo));
    await ann.fill('Job title', 'Typed by Ann');
    await done(bo.client.patch('/v1/me/profile', { name: 'Bosse' }));
    await ann.press('Save profile');
    await ann.refused(/changed.*Name is now: Bosse/s);
    expect(await ann.page.getByLabel('Job title').inputValue()).toBe('Typed by Ann');
    await ann.press('Leave it as it is now');
    expect(await ann.page.getByLabel('Job title').inputValue()).toBe('');
    expect(await ann.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Bosse');
    await ann.fill('Job title', 'Typed again');
    await ann.press('Save profile');
    await ann.told('The profile is saved.');
    const { body } = await owner.client.get(callOf(bo));
    expect(body).toMatchObject({ name: 'Bosse', jobTitle: 'Typed again' });
  });

  it('[P-4] an admin asks for another address, and is told that both must confirm', async () => {
    const { owner, bo } = await company('bo');
    const email = `new@${newDomain()}`;
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo));
    await ann.page.getByText('Both addresses must confirm').waitFor();
    await ann.fill('New email address', email);
    await ann.press('Ask for the change');
    await ann.told(`Emails are on their way to ${email} and to ${bo.email}.`);
    const [confirmation, approval] = [await ann.linkTo(email, /confirm/i), await ann.linkTo(bo.email, /approve/i)];
    const client = service.client();
    await done(client.post('/v1/email-changes/confirmation', { token: confirmation.token }));
    expect((await owner.client.get(callOf(bo))).body.email).toBe(bo.email);
    await done(client.post('/v1/email-changes/approval', { token: approval.token }));
    await ann.goTo(pageOf(bo));
    await ann.page.getByText(email).first().waitFor();
  });

  it('[T-4] a plain user edits their own profile, sees why they cannot change the rest, and nobody else', async () => {
    const { owner, bo, cy } = await company('bo', 'cy');
    await ann.signIn(bo.email);
    await ann.goTo(`/workspaces/${owner.workspaceId}`);
    await ann.shows('Bo');
    expect(await tabs(ann)).toEqual(['Profile', 'Role and inboxes', 'Password', 'Leave']);
    await ann.fill('Job title', 'CSM');
    await ann.press('Save profile');
    await ann.told('Your profile is saved.');
    await tab(ann, 'Role and inboxes');
    await ann.page.getByText('Only an admin can change your role and your inboxes.').waitFor();
    expect(await ann.page.getByRole('radio', { name: 'Admin' }).isDisabled()).toBe(true);
    expect(await ann.page.getByRole('button', { name: 'Change role' }).count()).toBe(0);
    await tab(ann, 'Password');
    await ann.page.getByRole('link', { name: 'Change it in My settings' }).waitFor();
    expect(await ann.page.getByRole('button', { name: 'Send reset email' }).count()).toBe(0);
    await ann.goTo(pageOf(bo, '/history'));
    await ann.refused('Only admins');

    await ann.goTo(pageOf(cy));
    await ann.refused(/users\.manage.*An admin of the workspace can grant it/s);
    expect(await ann.page.getByText('Cy').count()).toBe(0);
  });
});

describe('role and inboxes', () => {
  it('[R-3] [R-9] a promotion says what it gives, with the guide beside it, and works at the next click', async () => {
    const { owner, bo } = await company('bo');
    const other = await arrive();
    await other.signIn(bo.email);
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo, '/access'));
    await ann.page.getByText('Which role for whom?').click();
    await ann.page.getByText('Needs to configure templates and workflows.').waitFor();
    await ann.page.getByRole('radio', { name: 'Admin' }).check();
    await ann.press('Change role');
    await dialog(ann).getByText('invite, change and remove members').waitFor();
    await other.goTo(pageOf(bo));
    await dialog(ann).getByRole('button', { name: 'Change role' }).click();
    await ann.told('Bo is now an admin.');
    await ann.page.getByText('Admin', { exact: true }).first().waitFor();

    await tab(other, 'Role and inboxes');
    await other.page.getByRole('link', { name: 'Users', exact: true }).waitFor();
  });

  it('[R-4] the only admin cannot step down, and is told what to do first', async () => {
    const { owner } = await company('bo');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(owner, '/access'));
    await ann.page.getByText('You are the only admin. Promote somebody first.').waitFor();
    expect(await ann.page.getByRole('radio', { name: 'User' }).isDisabled()).toBe(true);
    expect(await ann.page.getByRole('button', { name: 'Change role' }).count()).toBe(0);
  });

  it('[R-6] only the owner demotes the owner, and chooses who comes after where several could', async () => {
    const { owner, bo, cy } = await company('bo', 'cy');
    for (const { memberId } of [bo, cy]) await promote(owner, memberId);
    const other = await arrive();
    await other.signIn(bo.email);
    await other.goTo(pageOf(owner, '/access'));
    await other.page.getByText('Ann is the owner. Only the owner can step down.').waitFor();

    await ann.signIn(owner.email);
    await ann.goTo(pageOf(owner, '/access'));
    await ann.page.getByRole('radio', { name: 'User' }).check();
    await ann.press('Change role');
    const change = dialog(ann).getByRole('button', { name: 'Change role' });
    await dialog(ann).getByRole('combobox', { name: 'New owner' }).waitFor();
    expect(await change.isDisabled()).toBe(true);
    await choose(ann, 'New owner', 'Cy');
    await change.click();
    await ann.told('You are now a user.');
    await ann.page.getByText('Only an admin can change your role and your inboxes.').waitFor();
    expect((await cy.client.get(callOf(cy))).body).toMatchObject({ owner: true, role: 'admin' });
  });

  it('[R-6] with one other admin, the dialog says who becomes owner', async () => {
    const { owner, bo } = await company('bo');
    await promote(owner, bo.memberId);
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(owner, '/access'));
    await ann.page.getByRole('radio', { name: 'User' }).check();
    await ann.press('Change role');
    await dialog(ann).getByText('Bo, the only other admin, becomes the owner').waitFor();
    await dialog(ann).getByRole('button', { name: 'Change role' }).click();
    await ann.told('You are now a user.');
    expect((await bo.client.get(callOf(bo))).body).toMatchObject({ owner: true });
  });

  it('[I-1] inboxes are ticked and saved; a change meanwhile is told with who made it', async () => {
    const { owner, bo, at } = await company('bo');
    const [support, sales] = await Promise.all(
      ['Support', 'Sales'].map((name) => done(owner.client.post(at('/inboxes'), { name }))),
    );
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo, '/access'));
    await ann.page.getByRole('checkbox', { name: 'Support' }).check();
    const heard = ann.page.waitForResponse((answer) => answer.url().endsWith(callOf(bo)));
    await done(owner.client.put(callOf(bo, '/inboxes'), { inboxIds: [sales.inboxId] }));
    await heard;
    await ann.press('Save inboxes');
    await ann.refused(/changed.*Ann changed which inboxes Bo may use.*Inboxes is now: Sales/s);
    expect(await ann.page.getByRole('checkbox', { name: 'Support' }).isChecked()).toBe(true);
    await ann.press('Save inboxes');
    await ann.told('The inboxes of Bo are saved.');
    expect((await owner.client.get(callOf(bo))).body.inboxIds).toEqual([support.inboxId]);
  });

  it('what somebody else changes shows by itself while nothing is typed', async () => {
    const { owner, bo } = await company('bo');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo, '/access'));
    await promote(owner, bo.memberId);
    await until('the new role', () => ann.page.getByRole('radio', { name: 'Admin' }).isChecked());
  });
});

describe('password, invitation, history', () => {
  it('[C-1] an admin sends a reset email and has no way to see or set the password', async () => {
    const { owner, bo } = await company('bo');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo));
    await tab(ann, 'Password');
    await ann.page.getByText('Nobody can see or set their password but they themselves.').waitFor();
    expect(await ann.page.locator('main input').count()).toBe(0);
    await ann.press('Send reset email');
    await ann.told(`A reset email is on its way to ${bo.email}.`);
    const { token } = await ann.linkTo(bo.email, /new password/);
    expect(token).not.toBe('');
  });

  it('[I-3] [I-4] [X-13] an invitation is resent, once a minute, and revoked instead of removed', async () => {
    const { owner } = await company();
    const guest = await invited(owner);
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(guest));
    await ann.shows(guest.email);
    expect(await tabs(ann)).toEqual(['Invitation', 'Role and inboxes', 'History']);
    await ann.page.getByText('The link in the email works until').waitFor();
    await ann.press('Resend invitation');
    await ann.told('Every earlier one has stopped working.');
    await ann.press('Resend invitation');
    await ann.refused(/once a minute.*Try again in/s);
    await ann.goTo(pageOf(guest, '/remove'));
    await ann.press('Revoke');
    await dialog(ann).getByRole('button', { name: 'Revoke invitation' }).click();
    await ann.told(`The invitation of ${guest.email} is revoked.`);
    expect(new URL(ann.page.url()).pathname).toBe(`/workspaces/${owner.workspaceId}/users`);
    await done(owner.client.post(`/v1/workspaces/${owner.workspaceId}/invitations`, { email: guest.email }));
  });

  it('[H-1] the history of a member reads newest first, and goes on', async () => {
    const { owner, bo, at } = await company('bo');
    const { inboxId } = await done(owner.client.post(at('/inboxes'), { name: 'Support' }));
    for (let turn = 0; turn < 24; turn += 1) {
      await done(owner.client.put(callOf(bo, '/inboxes'), { inboxIds: turn % 2 === 0 ? [inboxId] : [] }));
    }
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo));
    await tab(ann, 'History');
    const entries = ann.page.getByRole('main').getByRole('listitem');
    await entries.first().waitFor();
    expect(await entries.count()).toBe(20);
    expect(await entries.first().innerText()).toContain('Ann changed which inboxes Bo may use: none.');
    await ann.press('Load more');
    await until('all entries', async () => (await entries.count()) === 25);
    expect(await entries.last().innerText()).toContain('Bo joined as user');
    expect(await ann.page.evaluate('document.activeElement.tagName')).toBe('LI');
    await ann.follow('Open in the history');
    await ann.page.waitForURL((url) => url.pathname.endsWith('/history') && url.searchParams.get('subject') === bo.memberId);
  });
});

describe('removing', () => {
  /** Work of bo’s: four conversations, two replies and a note, one customer account. */
  async function workOf(bo: Person, owner: Person): Promise<readonly string[]> {
    const base = `/v1/workspaces/${owner.workspaceId}`;
    const desk = service.service();
    const { inboxId } = await done(owner.client.post(`${base}/inboxes`, { name: 'Support' }));
    const ids: string[] = [];
    for (const status of ['active', 'active', 'pending', 'closed']) {
      const id = randomUUID();
      await done(desk.put(`${base}/conversations/${id}`, { inboxId, subject: 'Help', assigneeId: bo.memberId, status }));
      ids.push(id);
    }
    for (const kind of ['reply', 'reply', 'note']) {
      await done(desk.post(`${base}/conversations/${ids[0]}/replies`, { replyId: randomUUID(), authorId: bo.memberId, kind }));
    }
    await done(desk.put(`${base}/customers/${randomUUID()}/csm`, { memberId: bo.memberId }));
    return ids;
  }

  it('[X-1] [X-3] [X-4] [X-10] [X-11] [X-14] as the article has it: Manage, Remove member, choose, Remove', async () => {
    const { owner, bo, cy } = await company('bo', 'cy');
    const [conversation] = await workOf(bo, owner);
    const other = await arrive();
    await other.signIn(bo.email);
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo));
    await tab(ann, 'Remove member');
    const figures = ann.page.getByRole('table', { name: 'What moves' });
    await figures.waitFor();
    expect((await figures.innerText()).split(/\s+/).join(' ')).toBe(
      'What moves Conversations 2 active, 1 pending, 1 closed 4 Replies 2 Notes 1 Customer accounts 1',
    );
    await ann.page.getByText('there is no temporary deactivation').waitFor();
    expect(await ann.page.getByRole('button', { name: /activat/i }).count()).toBe(0);

    await ann.press('Remove member');
    await ann.page.getByText('Choose who takes over.').waitFor();
    await ann.page.getByRole('combobox', { name: 'Who takes over' }).fill('cy');
    await ann.page.getByRole('option', { name: 'Cy' }).click();
    await ann.press('Remove member');
    await dialog(ann).getByText('Cy takes over 4 conversations, 2 replies, 1 note and 1 customer account.').waitFor();
    expect(await dialog(ann).locator('input').count()).toBe(0);
    await other.goTo(pageOf(bo));
    await dialog(ann).getByRole('button', { name: 'Remove', exact: true }).click();

    await ann.told('Bo was removed. Cy has their work now.');
    const moved = ann.page.getByRole('table', { name: 'What moved' });
    expect((await moved.innerText()).split(/\s+/).join(' ')).toBe('What moved Conversations 4 Replies 2 Notes 1 Customer accounts 1');
    await until('the focus', () => ann.page.evaluate<boolean>('document.activeElement.getAttribute("role") === "status"'));
    const { body } = await service.service().get(`/v1/workspaces/${owner.workspaceId}/conversations/${conversation}`);
    expect(body).toMatchObject({ assigneeId: cy.memberId, status: 'active', replies: [{ authorId: cy.memberId }, {}, {}] });

    await tab(other, 'Role and inboxes');
    await other.shows('Not your workspace');

    await ann.page.getByRole('main').getByRole('link', { name: 'History of Bo' }).click();
    await ann.page.getByText('Ann removed Bo; Cy took over their work.').waitFor();
    await ann.goTo(pageOf(bo));
    await ann.page.getByText('No longer a member').waitFor();
    expect(await tabs(ann)).toEqual(['Profile', 'History']);
    await ann.page.getByRole('link', { name: 'Cy' }).click();
    await ann.shows('Cy');
  });

  it('[X-10] figures that changed before the last click: the receipt says what really moved', async () => {
    const { owner, bo, cy, at } = await company('bo', 'cy');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo, '/remove'));
    await choose(ann, 'Who takes over', 'Cy');
    await ann.press('Remove member');
    const { inboxId } = await done(owner.client.post(at('/inboxes'), { name: 'Late' }));
    const late = { inboxId, subject: 'Late', assigneeId: bo.memberId };
    await done(service.service().put(at(`/conversations/${randomUUID()}`), late));
    await dialog(ann).getByRole('button', { name: 'Remove', exact: true }).click();
    await ann.told('Bo was removed.');
    const moved = ann.page.getByRole('table', { name: 'What moved' });
    expect((await moved.innerText()).split(/\s+/).join(' ')).toContain('Conversations 1 Replies 0');
    expect(cy.memberId).not.toBe(bo.memberId);
  });

  it('[X-1] a successor who left before the last click is refused in the dialog, which stays', async () => {
    const { owner, bo, cy } = await company('bo', 'cy');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(bo, '/remove'));
    await choose(ann, 'Who takes over', 'Cy');
    await ann.press('Remove member');
    await done(cy.client.post(callOf(cy, '/removal'), {}));
    await dialog(ann).getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog(ann).getByRole('alert').filter({ hasText: 'removed from the workspace' }).waitFor();
    expect((await owner.client.get(callOf(bo))).body.state).toBe('joined');
  });

  it('[X-13] the owner cannot be removed: in the place of the button stands what to do first', async () => {
    const { owner, bo } = await company('bo');
    await ann.signIn(owner.email);
    await ann.goTo(pageOf(owner, '/remove'));
    await ann.page.getByText('You are the owner of the workspace.').waitFor();
    await ann.page.getByRole('link', { name: 'Promote somebody first' }).waitFor();
    expect(await ann.page.getByRole('button', { name: /Leave/ }).count()).toBe(0);

    await promote(owner, bo.memberId);
    await ann.goTo(pageOf(owner, '/remove'));
    await ann.page.getByRole('link', { name: 'Pass the ownership on' }).waitFor();
    const other = await arrive();
    await other.signIn(bo.email);
    await other.goTo(pageOf(owner, '/remove'));
    await other.page.getByText('Only Ann can pass the ownership on').waitFor();
  });

  it('[X-13] a member leaves by themselves, and the owner takes over unless they choose', async () => {
    const { owner, bo } = await company('bo');
    await workOf(bo, owner);
    await ann.signIn(bo.email);
    await ann.goTo(pageOf(bo));
    await tab(ann, 'Leave');
    await ann.page.getByText('The owner does, unless you choose somebody else.').waitFor();
    await ann.press('Leave the workspace');
    await dialog(ann).getByText('The owner takes over 4 conversations').waitFor();
    await dialog(ann).getByRole('button', { name: 'Leave', exact: true }).click();
    await ann.told(/You have left .* The owner has your work now: 4 conversations, 2 replies, 1 note and 1 customer account\./);
    expect(new URL(ann.page.url()).pathname).toBe('/');
    const left = await owner.client.get(callOf(bo));
    expect(left.body).toMatchObject({ state: 'removed', successorId: owner.memberId });
  });
});

it('a name full of markup and of right-to-left letters is text, and the page keeps its direction', async () => {
  const { owner, bo } = await company('bo');
  const name = '<img src=x onerror=alert(1)> \u202Eنور';
  await done(bo.client.patch('/v1/me/profile', { name }));
  await ann.signIn(owner.email);
  await ann.goTo(pageOf(bo, '/remove'));
  await ann.shows('<img src=x onerror=alert(1)>');
  expect(await ann.page.locator('main img[src="x"]').count()).toBe(0);
});

it('what is not there, and who is not a member, says so', async () => {
  const { owner } = await company();
  await ann.signIn(owner.email);
  await ann.goTo(pageOf({ workspaceId: owner.workspaceId, memberId: randomUUID() }));
  await ann.refused('There is no such member.');
});

it('every page and dialog is accessible and fits a narrow screen, light and dark', async () => {
  const { owner, bo, cy } = await company('bo', 'cy');
  await promote(owner, cy.memberId);
  await done(owner.client.post(`/v1/workspaces/${owner.workspaceId}/inboxes`, { name: 'Support with a long name indeed' }));
  const guest = await invited(owner, `${'guest'.repeat(10)}@${newDomain()}`);
  await ann.signIn(owner.email);
  for (const part of ['', '/access', '/password', '/history', '/remove']) {
    await ann.goTo(pageOf(bo, part));
    await ann.fitsEverywhere(`a member’s page${part}`);
  }
  for (const path of [pageOf(guest), pageOf(owner, '/remove'), pageOf({ ...owner, memberId: randomUUID() })]) {
    await ann.goTo(path);
    await ann.fitsEverywhere(path);
  }
  await ann.goTo(pageOf(guest));
  await ann.press('Revoke');
  await ann.fitsEverywhere('revoking');
  await ann.goTo(pageOf(bo, '/access'));
  await ann.page.getByRole('radio', { name: 'Admin' }).check();
  await ann.press('Change role');
  await dialog(ann).getByText('Can then also').waitFor();
  await ann.fitsEverywhere('changing a role');
  await ann.goTo(pageOf(bo, '/remove'));
  await choose(ann, 'Who takes over', 'Cy');
  await ann.press('Remove member');
  await dialog(ann).getByText('takes over').waitFor();
  await ann.fitsEverywhere('removing');
  await dialog(ann).getByRole('button', { name: 'Remove', exact: true }).click();
  await ann.told('Bo was removed.');
  await ann.fitsEverywhere('the receipt');
  await ann.goTo(pageOf(bo));
  await ann.fitsEverywhere('a removed member');
}, 240_000);
