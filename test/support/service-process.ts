import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from './client.js';
import { Mailbox } from './mailbox.js';
import { IN_PRODUCTION_MODE } from './mode.js';
import { type ProductionServers } from './production-servers.js';
import { until } from './until.js';

const MAIN = process.env['ROSTER_MAIN'] ?? new URL('../../dist/apps/api/main.js', import.meta.url).pathname;

/** As `npm start` and the image have it: room for what lives for one command, or V8 collects garbage all the time. */
export const SEMI_SPACE = ['--min-semi-space-size=16', '--max-semi-space-size=32'];
const NODE_FLAGS = [...SEMI_SPACE, '--enable-source-maps'];

export interface ServiceOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Of an earlier service: to start again on its data. */
  readonly dataDir?: string;
  /** To run in production mode on these servers, which then are the caller's to stop. */
  readonly servers?: ProductionServers;
  /** Which program: the API unless told. */
  readonly program?: Program;
}

type Program = 'api' | 'projector';

/**
 * The real service as a process of its own, on a port and a folder of its own; where the whole run is in production
 * mode, on servers of its own.
 */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private errors = '';
  readonly mailbox: Mailbox;

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    private env: Readonly<Record<string, string>>,
    private readonly servers: ProductionServers | undefined,
    private readonly ownServers: boolean,
    private readonly program: Program,
  ) {
    this.mailbox = new Mailbox(join(dataDir, 'outbox'));
  }

  static async start({ env = {}, dataDir, servers, program = 'api' }: ServiceOptions = {}): Promise<ServiceProcess> {
    const own = servers === undefined && IN_PRODUCTION_MODE ? await newServers() : undefined;
    const service = new ServiceProcess(
      dataDir ?? mkdtempSync(join(tmpdir(), 'roster-test-')),
      await freePort(),
      env,
      servers ?? own,
      own !== undefined,
      program,
    );
    try {
      await service.run();
    } catch (error) {
      // One that is only slow is there.
      await service.kill();
      await own?.stop();
      throw error;
    }
    return service;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Everything the process has written to standard error: its log. */
  get log(): string {
    return this.errors;
  }

  get serviceKey(): string {
    if (this.servers) return this.servers.serviceKey;
    return readFileSync(join(this.dataDir, 'service-key'), 'utf8').trim();
  }

  /** A browser of its own: no cookies yet. */
  client(): Client {
    return new Client(this.address);
  }

  /** A service with a key, the one with all scopes unless told. */
  service(key = this.serviceKey, headers: Readonly<Record<string, string>> = {}): Client {
    return new Client(this.address, { authorization: `Bearer ${key}`, ...headers });
  }

  /**
   * Starts on the same data; resolves once it is ready, or where that is not waited for, once it answers.
   * @throws DidNotStart where it ends instead
   */
  async run(env: Readonly<Record<string, string>> = this.env, { patiently = true } = {}): Promise<void> {
    this.env = env;
    const child = spawn(process.execPath, [...NODE_FLAGS, MAIN.replace('/api/', `/${this.program}/`)], {
      env: {
        PATH: process.env['PATH'],
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        LOG_LEVEL: 'info',
        ...(this.servers ? this.servers.settings(env) : env),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    const ended = () => child.exitCode !== null || child.signalCode !== null;
    const client = this.client();
    const started = async () => {
      if (ended()) throw new DidNotStart(this.errors, child.exitCode);
      if (!said.includes(`${this.address}/${this.program === 'api' ? 'docs' : 'health'}`)) return false;
      return !this.servers || !patiently || this.ready(client);
    };
    await until('the service to start', started, 60_000);
  }

  /** What `/health/ready` says in one word; false too where nothing answers. */
  ready(client = this.client()): Promise<boolean> {
    return client.get('/health/ready').then(({ status }) => status === 200, () => false);
  }

  /** As an operator stops it. Gives the exit code. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** As if the power failed. */
  kill(): Promise<number | null> {
    return this.end('SIGKILL');
  }

  /** Lets it stand still, or run on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  /** Resolves once the process is gone by itself. */
  gone(): Promise<number | null> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child?.exitCode ?? null);
    return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  async restart(env = this.env): Promise<void> {
    await this.stop();
    await this.run(env);
  }

  /** Stops it and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    if (this.ownServers) await this.servers?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const gone = this.gone();
    this.child?.kill(signal);
    return gone;
  }
}

/** Loaded where it is needed: gRPC takes its time. */
async function newServers(): Promise<ProductionServers> {
  const { ProductionServers } = await import('./production-servers.js');
  return ProductionServers.start();
}

export class DidNotStart extends Error {
  constructor(
    readonly said: string,
    readonly exitCode: number | null,
  ) {
    super(`The service ended instead of starting:\n${said}`);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
