import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, files, install, root, run } from './shared.mjs';

install();
build();
const { transformSync } = await import('@swc/core');
const { swc } = await import('../test/jest.config.mjs');

/** The benchmarks are TypeScript beside the tests: each file is stripped of its types and run against what was built. */
const out = join(root, '.cache/bench');
rmSync(out, { recursive: true, force: true });
for (const file of [...files(join(root, 'test/bench')), ...files(join(root, 'test/support'))]) {
  if (!file.endsWith('.ts')) continue;
  const { code } = transformSync(readFileSync(file, 'utf8'), { filename: file, ...swc });
  const to = join(out, relative(join(root, 'test'), file)).replace(/\.ts$/, '.js');
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, code);
}
const flags = ['--min-semi-space-size=16', '--max-semi-space-size=32', '--enable-source-maps'];
run(process.execPath, [...flags, join(out, 'bench/run.js'), ...process.argv.slice(2)], {
  env: { ...process.env, ROSTER_ROOT: root, ROSTER_MAIN: join(root, 'dist/apps/api/main.js') },
});
