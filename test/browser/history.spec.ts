import { readFile } from 'node:fs/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { type Locator } from 'playwright-core';
import { at, done, invite, remove } from '../acceptance/workspace-calls.js';
import { atTheConsole, service, visitor } from '../support/at-the-console.js';
import { found, join, newDomain, type Person, promote, signUp } from '../support/people.js';
import { until } from '../support/until.js';

/** The history of a workspace, as its admins read it. */

jest.setTimeout(90_000);

atTheConsole();

interface Entry {
  readonly eventId: string;
  readonly type: string;
  readonly at: string;
  readonly summary: string;
  readonly revision: number;
  readonly position: string;
  readonly hash: string;
  readonly correlationId: string;
  readonly causationId: string;
}

const entriesOf = async (person: Person, query = ''): Promise<Entry[]> => (await done(person.client.get(at(person, `/history${query}`)))).items;

async function historyOf(person: Person, search = ''): Promise<void> {
  await visitor.actAs(person);
  await visitor.goTo(`/workspaces/${person.workspaceId}/history${search}`);
}

function entries(): Locator {
  return visitor.page.locator('[data-entry]');
}

function entry(words: string | RegExp): Locator {
  return entries().filter({ hasText: words });
}

/** The sentences that are shown, in their order. */
function told(): Promise<string[]> {
  return visitor.page.evaluate('[...document.querySelectorAll("[data-entry] span[dir=ltr]")].map((one) => one.innerText)');
}

const toldNow = (wanted: readonly Entry[]) =>
  until('the entries', async () => JSON.stringify(await told()) === JSON.stringify(wanted.map(({ summary }) => summary)));

function query(): URLSearchParams {
  return new URL(visitor.page.url()).searchParams;
}

async function saved(press: () => Promise<void>): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Ann founded it, Bo joined and was promoted with a reason, Cy was invited, Di joined and was removed. */
async function company() {
  const ann = await found(service);
  const bo = await join(service, ann.domain, 'bo');
  const why = { headers: { 'roster-reason': encodeURIComponent('Bo leads the team now') } };
  await done(ann.client.put(at(ann, `/members/${bo.memberId}/role`), { role: 'admin' }, why));
  const cy = await invite(ann, `cy@${newDomain()}`);
  const di = await join(service, ann.domain, 'di');
  await done(remove(ann, di, bo));
  return { ann, bo, cy, di };
}

