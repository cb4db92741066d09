import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-http-'));
});
afterAll(() => rm(folder, { recursive: true }));

const MAIN = `
import 'reflect-metadata';
import { createSampleApp, COMMANDS, ACME } from './libs/http/spec/sample-app.js';
const app = await createSampleApp();
await app.listen(0, '127.0.0.1');
const headers = { ...COMMANDS, 'content-type': 'application/json', 'idempotency-key': 'k' };
const url = (await app.getUrl()) + '/v1/workspaces/' + ACME + '/members';
const add = async (name) => {
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ name }) });
  const { code, name: added } = await answer.json();
  return [answer.status, code ?? added, answer.headers.get('roster-position')];
};
console.log(JSON.stringify([await add('Bo'), await add('Bo'), await add('Cy')]));
await app.close();
`;

/** Jest compiles by swc; what ships is compiled by tsc, whose decorators' metadata differ in their details. */
it('compiled by tsc, the kernel runs on plain Node as it does here', async () => {
  const settings = {
    extends: join(project, 'tsconfig.json'),
    compilerOptions: {
      rootDir: project,
      outDir: folder,
      incremental: false,
      noCheck: true,
      paths: { '#libs/*': [join(project, 'libs/*/index.ts')] },
      typeRoots: [join(project, 'node_modules/@types')],
    },
    files: [join(project, 'libs/http/spec/sample-app.ts')],
    include: [],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  await run(process.execPath, [join(project, 'node_modules/typescript/bin/tsc'), '-p', folder]);
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "imports": { "#libs/*": "./libs/*/index.js" } }');
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'main.mjs'), MAIN);

  const { stdout } = await run(process.execPath, [join(folder, 'main.mjs')]);
  expect(JSON.parse(stdout)).toEqual([
    [201, 'Bo', 'p1'],
    [201, 'Bo', 'p1'],
    [422, 'idempotency_key_reused', null],
  ]);
}, 60_000);
