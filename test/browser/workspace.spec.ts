import { describe, expect, it, jest } from '@jest/globals';
import { type Locator } from 'playwright-core';
import { at, done, invite, summaryOf } from '../acceptance/workspace-calls.js';
import { atTheConsole, service, visitor } from '../support/at-the-console.js';
import { found, join, newDomain, PASSWORD, type Person, promote, signUp } from '../support/people.js';

/** The settings of a workspace. */

jest.setTimeout(90_000);

atTheConsole();

async function settingsOf(person: Person, anchor = ''): Promise<void> {
  await visitor.actAs(person);
  await visitor.goTo(`/workspaces/${person.workspaceId}/settings${anchor}`);
}

function section(title: string): Locator {
  return visitor.page.getByRole('region', { name: title, exact: true });
}

/** What the control that has the focus is called. */
function focused(): Promise<string> {
  return visitor.page.evaluate('document.activeElement.ariaLabel ?? document.activeElement.innerText');
}

function dialog(): Locator {
  return visitor.page.getByRole('dialog');
}

describe('the name', () => {
  it('is changed, and is the new one everywhere at once', async () => {
    const ann = await found(service);
    await settingsOf(ann);
    const name = section('Name').getByLabel('Workspace name');
    expect(await section('Name').getByRole('button', { name: 'Rename' }).isDisabled()).toBe(true);
    await name.fill('Ácmé <b>& Co</b>');
    await visitor.press('Rename');
    await visitor.told('The workspace is now called Ácmé <b>& Co</b>.');
    await visitor.page.getByRole('button', { name: 'Workspace: Ácmé <b>& Co</b>' }).waitFor();
    expect(await name.inputValue()).toBe('Ácmé <b>& Co</b>');
    expect((await summaryOf(ann)).name).toBe('Ácmé <b>& Co</b>');
  });

  it('that somebody else changes appears by itself', async () => {
    const ann = await found(service);
    await settingsOf(ann);
    await done(ann.client.patch(at(ann), { name: 'Renamed elsewhere' }));
    await visitor.page.getByRole('button', { name: 'Workspace: Renamed elsewhere' }).waitFor();
    expect(await section('Name').getByLabel('Workspace name').inputValue()).toBe('Renamed elsewhere');
  });
});

describe('domains', () => {
  it('[D-8] joining is turned off and on, and the page says what each means', async () => {
    const ann = await found(service);
    await settingsOf(ann);
    const joining = section('Joining by domain').getByRole('switch', { name: ann.domain });
    await section('Joining by domain').getByText(`@${ann.domain} joins as User at once`).waitFor();
    await joining.press('Space');
    await visitor.told(`Joining by ${ann.domain} is off.`);
    await section('Joining by domain').getByText('gets a workspace of their own').waitFor();
    expect((await summaryOf(ann)).domains).toEqual([{ domain: ann.domain, autoJoin: false }]);
    const bo = await signUp(service, `bo@${ann.domain}`);
    expect(bo.workspaceId).not.toBe(ann.workspaceId);
    await joining.press('Space');
    await visitor.told(`Joining by ${ann.domain} is on.`);
    expect((await join(service, ann.domain, 'cy')).workspaceId).toBe(ann.workspaceId);
  });

  it('[D-8] the own domain is released, after saying what that means, and added again', async () => {
    const ann = await found(service);
    await settingsOf(ann);
    await visitor.press(`Release ${ann.domain}`);
    await dialog().getByText('Nobody joins by it any more, and another workspace may claim it').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await focused()).toBe(`Release ${ann.domain}`);
    await visitor.press(`Release ${ann.domain}`);
    await dialog().getByRole('button', { name: 'Release domain' }).click();
    await visitor.told(`${ann.domain} no longer belongs to this workspace.`);
    await section('Joining by domain').getByText('No domain belongs to this workspace').waitFor();
    expect(await visitor.page.getByLabel('Add a domain').inputValue()).toBe(ann.domain);
    await visitor.press('Add domain');
    await visitor.told(`${ann.domain} belongs to this workspace now.`);
    await section('Joining by domain').getByRole('switch', { name: ann.domain }).waitFor();
  });

  it('[D-5] [D-6] [D-8] only the exact domain of the own address can be added, and the page says why not', async () => {
    const ann = await found(service);
    await settingsOf(ann);
    const refusals = [
      [`sub.${ann.domain}`, 'Only a domain that your own verified address belongs to can be added.'],
      ['elsewhere.test', 'Ask a colleague with an address of that domain.'],
      ['gmail.com', 'Public mail providers belong to nobody'],
      ['no domain at all', 'Not a domain'],
    ] as const;
    for (const [domain, words] of refusals) {
      await visitor.page.getByLabel('Add a domain').fill(domain);
      await visitor.press('Add domain');
      await visitor.refused(words);
    }
    expect((await summaryOf(ann)).domains).toEqual([{ domain: ann.domain, autoJoin: true }]);
  });

  it('[D-8] a domain that another workspace has is refused in words', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await promote(ann, bo.memberId);
    await done(ann.client.delete(at(ann, `/domains/${ann.domain}`)));
    const other = await signUp(service, `cy@${ann.domain}`);
    expect(other.workspaceId).not.toBe(ann.workspaceId);
    await settingsOf(bo);
    await visitor.press('Add domain');
    await visitor.refused('Another workspace has this domain.');
  });
});

