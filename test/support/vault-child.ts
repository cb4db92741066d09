import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['libs/event-sourcing/index.ts', 'libs/vault/index.ts'];
const COMPILER = ['node_modules/typescript/bin/tsc', '--noCheck', '--isolatedModules', '--target', 'es2022'];
const MODULES = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--types', 'node'];

export interface Ending {
  readonly code: number | null;
  /** What it wrote to its standard output and to its standard error. */
  readonly output: string;
  readonly errors: string;
}

/**
 * Runs a program that imports from `#libs/vault` in a process of its own, to its end. Node cannot run TypeScript and
 * Jest only compiles for itself, so the library is compiled into a temporary folder.
 * @param code of an ES module
 * @param fileLimit largest file that it can write, in KiB: a write beyond it fails as on a full disk
 */
export async function runChild(code: string, fileLimit: number): Promise<Ending> {
  const folder = await mkdtemp(join(tmpdir(), 'roster-child-'));
  try {
    const args = [...COMPILER, ...MODULES, '--rootDir', ROOT, '--outDir', folder, ...SOURCES];
    await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    const manifest = { type: 'module', imports: { '#libs/*': './libs/*/index.js' } };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    // Counted in blocks of 512 bytes.
    const limited = ['-c', `ulimit -f ${fileLimit * 2}; exec "$@"`, 'sh'];
    const node = [process.execPath, '--input-type=module', '--eval', code];
    const child = spawn('sh', [...limited, ...node], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await ended, output, errors };
  } finally {
    await rm(folder, { recursive: true });
  }
}
