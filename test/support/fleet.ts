import { join } from 'node:path';
import { Client } from './client.js';
import { MailCatcher } from './mail-catcher.js';
import { type Person } from './people.js';
import { ProductionServers } from './production-servers.js';
import { type Sample, Scrape } from './prometheus.js';
import { atEndOfLog } from './readiness.js';
import { ServiceProcess } from './service-process.js';
import { until } from './until.js';

const PATIENCE_MS = 60_000;

/** Three API processes, one of which leaves the work to the others, and two projectors, on the same servers. */
export class Fleet {
  private constructor(
    readonly servers: ProductionServers,
    readonly mail: MailCatcher,
    readonly apis: readonly ServiceProcess[],
    readonly projectors: readonly ServiceProcess[],
  ) {}

  static async start(): Promise<Fleet> {
    const servers = await ProductionServers.start();
    const folders = new Set<string>();
    const mail = await MailCatcher.start(folders);
    const env = { SMTP_URL: mail.url, PUBLIC_URL: 'http://127.0.0.1:3000', ROSTER_RATE_LIMITS: 'off' };
    const api = (more: Readonly<Record<string, string>> = {}) => ServiceProcess.start({ servers, env: { ...env, ...more } });
    const projector = () => ServiceProcess.start({ servers, env, program: 'projector' });
    const started = await Promise.allSettled([api(), api(), api({ ROSTER_PROJECTING: 'off' }), projector(), projector()]);
    const all = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const fleet = new Fleet(servers, mail, all.slice(0, 3), all.slice(3));
    const failed = started.find((one) => one.status === 'rejected');
    if (failed) {
      await fleet.remove();
      throw failed.reason as Error;
    }
    for (const { dataDir } of fleet.apis) folders.add(join(dataDir, 'outbox'));
    return fleet;
  }

  get all(): readonly ServiceProcess[] {
    return [...this.apis, ...this.projectors];
  }

  /** The API process of a number, whatever number that is. */
  api(number: number): ServiceProcess {
    return this.apis[number % this.apis.length] as ServiceProcess;
  }

  /** The same person, who calls another process. */
  at(number: number, person: Person): Person {
    const client = new Client(this.api(number).address);
    client.cookie = person.client.cookie;
    return { ...person, client };
  }

  /** Which leases a process has. */
  async leasesOf(process: ServiceProcess): Promise<readonly string[]> {
    return heldOf(await offeredTo(process));
  }

  /** Whoever has a lease, among these. */
  async holderOf(lease: string, among = this.all): Promise<ServiceProcess | undefined> {
    const held = await Promise.all(among.map((process) => this.leasesOf(process)));
    return among.find((_, index) => held[index]?.includes(lease));
  }

  /** Resolves once each of so many leases has one holder, among these. @returns how many each has */
  async shared(among = this.all): Promise<readonly number[]> {
    return until('every lease to have one holder', async () => {
      const offered = await Promise.all(among.map(offeredTo));
      const standing = await Promise.all(among.map(atEndOfLog));
      const held = offered.map(heldOf);
      const all = held.flat();
      // What is offered to each is the same, so any of them tells how many there are.
      return all.length === offered[0]?.length && new Set(all).size === all.length && standing.every(Boolean)
        ? held.map(({ length }) => length)
        : undefined;
    }, PATIENCE_MS);
  }

  /** Resolves once every projection is at the end of the log, as each of these tells it. */
  async folded(among: readonly ServiceProcess[] = this.apis): Promise<void> {
    for (const process of among) await until('every projection to be at the end of the log', () => atEndOfLog(process), PATIENCE_MS);
  }

  async remove(): Promise<void> {
    for (const process of this.all) process.signal('SIGCONT');
    // Whoever waits for a mail to be taken cannot stop.
    this.mail.letGo();
    await Promise.all(this.all.map((process) => process.remove()));
    await this.mail.stop();
    await this.servers.stop();
  }
}

/** Every lease that a process knows of; its value is 1 where the process has it. */
async function offeredTo(process: ServiceProcess): Promise<readonly Sample[]> {
  const { status, text } = await process.client().get('/metrics');
  if (status !== 200) throw new Error(`Metrics answered ${status}.`);
  return new Scrape(text).all('roster_lease_held');
}

function heldOf(offered: readonly Sample[]): readonly string[] {
  return offered.flatMap(({ labels, value }) => (value === 1 ? [labels['lease'] ?? ''] : []));
}
