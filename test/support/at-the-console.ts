import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { openBrowser, Visitor } from './browser.js';
import { ServiceProcess } from './service-process.js';

/** For all tests of a file that calls `atTheConsole`. */
export let service: ServiceProcess;
export let browser: Browser;
/** Somebody new at a browser of their own for each test. */
export let visitor: Visitor;

let visitors: Visitor[] = [];

/** The tests of this file have a service and a browser to themselves, and each a `visitor`; whoever arrived leaves after it. */
export function atTheConsole(): void {
  beforeAll(async () => {
    service = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.remove();
  });
  beforeEach(async () => {
    visitors = [];
    visitor = await arrive();
  });
  afterEach(async () => {
    for (const one of visitors) await one.leave();
  });
}

/** Somebody at another browser. */
export async function arrive(): Promise<Visitor> {
  const one = await Visitor.arrive(browser, service);
  visitors.push(one);
  return one;
}

/** From now on `visitor` is somebody else who has arrived. */
export function turnTo(other: Visitor): void {
  visitor = other;
}