describe('inboxes', () => {
  it('are added, renamed and removed, with the number of members who lose one', async () => {
    const ann = await found(service);
    await settingsOf(ann);
    await section('Inboxes').getByText('There is no inbox yet.').waitFor();
    await visitor.fill('Add an inbox', 'Support');
    await visitor.press('Add inbox');
    await visitor.told('The inbox Support is added.');
    const { items } = await done(ann.client.get(at(ann, '/inboxes')));
    await invite(ann, `bo@${newDomain()}`, { inboxIds: [items[0].inboxId] });

    await visitor.press('Rename Support');
    await section('Inboxes').getByLabel('New name of').fill('شكاوى');
    await visitor.press('Save name');
    await visitor.told('The inbox is now called شكاوى.');
    expect(await focused()).toBe('Rename شكاوى');

    await visitor.press('Remove شكاوى');
    await dialog().getByText('1 member loses the access to it and nothing else.').waitFor();
    await dialog().getByRole('button', { name: 'Remove inbox' }).click();
    await visitor.told('The inbox شكاوى is removed.');
    await section('Inboxes').getByText('There is no inbox yet.').waitFor();
    expect((await done(ann.client.get(at(ann, '/inboxes')))).items).toEqual([]);
  });

  it('one of the same name is refused, new or renamed', async () => {
    const ann = await found(service);
    for (const name of ['Sales', 'Support']) await done(ann.client.post(at(ann, '/inboxes'), { name }));
    await settingsOf(ann);
    await visitor.fill('Add an inbox', 'sales');
    await visitor.press('Add inbox');
    await visitor.refused('An inbox of this name is there already.');
    await visitor.press('Rename Support');
    await section('Inboxes').getByLabel('New name of').fill('SALES');
    await visitor.press('Save name');
    await section('Inboxes').getByRole('listitem').getByRole('alert').filter({ hasText: 'An inbox of this name' }).waitFor();
    await section('Inboxes').getByLabel('New name of').press('Escape');
    await visitor.page.getByRole('button', { name: 'Rename Support' }).waitFor();
  });
});

describe('the owner', () => {
  it('[R-6] passes the ownership on to an admin, with what it means for both', async () => {
    const ann = await found(service);
    const [bo] = await Promise.all([join(service, ann.domain, 'bo'), join(service, ann.domain, 'cy')]);
    await promote(ann, bo.memberId);
    await settingsOf(ann, '#owner');
    await visitor.press('Pass ownership on');
    await dialog().getByRole('radio').first().waitFor();
    expect(await dialog().getByRole('radio').count()).toBe(1);
    expect(await dialog().getByRole('button', { name: 'Pass ownership on' }).isDisabled()).toBe(true);
    await dialog().getByRole('radio', { name: 'Bo' }).click();
    await dialog().getByText('Bo can then remove the workspace').waitFor();
    await dialog().getByText('You stay an admin. Other admins can then demote or remove you.').waitFor();
    await visitor.fitsEverywhere('passing the ownership on');
    await dialog().getByRole('button', { name: 'Pass ownership on' }).click();
    await visitor.told('Bo is the owner now.');
    expect((await summaryOf(ann)).ownerId).toBe(bo.memberId);
    await section('Owner').getByText('Only Bo can pass the ownership on.').waitFor();
    await section('Remove workspace').getByText('Only the owner, Bo, can remove the workspace.').waitFor();
    expect(await visitor.page.getByRole('button', { name: 'Pass ownership on' }).count()).toBe(0);
    expect(await visitor.page.getByRole('button', { name: 'Remove workspace' }).count()).toBe(0);
  });

  it('[R-6] [R-8] who is the only admin is told to promote somebody first', async () => {
    const ann = await found(service);
    await settingsOf(ann);
    await section('Owner').getByText('You are the only admin').waitFor();
    await section('Owner').getByRole('link', { name: 'Users' }).click();
    await visitor.page.waitForURL(`**/workspaces/${ann.workspaceId}/users`);
  });
});

