import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { openBrowser, Visitor } from '../support/browser.js';
import { found } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';

/** What a page weighs on a cold cache. */

const MOST_SCRIPT = 250 * 1024;

jest.setTimeout(60_000);

let service: ServiceProcess;
let browser: Browser;
let visitor: Visitor;
let scripts: Map<string, number>;

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await service.remove();
});
beforeEach(async () => {
  visitor = await Visitor.arrive(browser, service);
  scripts = new Map();
  visitor.page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    scripts.set(response.url(), Number(response.headers()['content-length']));
  });
});
afterEach(() => visitor.leave());

const weight = (): number => [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);

it('a first page needs less than 250 KB of script, compressed', async () => {
  await visitor.goTo('/sign-in');
  expect(scripts.size).toBeGreaterThan(0);
  expect(weight()).toBeLessThan(MOST_SCRIPT);
});

it('the table of users needs less than 250 KB of script, compressed', async () => {
  const { client, workspaceId } = await found(service);
  const [name = '', value = ''] = client.cookie?.split('=') ?? [];
  await visitor.context.addCookies([{ name, value, url: service.address }]);
  await visitor.goTo(`/workspaces/${workspaceId}/users`);
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
