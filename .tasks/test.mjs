import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, fail, files, install, root, run } from './shared.mjs';

/** What each suite runs, and what it needs before. */
const SUITES = {
  unit: { folders: ['apps', 'libs'] },
  contract: { folders: ['test/contract'] },
  acceptance: { folders: ['test/acceptance'], needsBuild: true },
  crash: { folders: ['test/crash'], needsBuild: true },
  browser: { folders: ['test/browser'], needsBuild: true, needs: chromium },
};

const [wanted = 'all', ...args] = process.argv.slice(2);
const names = wanted === 'all' ? Object.keys(SUITES) : [wanted];
if (!names.every((name) => name in SUITES)) fail(`Unknown suite ${wanted}: one of all, ${Object.keys(SUITES).join(', ')}.`);

install();
const missed = [];
let failed = false;
for (const name of names) {
  const { folders, needsBuild, needs } = SUITES[name];
  const specs = folders.flatMap((folder) => (existsSync(join(root, folder)) ? files(join(root, folder)) : []));
  if (!specs.some((file) => file.endsWith('.spec.ts'))) {
    missed.push(`${name}: there are no tests of this kind yet`);
    continue;
  }
  const missing = needs?.();
  if (missing) {
    missed.push(`${name}: ${missing}`);
    continue;
  }
  if (needsBuild) build();
  const status = jest([...args, ...folders.map((folder) => `${join(root, folder)}/`)], name);
  failed ||= status !== 0;
}
for (const server of ['EVENTSTORE_URL', 'MONGODB_URL']) {
  if (!process.env[server] && existsSync(join(root, 'libs/event-log/eventstoredb'))) missed.push(`${server} is not set`);
}
if (missed.length > 0) console.error(['', 'DID NOT RUN:', ...missed.map((line) => `  - ${line}`), ''].join('\n'));
process.exit(failed ? 1 : 0);

function jest(more, name) {
  // For .ci/run, which counts what passed and what failed.
  const report = process.env.JEST_REPORT ? ['--json', `--outputFile=${join(process.env.JEST_REPORT, `${name}.json`)}`] : [];
  return run(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '-c', 'test/jest.config.mjs', ...report, ...more],
    { mayFail: true, ...(report.length > 0 ? { stdio: ['ignore', 'ignore', 'inherit'] } : {}) },
  );
}

function chromium() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.some((place) => place && existsSync(place)) ? undefined : 'no Chromium here (set CHROMIUM to its path)';
}
