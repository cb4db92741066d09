import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, fail, install, root } from './shared.mjs';

/**
 * Makes the types of the client from the OpenAPI document.
 *
 *   node .tasks/client.mjs            from the service as it is built
 *   node .tasks/client.mjs --check    changes nothing, and fails where document and client differ
 *   --from <address>                  the document of a running service instead
 */
const FILE = join(root, 'libs/client/schema.d.ts');
/** Pages for people, not for programs. */
const IS_CALL = /^\/(v\d+|access|health|\.well-known)\//;
const BANNER = '// Made from the OpenAPI document by `npm run client`. Not to be changed by hand.\n\n';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, from: { type: 'string' } } });
if (values.from === undefined) {
  install();
  build();
}
const wanted = await typesOf(values.from === undefined ? await documentOfBuild() : await (await fetch(values.from)).json());
const present = read(FILE);
if (present === wanted) process.exit(0);
if (values.check) fail(`The client and the OpenAPI document differ, first at:\n${firstDifference(present, wanted)}\n\nnpm run client`);
writeFileSync(FILE, wanted);
console.error('The client is made anew from the OpenAPI document.');
// The built service may have left timers behind.
process.exit(0);

async function typesOf(document) {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => IS_CALL.test(path)).sort(byName));
  const ast = await openapiTS({ ...document, paths }, { alphabetize: true, silent: true });
  return BANNER + astToString(ast);
}

/** Of the compiled service, started for a moment on a folder of its own. */
async function documentOfBuild() {
  const folder = mkdtempSync(join(tmpdir(), 'roster-client-'));
  await import('reflect-metadata');
  const [{ startService }, { readSettings }, { pino }] = await Promise.all([
    import('../dist/apps/api/service.js'),
    import('../dist/apps/api/settings.js'),
    import('pino'),
  ]);
  const service = await startService(readSettings({ DATA_DIR: folder, PORT: '0' }), pino({ level: 'silent' }));
  try {
    return (await service.app.inject({ url: '/openapi.json' })).json();
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function firstDifference(present, wanted) {
  const [is, shouldBe] = [present, wanted].map((text) => text.split('\n'));
  const line = shouldBe.findIndex((text, index) => text !== is[index]);
  const place = line < 0 ? shouldBe.length : line;
  return [`  line ${place + 1}`, `  is        ${is[place] ?? ''}`, `  should be ${shouldBe[place] ?? ''}`].join('\n');
}

function byName([one], [other]) {
  return one < other ? -1 : 1;
}
