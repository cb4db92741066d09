import { readFile } from 'node:fs/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { type Locator } from 'playwright-core';
import { at, done, invite, remove } from '../acceptance/workspace-calls.js';
import { atTheConsole, browser, service, visitor } from '../support/at-the-console.js';
import { Visitor } from '../support/browser.js';
import { found, inviteAndAccept, join, newDomain, type Person, promote, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** Seats and what they cost, as admins see them. */

jest.setTimeout(90_000);

const DAYS_AHEAD = 4;
const SECONDS_OF_A_DAY = 86_400;

atTheConsole();

const pathOf = ({ workspaceId }: Person, search = '') => `/workspaces/${workspaceId}/billing${search}`;

async function billOf(person: Person, search = ''): Promise<void> {
  await visitor.actAs(person);
  await visitor.goTo(pathOf(person, search));
}

/** What a list of figures says, by its labels. */
async function figures(label: string | RegExp): Promise<Record<string, string>> {
  const list = visitor.page.locator('dl').and(visitor.page.getByLabel(label));
  const [terms, values] = await Promise.all([list.locator('dt').allInnerTexts(), list.locator('dd').allInnerTexts()]);
  return Object.fromEntries(terms.map((term, index) => [term, values[index] ?? '']));
}

function table(name: string): Locator {
  return visitor.page.getByRole('table', { name, exact: true });
}

/** The rows of a table as texts, without its head. */
async function rowsOf(name: string): Promise<string[][]> {
  const rows = await table(name).locator('tbody').getByRole('row').all();
  return Promise.all(rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).map((text) => text.trim())));
}

/** What a button saves. */
async function saved(button: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.press(button)]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Ann founded it, Bo joined by the domain, Cy was invited and joined, Di is invited, Ed was invited and revoked, Flo was removed. */
async function company() {
  const ann = await found(service);
  const bo = await join(service, ann.domain, 'bo');
  const cy = await inviteAndAccept(service, ann, `cy@${newDomain()}`);
  const di = await invite(ann, `di@${newDomain()}`);
  const ed = await invite(ann, `ed@${newDomain()}`);
  await done(remove(ann, ed));
  const flo = await join(service, ann.domain, 'flo');
  await done(remove(ann, flo, bo));
  return { ann, bo, cy, di, ed, flo };
}

describe('seats', () => {
  it('[B-1] [B-2] the figures are those of the API, with the members and the events behind them', async () => {
    const { ann } = await company();
    const seats = await done(ann.client.get(at(ann, '/seats')));
    await billOf(ann);
    expect(await figures('Seats')).toEqual({
      Seats: String(seats.total),
      Joined: String(seats.joined),
      Invited: String(seats.invited),
      'Expired invitations': '0',
    });
    expect([seats.total, seats.joined, seats.invited]).toEqual([4, 3, 1]);
    await visitor.press('Show who has a seat');
    await visitor.settled();
    await table('Who has a seat').getByText('Cy', { exact: true }).waitFor();
    const shown = await rowsOf('Who has a seat');
    const causes = seats.members.map(({ causedBy, state }: { causedBy: string; state: string }) => [state, causedBy.slice(-8)]);
    expect(shown.map(([, state = '', , event = '']) => [state.toLowerCase(), event.slice(0, 8)])).toEqual(causes);
    await visitor.page.locator('dl').getByRole('link', { name: '1', exact: true }).click();
    await visitor.page.waitForURL((url) => url.pathname.endsWith('/users') && url.search === '?state=invited');
  });

  it('[B-2] stand as of any moment, which is in the address', async () => {
    const { ann, bo } = await company();
    const { items } = await done(ann.client.get(at(ann, `/history?subject=${bo.memberId}&type=UserJoined`)));
    await billOf(ann, `?asOf=${String(items[0].at)}`);
    await visitor.page.getByRole('heading', { name: 'Seats at that moment' }).waitFor();
    expect(await figures('Seats')).toEqual({ Seats: '2', Joined: '2', Invited: '0', 'Expired invitations': '0' });
    await visitor.press('Now');
    await visitor.page.getByRole('heading', { name: 'Seats now' }).waitFor();
    await until('the seats of now', async () => (await figures('Seats'))['Seats'] === '4');
    expect(new URL(visitor.page.url()).search).toBe('');
  });

  it('[B-1] what others change appears by itself', async () => {
    const ann = await found(service);
    await billOf(ann);
    expect((await figures('Seats'))['Seats']).toBe('1');
    await invite(ann, `bo@${newDomain()}`);
    await until('the new seat', async () => (await figures('Seats'))['Seats'] === '2');
  });

  it('[B-1] expired invitations are pointed out, since they still take a seat', async () => {
    const ahead = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
    const late = await Visitor.arrive(browser, ahead);
    try {
      const ann = await found(ahead);
      await invite(ann, `bo@${newDomain()}`);
      await ahead.restart({ ROSTER_RATE_LIMITS: 'off', ROSTER_CLOCK_OFFSET: String(DAYS_AHEAD * SECONDS_OF_A_DAY) });
      await late.signIn(ann.email);
      await late.goTo(pathOf(ann));
      await late.page.getByText('1 expired invitation still takes a seat').waitFor();
      await late.page.getByText('An expired link does not end a seat.').waitFor();
      await late.fitsEverywhere('billing with an expired invitation');
      await late.follow('see the invited members');
      await late.page.waitForURL((url) => url.search === '?state=invited');
    } finally {
      await late.leave();
      await ahead.remove();
    }
  });
});