describe('the timeline', () => {
  it('[H-1] tells each entry in words, with before and after, why, and what an auditor needs', async () => {
    const { ann } = await company();
    const all = await entriesOf(ann, '?limit=200');
    await historyOf(ann);
    await toldNow(all);
    const promotion = entry('changed the role of Bo');
    await promotion.getByText('User → Admin').or(promotion.locator('dd', { hasText: /User.*Admin/ })).first().waitFor();
    await promotion.getByText('Why: Bo leads the team now').waitFor();
    await promotion.locator('summary').press('Enter');
    const facts = await promotion.locator('dl').last().innerText();
    const { position, hash, eventId, revision, correlationId, causationId } = all.find(({ type }) => type === 'RoleChanged') ?? ({} as Entry);
    for (const fact of [position, hash, eventId, String(revision), correlationId, causationId, 'UTC']) expect(facts).toContain(fact);
  });

  it('[H-1] [S-6] names a service, and on whose behalf', async () => {
    const ann = await found(service);
    const worker = service.service(service.serviceKey, { 'roster-on-behalf-of': ann.memberId });
    await done(worker.post(at(ann, '/inboxes'), { name: 'From outside' }));
    await historyOf(ann);
    await entry('added the inbox “From outside”').getByText(/By the service .*, on behalf of Ann/).waitFor();
  });

  it('[H-2] is filtered by person, kind, day and order, and the address says so', async () => {
    const { ann, bo, di } = await company();
    await historyOf(ann);
    await visitor.page.getByLabel('What', { exact: true }).selectOption('UserJoined');
    await toldNow(await entriesOf(ann, '?type=UserJoined'));
    expect(query().get('type')).toBe('UserJoined');
    await visitor.page.getByLabel('Order', { exact: true }).selectOption('asc');
    await toldNow(await entriesOf(ann, '?type=UserJoined&order=asc'));
    await visitor.press('Clear filters');
    await toldNow(await entriesOf(ann, '?order=asc'));

    await visitor.page.getByRole('combobox', { name: 'About' }).fill('Bo');
    await visitor.page.getByRole('option', { name: 'Bo', exact: true }).click();
    await toldNow(await entriesOf(ann, `?order=asc&subject=${bo.memberId}`));
    expect(query().get('subject')).toBe(bo.memberId);

    await visitor.goTo(`/workspaces/${ann.workspaceId}/history?actor=${bo.memberId}`);
    await toldNow(await entriesOf(ann, `?actor=${bo.memberId}`));
    await visitor.goTo(`/workspaces/${ann.workspaceId}/history?subject=${di.memberId}`);
    await toldNow(await entriesOf(ann, `?subject=${di.memberId}`));
    const about = visitor.page.getByRole('combobox', { name: 'About' });
    await until('the name of who was removed', async () => (await about.inputValue()) === 'Di');

    await visitor.goTo(`/workspaces/${ann.workspaceId}/history?to=2020-01-01`);
    await visitor.page.getByText('Nothing happened that these filters leave.').waitFor();
    await visitor.page.getByLabel('To', { exact: true }).fill('');
    await toldNow(await entriesOf(ann));
  });

  it('[H-2] an entry leads to all that is about its member', async () => {
    const { ann, di } = await company();
    await historyOf(ann);
    await entry('Di joined as user').locator('summary').click();
    await entry('Di joined as user').getByRole('button', { name: 'Only about this member' }).click();
    await toldNow(await entriesOf(ann, `?subject=${di.memberId}`));
  });

  it('[H-2] goes on where a page ends, and so does the focus', async () => {
    const ann = await found(service);
    for (let index = 0; index < 55; index += 1) await done(ann.client.post(at(ann, '/inboxes'), { name: `Inbox ${index}` }));
    await historyOf(ann);
    expect(await entries().count()).toBe(50);
    await visitor.press('Load more');
    await toldNow(await entriesOf(ann, '?limit=200'));
    await until('the focus', () => visitor.page.evaluate<boolean>('document.activeElement === document.querySelectorAll("[data-entry]")[50]'));
    expect(await visitor.page.getByRole('button', { name: 'Load more' }).count()).toBe(0);
  });

  it('[H-1] what others do appears by itself', async () => {
    const ann = await found(service);
    await historyOf(ann);
    await done(ann.client.post(at(ann, '/inboxes'), { name: 'Just now' }));
    await entry('added the inbox “Just now”').waitFor();
  });

  it('[H-1] names are text, whatever is in them, and turn nothing around them', async () => {
    const ann = await found(service);
    const name = '<img src=x onerror=alert(1)> \u202eנועה';
    await signUp(service, `eve@${ann.domain}`, { name });
    await historyOf(ann);
    await entry('joined as user').first().waitFor();
    const shown = await entry('joined as user').first().locator('bdi').first().textContent();
    expect(shown).toBe((await done(ann.client.get(at(ann, '/members?search=eve')))).items[0].name);
    expect(await visitor.page.locator('main img[src=x]').count()).toBe(0);
  });

  it('[H-2] [T-6] what is filtered is exported as CSV and as JSON Lines, as the API has it', async () => {
    const { ann, bo } = await company();
    const path = `/history?order=desc&subject=${bo.memberId}`;
    await historyOf(ann, `?subject=${bo.memberId}`);
    for (const [item, format] of [['CSV, for spreadsheets', 'csv'], ['JSON Lines, for programs', 'jsonl']] as const) {
      await visitor.press('Export');
      const file = await saved(() => visitor.page.getByRole('menuitem', { name: item }).click());
      expect(file).toEqual({ name: `history.${format}`, text: (await ann.client.get(at(ann, `${path}&format=${format}`))).text });
    }
  });
});

