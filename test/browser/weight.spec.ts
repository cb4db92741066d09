import { beforeEach, expect, it, jest } from '@jest/globals';
import { atTheConsole, service, visitor } from '../support/at-the-console.js';
import { found } from '../support/people.js';

/** What a page weighs on a cold cache. */

const MOST_SCRIPT = 250 * 1024;

jest.setTimeout(60_000);

let scripts: Map<string, number>;

atTheConsole();
beforeEach(() => {
  scripts = new Map();
  visitor.page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    scripts.set(response.url(), Number(response.headers()['content-length']));
  });
});

const weight = (): number => [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);

it('a first page needs less than 250 KB of script, compressed', async () => {
  await visitor.goTo('/sign-in');
  expect(scripts.size).toBeGreaterThan(0);
  expect(weight()).toBeLessThan(MOST_SCRIPT);
});

it('the table of users needs less than 250 KB of script, compressed', async () => {
  const admin = await found(service);
  await visitor.actAs(admin);
  await visitor.goTo(`/workspaces/${admin.workspaceId}/users`);
  await visitor.shows('Users');
  expect(weight()).toBeLessThan(MOST_SCRIPT);
});

it('what was loaded once is not loaded again', async () => {
  const transferred = () =>
    visitor.page.evaluate<number[]>(
      `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).map((each) => each.transferSize)`,
    );
  await visitor.goTo('/sign-in');
  expect((await transferred()).every((bytes) => bytes > 0)).toBe(true);
  await visitor.goTo('/sign-in');
  const again = await transferred();
  expect(again.length).toBeGreaterThan(1);
  expect(again.every((bytes) => bytes === 0)).toBe(true);
});
