import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Client } from './client.js';
import { ServiceProcess } from './service-process.js';

/**
 * A service that may die at any moment and is then started again on its data, as a service manager would. Commands go on
 * until they are answered, with 503 as a request to try again: each with a key of its own, the same at every try.
 */
export class SteadyService {
  private starting: Promise<void> | undefined;
  private stopped = false;
  /** How often it died by itself. */
  deaths = 0;
  private keys = 0;

  private constructor(readonly service: ServiceProcess) {}

  static async start(env: Readonly<Record<string, string>> = {}, dataDir?: string): Promise<SteadyService> {
    const service = await ServiceProcess.start({ env, ...(dataDir === undefined ? {} : { dataDir }) });
    const steady = new SteadyService(service);
    steady.watch();
    return steady;
  }

  /** A name that no other command of this run has. */
  key(): string {
    this.keys += 1;
    return `key-${process.pid}-${this.keys}`;
  }

  /** Sends until there is an answer; the same key at every try, so that it counts once. */
  async command(client: Client, method: string, path: string, body?: unknown, key = this.key()): Promise<Answer> {
    return this.until(() => client.send(method, path, body, { headers: { 'idempotency-key': key } }));
  }

  async query(client: Client, path: string): Promise<Answer> {
    return this.until(() => client.get(path));
  }

  /** As a command, and what it must be answered with. */
  async done(client: Client, method: string, path: string, body: unknown, status: number): Promise<Answer> {
    const answer = await this.command(client, method, path, body);
    if (answer.status !== status) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.starting;
    await this.service.stop();
  }

  private async until(send: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      try {
        const answer = await send();
        if (answer.status !== 503) return answer;
      } catch (error) {
        if (!isConnectionError(error)) throw error;
        await this.starting;
      }
      await pause(10);
    }
  }

  private watch(): void {
    void this.service.gone().then(() => {
      if (this.stopped) return;
      this.deaths += 1;
      this.starting = this.service.run({}).then(() => this.watch());
    });
  }
}

function isConnectionError(error: unknown): boolean {
  const { code } = error as { readonly code?: string };
  return code !== undefined && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code);
}