describe('through time', () => {
  it('[T-5] [H-3] shows the table as it was, and what is different now, as the API has it', async () => {
    const { ann, bo } = await company();
    const [joined] = await entriesOf(ann, `?subject=${bo.memberId}&type=UserJoined`);
    const moment = joined?.at ?? '';
    await historyOf(ann, `?at=${moment}`);
    const past = visitor.page.getByRole('region', { name: 'The users at that moment' });
    await past.getByText('2 members: 2 joined, 0 invited').waitFor();
    const { items } = await done(ann.client.get(at(ann, `/members?asOf=${moment}`)));
    const emails = await past.getByRole('table').locator('tbody tr td:first-child').allInnerTexts();
    expect(emails.map((text) => text.split('\n').at(-1)?.trim())).toEqual(items.map(({ email }: { email: string }) => email));
    expect(await past.getByRole('row').filter({ hasText: 'Bo' }).innerText()).toContain('User');

    const difference = past.getByRole('region', { name: 'Different now' });
    await difference.getByText('Seats: +1').waitFor();
    expect(await difference.getByRole('list', { name: 'Roles' }).innerText()).toMatch(/^Bo · User → Admin · /);
    expect(await difference.getByRole('list', { name: 'Invited' }).innerText()).toContain('cy@');
    expect(await difference.getByRole('list', { name: 'Joined' }).count()).toBe(0);
  });

  it('[H-3] is stepped through by keyboard and from change to change, and stands in the address', async () => {
    const { ann } = await company();
    const all = await entriesOf(ann);
    await historyOf(ann);
    const thumb = visitor.page.getByRole('slider', { name: 'Moment' });
    expect(await thumb.getAttribute('aria-valuetext')).toBe('now');
    await thumb.press('Home');
    await until('the founding', async () => query().get('at') === all.at(-1)?.at);
    expect(await thumb.getAttribute('aria-valuetext')).not.toBe('now');
    await thumb.press('End');
    await until('now', async () => query().get('at') === null);

    await visitor.press('Earlier change');
    await until('the newest change', async () => query().get('at') === all[0]?.at);
    const before = all.find(({ at: then }) => then < (all[0]?.at ?? ''));
    await visitor.press('Earlier change');
    await until('the change before', async () => query().get('at') === before?.at);
    await visitor.press('Later change');
    await until('the newest change again', async () => query().get('at') === all[0]?.at);
    await visitor.press('Later change');
    await until('now again', async () => query().get('at') === null);
    expect(await visitor.page.getByRole('button', { name: 'Later change' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('an address without a time in it is told so', async () => {
    const ann = await found(service);
    await historyOf(ann, '?at=yesterday');
    await visitor.refused('The moment in this address is not a time.');
  });
});

describe('the proof', () => {
  const proof = () => visitor.page.getByRole('region', { name: 'Proof' });

  it('[H-4] says that the history is unbroken, with its events, its head and its key, and verifies again', async () => {
    const { ann } = await company();
    const verdict = await done(ann.client.get(at(ann, '/history/verification')));
    await historyOf(ann);
    await proof().getByText('Unbroken').waitFor();
    const words = await proof().getByRole('status').innerText();
    expect(words).toContain(`${String(verdict.events)} events`);
    expect(words).toContain(verdict.head.hash.slice(0, 12));
    expect(words).toContain(verdict.head.keyId.slice(0, 12));
    await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    await visitor.press('Verify again');
    await proof().getByText(`${Number(verdict.events) + 1} events`).waitFor();
  });

  it('[H-4] a broken history is told in red, with its first break, and nothing reassures', async () => {
    const { ann } = await company();
    const [newest] = await entriesOf(ann);
    await historyOf(ann);
    await proof().getByText('Unbroken').waitFor();
    const broken = { ok: false, events: 9, head: null, firstBroken: { revision: 3, eventId: newest?.eventId ?? '', why: 'changed' } };
    await visitor.page.route('**/history/verification', (route) => route.fulfill({ json: broken }));
    await visitor.press('Verify again');
    await visitor.refused('The history is not as it was');
    await proof().getByText('The first break is at revision 3: an event is not what it was when it arrived.').waitFor();
    await proof().getByText(newest?.eventId ?? '').waitFor();
    expect(await proof().getByText('Unbroken').count()).toBe(0);
    await visitor.fitsEverywhere('a broken history');

    const busy = { code: 'not_caught_up', title: 'Later', status: 400, detail: 'It could not be verified.' };
    await visitor.page.route('**/history/verification', (route) => route.fulfill({ status: 400, json: busy }));
    await visitor.press('Verify again');
    await visitor.refused('It could not be verified.');
    expect(await proof().getByText('Unbroken').count()).toBe(0);
  });

  it('[H-4] the bundle is saved as the API has it, with the word how to check it', async () => {
    const { ann } = await company();
    await historyOf(ann);
    await proof().getByText('npx roster verify').waitFor();
    const file = await saved(() => visitor.press('Download bundle'));
    const bundle = (await ann.client.get(at(ann, '/history/bundle'))).text;
    const events = (text: string) => text.trimEnd().split('\n').slice(1);
    expect(file.name).toBe(`history-${ann.workspaceId}.jsonl`);
    expect(events(file.text)).toEqual(events(bundle));
  });
});

describe('the page', () => {
  it('[R-1] [R-2] is not for a plain user', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await historyOf(bo);
    await visitor.refused('Only admins see the history.');
    expect(await entries().count()).toBe(0);
    await visitor.fitsEverywhere('the history, for a user');
  });

  it('[R-3] is gone for a demoted admin at the next click', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await promote(ann, bo.memberId);
    await historyOf(bo);
    await entries().first().waitFor();
    await done(ann.client.put(at(ann, `/members/${bo.memberId}/role`), { role: 'user' }));
    await visitor.page.getByLabel('Order', { exact: true }).selectOption('asc').catch(() => undefined);
    await visitor.refused('Only admins see the history.');
    expect(await entries().count()).toBe(0);
  });

  it('fits every screen, with a moment chosen and an entry open', async () => {
    const { ann } = await company();
    await signUp(service, `femi@${ann.domain}`, { name: 'Oluwafemi Adébáyọ̀-Montgomery the Third of Somewhere Very Far Away' });
    const [newest] = await entriesOf(ann);
    await historyOf(ann, `?at=${newest?.at ?? ''}`);
    await visitor.page.getByRole('region', { name: 'The users at that moment' }).getByRole('table').waitFor();
    await entries().first().locator('summary').click();
    await visitor.settled();
    await visitor.fitsEverywhere('the history');
  });
});