describe('roles', () => {
  it('[R-1] every capability is there in words, with who has it', async () => {
    const ann = await found(service);
    const { capabilities } = await done(ann.client.get(at(ann, '/roles')));
    await settingsOf(ann, '#roles');
    await visitor.page.getByRole('table', { name: 'What each role may do' }).waitFor();
    const shown = await visitor.page.evaluate<string[][]>(
      '[...document.querySelectorAll("#roles table")[0].tBodies[0].rows].map(({ cells }) => [...cells].map((cell) => cell.innerText.trim()))',
    );
    const wanted = capabilities.map((one: { capability: string; user: boolean; admin: boolean; ownerOnly: boolean }) => [
      one.capability,
      one.user ? 'Yes' : 'No',
      one.ownerOnly ? 'Owner only' : one.admin ? 'Yes' : 'No',
    ]);
    expect(shown.map(([words = '', user, admin]) => [words.split('\n').at(-1), user, admin])).toEqual(wanted);
    for (const [words = ''] of shown) expect(words.split('\n')[0]).toMatch(/^[A-Z][a-z]+,? [a-z]/);
  });

  it('[R-9] the role guide is there with its reasons', async () => {
    const ann = await found(service);
    const { guide } = await done(ann.client.get(at(ann, '/roles')));
    await settingsOf(ann);
    const text = await visitor.page.getByRole('table', { name: 'Which role for whom' }).innerText();
    for (const { who, reason } of guide) {
      expect(text).toContain(who);
      expect(text).toContain(reason);
    }
  });
});

describe('removing the workspace', () => {
  it('[A-2] [D-8] says beforehand what goes, and asks for the name and the password', async () => {
    const ann = await found(service);
    await join(service, ann.domain, 'bo');
    await invite(ann, `cy@${newDomain()}`);
    await done(ann.client.patch(at(ann), { name: 'Acme' }));
    await settingsOf(ann, '#remove');
    await visitor.press('Remove workspace');
    const goes = await dialog().getByRole('list', { name: 'What goes' }).innerText();
    expect(goes).toContain('3 members (2 joined, 1 invited)');
    expect(goes).toContain('3 seats end');
    expect(goes).toContain(`${ann.domain}: free for another workspace to claim`);
    await visitor.fitsEverywhere('removing a workspace');

    const remove = dialog().getByRole('button', { name: 'Remove workspace for good' });
    await dialog().getByLabel('Type the name').fill('acme');
    await dialog().getByLabel('Your password', { exact: true }).fill('wrong horse battery staple');
    expect(await remove.isDisabled()).toBe(true);
    await dialog().getByLabel('Type the name').fill('Acme');
    await remove.click();
    await dialog().getByRole('alert').waitFor();
    expect((await summaryOf(ann)).name).toBe('Acme');

    await dialog().getByLabel('Your password', { exact: true }).fill(PASSWORD);
    await remove.click();
    await visitor.told('The workspace Acme is removed.');
    await visitor.page.waitForURL((url) => url.pathname === '/');
    expect((await ann.client.get(at(ann))).status).toBe(404);
    const next = await signUp(service, `cy@${ann.domain}`);
    expect((await summaryOf(next)).domains).toEqual([{ domain: ann.domain, autoJoin: true }]);
  });
});

describe('the page', () => {
  it('[R-2] is not for a plain user, and says who can change that', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await settingsOf(bo);
    await visitor.refused('Only admins see and change the settings of the workspace.');
    expect(await visitor.page.getByRole('region').count()).toBe(0);
    await visitor.fitsEverywhere('the settings of a workspace, for a user');
  });

  it('[R-3] a demoted admin loses it without reloading', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await promote(ann, bo.memberId);
    await settingsOf(bo);
    await section('Name').waitFor();
    await done(ann.client.put(at(ann, `/members/${bo.memberId}/role`), { role: 'user' }));
    await visitor.refused('Only admins see and change the settings of the workspace.');
  });

  it('has sections by their anchors, and fits every screen', async () => {
    const ann = await found(service);
    await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support with a name that is long enough to need two lines' }));
    await settingsOf(ann, '#remove');
    await visitor.page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Roles' }).click();
    await visitor.page.waitForURL(/#roles$/);
    await visitor.fitsEverywhere('the settings of a workspace');
    await visitor.press('Rename Support');
    await visitor.fitsEverywhere('renaming an inbox');
  });
});
