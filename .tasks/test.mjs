import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allBut, LEFT_OUT } from '../test/production/left-out.mjs';
import { build, chromium, fail, files, install, root, run } from './shared.mjs';

/** What each suite runs, and what it needs before. */
const SUITES = {
  unit: { folders: ['apps', 'libs'] },
  contract: { folders: ['test/contract'] },
  acceptance: { folders: ['test/acceptance'], needsBuild: true },
  crash: { folders: ['test/crash'], needsBuild: true },
  browser: { folders: ['test/browser'], needsBuild: true, needs: noChromium },
  'production-short': {
    folders: ['test/production', 'test/acceptance/services.spec.ts'],
    needsBuild: true,
    needs: ferretDb,
    production: true,
    short: 'the acceptance suite in production mode but for services: npm run test:production',
  },
  // The whole acceptance suite on servers takes long: it runs when it is asked for by name.
  production: {
    folders: ['test/production', 'test/acceptance'],
    needsBuild: true,
    needs: ferretDb,
    production: true,
    byName: true,
  },
};

const [wanted = 'all', ...args] = process.argv.slice(2);
const names = wanted === 'all' ? Object.keys(SUITES).filter((name) => !SUITES[name].byName) : [wanted];
if (!names.every((name) => name in SUITES)) fail(`Unknown suite ${wanted}: one of all, ${Object.keys(SUITES).join(', ')}.`);

install();
const missed = [];
let failed = false;
for (const name of names) {
  const { folders, needsBuild, needs, production, short } = SUITES[name];
  const specs = folders.flatMap((folder) => {
    if (folder.endsWith('.ts')) return [folder];
    return existsSync(join(root, folder)) ? files(join(root, folder)) : [];
  });
  if (!specs.some((file) => file.endsWith('.spec.ts'))) {
    missed.push(`${name}: there are no tests of this kind yet`);
    continue;
  }
  const missing = needs?.();
  if (missing) {
    missed.push(`${name}: ${missing}`);
    continue;
  }
  if (production) noneLeftOutThatIsNot();
  if (needsBuild) build();
  if (short) missed.push(short);
  else if (production) missed.push(...LEFT_OUT.map(({ title, why }) => `${name}: ${title}: ${why}`));
  const places = folders.map((folder) => join(root, folder) + (folder.endsWith('.ts') ? '' : '/'));
  const status = jest([...(production ? onServers(args) : ['--maxWorkers=100%']), ...args, ...places], name, production);
  failed ||= status !== 0;
}
for (const server of ['EVENTSTORE_URL', 'MONGODB_URL']) {
  if (!process.env[server] && existsSync(join(root, 'libs/event-log/eventstoredb'))) missed.push(`${server} is not set`);
}
if (missed.length > 0) console.error(['', 'DID NOT RUN:', ...missed.map((line) => `  - ${line}`), ''].join('\n'));
process.exit(failed ? 1 : 0);

/** A test that goes by another title now would run after all, where it cannot. */
function noneLeftOutThatIsNot() {
  const specs = files(join(root, 'test/acceptance')).map((file) => readFileSync(file, 'utf8'));
  const gone = LEFT_OUT.filter(({ title }) => !specs.some((text) => text.includes(title)));
  if (gone.length > 0) fail(`No test is called so any more (test/production/left-out.mjs): ${gone.map(({ title }) => title).join('; ')}`);
}

/** One at a time: each service has two servers beside it. What is asked for by name runs, whatever it is. */
function onServers(given) {
  const named = given.some((arg) => arg === '-t' || arg.startsWith('--testNamePattern'));
  return ['--runInBand', ...(named ? [] : ['--testNamePattern', allBut(LEFT_OUT)])];
}

function jest(more, name, production) {
  // For .ci/run, which counts what passed and what failed.
  const report = process.env.JEST_REPORT ? ['--json', `--outputFile=${join(process.env.JEST_REPORT, `${name}.json`)}`] : [];
  return run(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '-c', 'test/jest.config.mjs', ...report, ...more],
    {
      mayFail: true,
      env: production ? { ...process.env, ROSTER_TEST_MODE: 'production' } : process.env,
      ...(report.length > 0 ? { stdio: ['ignore', 'ignore', 'inherit'] } : {}),
    },
  );
}

function ferretDb() {
  const built = existsSync(join(root, '.cache/ferretdb/ferretdb'));
  const go = [process.env.GO, 'go', '/usr/local/go/bin/go'].some(
    (command) => command && spawnSync(command, ['version'], { stdio: 'ignore' }).status === 0,
  );
  return built || go ? undefined : 'the production mode runs on FerretDB, which Go builds, and Go is not at hand (set GO to its command)';
}

function noChromium() {
  return chromium() ? undefined : 'no Chromium here (set CHROMIUM to its path)';
}
