import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The benchmarks run a copy of this file that lies elsewhere. */
const ROOT = process.env['ROSTER_ROOT'] ?? fileURLToPath(new URL('../../../', import.meta.url));
const SOURCE = join(ROOT, 'test/support/ferretdb/');
const CACHE = join(ROOT, '.cache/ferretdb/');
const PROGRAM = join(CACHE, 'ferretdb');

/** Says loudly that what needs FerretDB did not run. */
export class NoFerretDb extends Error {
  constructor(why: string) {
    super(`DID NOT RUN: the MongoDB adapters need FerretDB, and ${why} Install Go 1.26, or set GO to its command.`);
    this.name = 'NoFerretDb';
  }
}

/**
 * FerretDB, a server of MongoDB's wire protocol, as a process of its own with its state in a folder of its own. It is
 * built with Go when it is first needed, which takes a minute or two; later only where its source changed.
 */
export class FerretDb {
  private constructor(
    readonly folder: string,
    private child: ChildProcess,
    readonly port: number,
  ) {}

  /** @throws NoFerretDb where it is not built and Go is not at hand */
  static async start(): Promise<FerretDb> {
    build();
    const folder = mkdtempSync(join(tmpdir(), 'roster-ferretdb-'));
    const { child, port } = await run(folder, 0);
    return new FerretDb(folder, child, port);
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  url(database: string): string {
    return `mongodb://${this.address}/${database}`;
  }

  /** Ends it as an operator does, and leaves its state. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** As if the power failed. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Lets it stand still, or run on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  /** Starts it again on the same port with the same state. */
  async again(): Promise<void> {
    ({ child: this.child } = await run(this.folder, this.port));
  }

  /** Ends it and removes its state. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    return ended;
  }
}

function build(): void {
  const go = [process.env['GO'], 'go', '/usr/local/go/bin/go'].find((command) => command && works(command));
  if (!go) {
    if (existsSync(PROGRAM)) return;
    throw new NoFerretDb('Go, which builds it, is not at hand.');
  }
  const options = { encoding: 'utf8', env: { ...process.env, GO: go } } as const;
  const { status, stderr } = spawnSync(process.execPath, [join(SOURCE, 'build.mjs'), CACHE], options);
  if (status !== 0 && !existsSync(PROGRAM)) throw new NoFerretDb(`it could not be built:\n${stderr}\n`);
}

function works(command: string): boolean {
  return spawnSync(command, ['version'], { stdio: 'ignore' }).status === 0;
}

async function run(folder: string, port: number): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  // It ends when its standard input does, so with this process in any case.
  const child = spawn(PROGRAM, [`127.0.0.1:${port}`, folder], { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => (errors = (errors + bytes.toString()).slice(-10_000)));
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, port: Number(new URL(line).port) };
  }
  throw new NoFerretDb(`it ended instead of starting:\n${errors}\n`);
}
