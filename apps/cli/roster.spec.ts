import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roster-bin-'));
  mkdirSync(join(folder, 'apps/cli'), { recursive: true });
  cpSync(new URL('./roster.mjs', import.meta.url), join(folder, 'apps/cli/roster.mjs'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(file: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, file), 'history'], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the command of the package', () => {
  it('[H-6] says what to do where nothing is built', () => {
    const { status, stdout, stderr } = run('apps/cli/roster.mjs');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('npm run build');
  });

  it('[H-6] runs what was built, from wherever it is linked to', () => {
    mkdirSync(join(folder, 'dist/apps/cli'), { recursive: true });
    writeFileSync(join(folder, 'dist/apps/cli/main.js'), 'console.log(process.argv.slice(2).join()); process.exitCode = 4;');
    symlinkSync(join(folder, 'apps/cli/roster.mjs'), join(folder, 'roster'));
    expect(run('roster')).toEqual({ status: 4, stdout: 'history\n', stderr: '' });
  });
});
