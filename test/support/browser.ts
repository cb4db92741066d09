import { existsSync } from 'node:fs';
import { expect } from '@jest/globals';
import axe from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { PASSWORD, type Person } from './people.js';
import { type ServiceProcess } from './service-process.js';

/** The console in Debian's Chromium, as people use it. */

const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const LINK = /http:\/\/\S+#token=([A-Za-z0-9._-]+)/;

/** Until what slides to its place after a change has come there; what turns for ever is not waited for. */
const AT_REST = `new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))).then(() => Promise.allSettled(
  document.getAnimations().filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished),
))`;

/** What runs over the side of a page that has become too wide; nothing where it has not. */
const WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] : ['the page', ...[...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
  .map(({ tagName, className, textContent }) => tagName + ' ' + className + ': ' + textContent.slice(0, 40))]`;

const PATIENCE_MS = 15_000;

export async function openBrowser(): Promise<Browser> {
  const executablePath = CHROMIUM.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('No Chromium here: set CHROMIUM to its path.');
  return chromium.launch({ executablePath });
}

export interface Link {
  readonly url: string;
  readonly token: string;
}

/**
 * Somebody at a browser of their own. What no page may ever do is noticed all along, and told by `leave`: an error in the
 * browser's console, a breach of the policy, a request to another host, a command without a key of its own.
 */
export class Visitor {
  readonly requests: Request[] = [];
  readonly faults: string[] = [];

  private constructor(
    readonly service: ServiceProcess,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('request', (request) => this.requests.push(request));
    page.on('pageerror', (error) => this.faults.push(error.message));
    // The browser notes refusals that a page shows, too; anything else, as a breach of the policy, is a fault.
    page.on('console', (note) => {
      if (['error', 'warning'].includes(note.type()) && !note.text().startsWith('Failed to load resource')) this.faults.push(note.text());
    });
  }

  static async arrive(browser: Browser, service: ServiceProcess, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
    return new Visitor(service, context, await context.newPage());
  }

  /** Closes the browser, and fails the test where a page did what none may do. */
  async leave(): Promise<void> {
    await this.context.close();
    const here = [`${this.service.address}/`, 'data:', 'blob:', 'about:'];
    const urls = this.requests.map((request) => request.url());
    const elsewhere = urls.filter((url) => !here.some((start) => url.startsWith(start)));
    // A try that did not get through is made again with its key.
    const commands = this.requests.filter((request) => request.method() !== 'GET' && request.failure() === null);
    const keys = commands.map((request) => request.headers()['idempotency-key']);
    expect({ faults: this.faults, elsewhere, withoutKey: keys.filter((key) => key === undefined) }).toEqual({
      faults: [],
      elsewhere: [],
      withoutKey: [],
    });
    expect(new Set(keys).size).toBe(keys.length);
  }

  /** Opens a page by its address, and waits until it shows what it has to show. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.service.address}${path}`);
    await this.settled();
  }

  /** Until nothing is loading any more. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  async shows(title: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).filter({ hasText: title }).waitFor();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name }).first().click();
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  /** A message of what has been done. */
  async told(words: string | RegExp): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: words }).first().waitFor();
  }

  /** A refusal that is shown. */
  async refused(words: string | RegExp): Promise<void> {
    await this.page.getByRole('alert').filter({ hasText: words }).first().waitFor();
  }

  async signIn(email: string, password = PASSWORD): Promise<void> {
    await this.goTo('/sign-in');
    await this.page.getByLabel('Email address').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.press('Sign in');
    await this.page.waitForURL((url) => url.pathname !== '/sign-in');
    await this.settled();
  }

  /** As somebody who has signed in elsewhere: their session is this browser's from now on. */
  async actAs({ client }: Pick<Person, 'client'>): Promise<void> {
    const [name = '', value = ''] = client.cookie?.split('=') ?? [];
    await this.context.addCookies([{ name, value, url: this.service.address }]);
  }

  /** The link in the newest mail, as its text has it. */
  async linkTo(email: string, subject: RegExp): Promise<Link> {
    const { text } = await this.service.mailbox.mail(email, subject);
    const [url = '', token = ''] = LINK.exec(text) ?? [];
    return { url, token };
  }

  /** Opens a link as an email program does, and proves that this alone does nothing and leaves no token behind. */
  async openHarmlessly({ url, token }: Link): Promise<void> {
    expect(token).not.toBe('');
    const before = this.requests.length;
    await this.page.goto('about:blank');
    await this.page.goto(url);
    await this.settled();
    const commands = this.requests.slice(before).filter((request) => request.method() !== 'GET');
    expect(commands.map((request) => request.url()).filter((asked) => !asked.endsWith('/preview'))).toEqual([]);
    expect(this.page.url()).not.toContain(token);
    const kept = await this.page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])');
    expect(kept).not.toContain(token);
  }

  /** Breaches of the rules for accessible pages (axe-core), each with where. */
  async breaches(): Promise<readonly string[]> {
    await this.page.evaluate(axe.source);
    return this.page.evaluate<string[]>(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`))',
    );
  }

  /** What is shown is accessible and does not run over the sides of the screen. */
  async looksRight(where: string): Promise<void> {
    await this.page.evaluate(`${AT_REST}.then(() => undefined)`);
    const wide = await this.page.evaluate<string[]>(WIDE);
    expect({ where, wide, breaches: await this.breaches() }).toEqual({ where, wide: [], breaches: [] });
  }

  /** The same in light and dark, on a narrow screen and on a wide one. */
  async fitsEverywhere(where: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of [320, 1280]) {
        await this.page.setViewportSize({ width, height: 800 });
        await this.looksRight(`${where}, ${colorScheme}, at ${width} px`);
      }
    }
  }
}