describe('the month', () => {
  const monthOf = (asOf: string) => asOf.slice(0, 7);

  it('[B-3] figures, days and lines are those of the API at the same moment', async () => {
    const { ann, flo } = await company();
    const { asOf } = await done(ann.client.get(at(ann, '/seats')));
    const month = monthOf(asOf);
    const period = await done(ann.client.get(at(ann, `/seats/periods/${month}?asOf=${String(asOf)}`)));
    const days = await done(ann.client.get(at(ann, `/seats/days?from=${month}-01&to=${String(asOf).slice(0, 10)}&asOf=${String(asOf)}`)));
    await billOf(ann, `?month=${month}&asOf=${String(asOf)}`);
    const shown = await figures(/^Figures of/);
    expect(shown['Peak']).toBe(String(period.peak));
    expect(shown['Seat-seconds']).toBe(period.seatSeconds.toLocaleString('en-GB'));
    const lines = await rowsOf('Lines of the month');
    expect(lines).toHaveLength(period.lines.length);
    await table('Lines of the month').getByRole('row').filter({ hasText: 'Flo' }).getByText('removed').waitFor();
    expect(period.lines.map(({ memberId }: { memberId: string }) => memberId)).toContain(flo.memberId);

    await visitor.press('Show the figures by day');
    const byDay = await rowsOf('Seats by day');
    expect(byDay.map(([, ...rest]) => rest)).toEqual(
      days.items.map(({ atEnd, peak, seatSeconds }: Record<string, number>) => [atEnd, peak, seatSeconds].map((n) => n?.toLocaleString('en-GB'))),
    );
  });

  it('[B-3] the chart has its words, and its figures as a table that the keyboard reaches', async () => {
    const { ann } = await company();
    await billOf(ann);
    const chart = visitor.page.getByRole('img', { name: /^Seats by day in .*: 4 at the end of .*; the peak was \d+, first on / });
    await chart.waitFor();
    await chart.locator('svg.recharts-surface').first().waitFor();
    const opener = visitor.page.getByRole('button', { name: 'Show the figures by day' });
    await opener.focus();
    await visitor.page.keyboard.press('Enter');
    await table('Seats by day').waitFor();
    await visitor.page.keyboard.press('Tab');
    expect(await visitor.page.evaluate('document.activeElement.ariaLabel')).toBe('Seats by day');
  });

  it('no other page carries the charts', async () => {
    const ann = await found(service);
    const scripts = () => visitor.requests.map((request) => new URL(request.url()).pathname).filter((path) => /chart-[^/]*\.js$/.test(path));
    await visitor.actAs(ann);
    for (const page of ['users', 'history', 'settings']) await visitor.goTo(`/workspaces/${ann.workspaceId}/${page}`);
    expect(scripts()).toEqual([]);
    await billOf(ann);
    await visitor.page.locator('svg.recharts-surface').first().waitFor();
    expect(scripts()).toHaveLength(1);
  });

  it('is chosen among those since the founding, and stands in the address', async () => {
    const ann = await found(service);
    const { asOf } = await done(ann.client.get(at(ann, '/seats')));
    await billOf(ann, '?month=2020-02');
    await visitor.page.getByText('There was no seat in this month.').waitFor();
    expect((await figures(/^Figures of February 2020/))['Seat-seconds']).toBe('0');
    const month = visitor.page.getByLabel('Month', { exact: true });
    expect(await month.locator('option').count()).toBe(2);
    await month.selectOption(monthOf(asOf));
    await visitor.page.waitForURL((url) => url.searchParams.get('month') === monthOf(asOf));
    await table('Lines of the month').getByText('Ann').waitFor();
  });

  it('[T-6] lines and days are saved as CSV, and what a spreadsheet would run is defused', async () => {
    const domain = newDomain();
    const name = '=HYPERLINK("x","y")';
    const ann = { ...(await signUp(service, `ann@${domain}`, { name })), domain };
    await join(service, domain, 'bo');
    const { asOf } = await done(ann.client.get(at(ann, '/seats')));
    await billOf(ann, `?asOf=${String(asOf)}`);
    const lines = await saved('Download lines (CSV)');
    expect(lines.name).toBe(`seats-${monthOf(asOf)}-lines.csv`);
    const period = await done(ann.client.get(at(ann, `/seats/periods/${monthOf(asOf)}?asOf=${String(asOf)}`)));
    const [head, first, second, ...rest] = lines.text.trimEnd().split('\n');
    expect([head, rest]).toEqual(['period,memberId,name,email,from,to,seconds', []]);
    const [one, other] = period.lines;
    expect(first).toBe(`${monthOf(asOf)},${ann.memberId},"'=HYPERLINK(""x"",""y"")",${ann.email},${one.from},${one.to},${one.seconds}`);
    expect(second).toContain(`,Bo,bo@${domain},${other.from},${other.to},${other.seconds}`);
    const days = await saved('Download days (CSV)');
    expect(days.text.split('\n')[0]).toBe('date,atEnd,peak,seatSeconds');
    expect(days.text.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^${String(asOf).slice(0, 10)},2,2,\\d+$`));
  });
});

it('[B-2] [B-6] says what changed the seats, who did it and why', async () => {
  const { ann } = await company();
  await billOf(ann);
  const list = visitor.page.getByRole('list', { name: 'Changes of seats' });
  await list.getByRole('listitem').first().waitFor();
  const items = (await list.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n').filter((line) => line.trim() !== ''));
  const { total } = await done(ann.client.get(at(ann, '/seats')));
  const sum = items.reduce((seats, [delta = '']) => seats + (delta.startsWith('+') ? 1 : delta.startsWith('−') ? -1 : 0), 0);
  expect(sum).toBe(total);
  const told = items.map(([delta, words]) => `${delta ?? ''}: ${words ?? ''}`);
  expect(told[0]).toMatch(/^−1 seat: Ann removed Flo; Bo took over their work\.$/);
  expect(told).toEqual(expect.arrayContaining([expect.stringMatching(/^Same seat: Cy joined as user, by the invitation's link\.$/)]));
  expect(told).toEqual(expect.arrayContaining([expect.stringMatching(/^−1 seat: Ann revoked the invitation of ed@/)]));
  expect(told.at(-1)).toMatch(/^\+1 seat: Ann joined as admin, by founding the workspace\.$/);
});

describe('the page', () => {
  it('[R-1] [R-2] is not for a plain user', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await billOf(bo);
    await visitor.refused('Only admins see seats and billing.');
    expect(await visitor.page.getByRole('region').count()).toBe(0);
    await visitor.fitsEverywhere('billing, for a user');
  });

  it('[R-3] is gone for an admin who is demoted at the next thing they ask for', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await promote(ann, bo.memberId);
    await billOf(bo);
    await done(ann.client.put(at(ann, `/members/${bo.memberId}/role`), { role: 'user' }));
    await visitor.page.getByLabel('Month', { exact: true }).waitFor();
    await visitor.follow('History');
    await visitor.refused(/Only admins/);
  });

  it('fits every screen, its tables open', async () => {
    const { ann } = await company();
    await signUp(service, `femi@${ann.domain}`, { name: 'Oluwafemi Adébáyọ̀-Montgomery the Third of Somewhere Very Far Away' });
    await billOf(ann);
    await visitor.press('Show who has a seat');
    await visitor.press('Show the figures by day');
    await visitor.settled();
    await visitor.fitsEverywhere('billing');
  });

  it('says that nothing answers, and tries again when asked to', async () => {
    const ann = await found(service);
    await visitor.actAs(ann);
    await visitor.page.route('**/seats', (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: '{"code":"unexpected","detail":"It broke."}' }));
    await visitor.goTo(pathOf(ann));
    await visitor.refused('It broke.');
    await visitor.page.unroute('**/seats');
    await visitor.press('Try again');
    await visitor.page.getByRole('heading', { name: 'Seats now' }).waitFor();
  });
});
