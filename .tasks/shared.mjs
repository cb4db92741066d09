import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = 'node_modules/.roster-installed';
const BUILT = 'dist/.roster-built';

/** Runs a command in the project's folder; ends this process with its status where it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0 && !options.mayFail) process.exit(status ?? 1);
  return status ?? 1;
}

export function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

/** Installs what the lock file names, where that is missing or of another lock file. */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Roster needs Node 20.19 or newer; this is ${process.version}.`);
  const wanted = digest(['package-lock.json', 'package.json'].map((file) => readFileSync(join(root, file))));
  const stamp = join(root, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing dependencies (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  writeFileSync(stamp, wanted);
}

/** Compiles apps and libs into dist, and the console beside them, where the sources have changed since the last time. */
export function build() {
  const sources = ['apps', 'libs'].flatMap((folder) => files(join(root, folder)));
  const wanted = digest(
    [...sources, join(root, 'tsconfig.json'), join(root, 'package-lock.json')].map(
      (file) => `${file}:${statSync(file).size}:${statSync(file).mtimeMs}`,
    ),
  );
  const stamp = join(root, BUILT);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Building …');
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'apps/api/tsconfig.app.json']);
  buildConsole();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function buildConsole() {
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'apps/console/vite.config.mjs', '--logLevel', 'warn']);
}

/** Where Debian and others have Chromium, or `CHROMIUM` says it is; undefined where it is not at hand. */
export function chromium() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.find((place) => place && existsSync(place));
}

export function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
