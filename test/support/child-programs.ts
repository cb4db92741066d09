import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable, type Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['event-sourcing', 'event-log', 'read-store', 'vault'].map((lib) => `libs/${lib}/index.ts`);
const COMPILER = ['node_modules/typescript/bin/tsc', '--noCheck', '--isolatedModules', '--target', 'es2022'];
const MODULES = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--types', 'node'];

export interface ChildOptions {
  /** Largest file that the child can write, in KiB: a write beyond it fails as on a full disk. */
  readonly fileLimit?: number;
  /** Runs as a user without rights, where the tests run as root; otherwise as who runs the tests. */
  readonly unprivileged?: boolean;
}

/**
 * Programs that use this library in processes of their own: to be killed, to run on a full disk, or as another user.
 * Node cannot run TypeScript and Jest only compiles for itself, so the library is compiled into a temporary folder.
 */
export class ChildPrograms {
  private constructor(private readonly folder: string) {}

  static async compile(): Promise<ChildPrograms> {
    const folder = await mkdtemp(join(tmpdir(), 'roster-child-'));
    await chmod(folder, 0o755);
    const args = [...COMPILER, ...MODULES, '--rootDir', ROOT, '--outDir', folder, ...SOURCES];
    await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    const manifest = { type: 'module', imports: { '#libs/*': './libs/*/index.js' } };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return new ChildPrograms(folder);
  }

  /** @param code of an ES module, which imports from `#libs/…` */
  start(code: string, { fileLimit, unprivileged = false }: ChildOptions = {}): Child {
    // Counted in blocks of 512 bytes.
    const limit = fileLimit === undefined ? '' : `ulimit -f ${fileLimit * 2};`;
    const program = [process.execPath, '--input-type=module', '--eval', code];
    const nobody = unprivileged && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const options = { cwd: this.folder, env: { PATH: process.env['PATH'] }, ...nobody } as const;
    return new Child(spawn('sh', ['-c', `${limit} exec "$@"`, 'sh', ...program], { ...options, stdio: 'pipe' }));
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child's output by lines, its end, and how to end it. */
export class Child {
  readonly ended: Promise<Ending>;
  private readonly lines: AsyncIterator<string, undefined>;
  private errors = '';

  constructor(private readonly process: ChildProcessByStdio<Writable, Readable, Readable>) {
    this.lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
    process.stderr.on('data', (bytes) => (this.errors += String(bytes)));
    this.ended = new Promise((resolve) => process.once('close', (code, signal) => resolve({ code, signal })));
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** What the child wrote to its standard error so far. */
  get stderr(): string {
    return this.errors;
  }

  /** The next line that it prints. */
  async line(): Promise<string> {
    const { done, value } = await this.lines.next();
    if (done) throw new Error(`The child ended without another line. ${this.errors}`);
    return value;
  }

  /** Lets go of what the child waits for on its standard input. */
  go(): void {
    this.process.stdin.end();
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.process.kill(signal);
    await this.ended;
  }

  /** Stops it where it stands, or lets it run on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.process.kill(signal);
  }
}
