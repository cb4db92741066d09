import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lockDirectory } from './directory-lock.js';
import { DataDirectoryInUse, DataDirectoryUnusable } from './errors.js';
import { type Child, ChildPrograms } from '../../test/support/child-programs.js';

describe('lockDirectory', () => {
  let programs: ChildPrograms;
  let directory: string;
  const children: Child[] = [];

  beforeAll(async () => {
    programs = await ChildPrograms.compile();
  }, 60_000);

  afterAll(() => programs.remove());

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'roster-lock-'));
  });

  afterEach(async () => {
    for (const child of children.splice(0)) await child.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });

  /** A process that says `held` or the code of its error, and then holds on until it is let go. */
  function contender(of = directory, options = {}): Child {
    const child = programs.start(
      `import { lockDirectory } from '#libs/event-log';
       import { once } from 'node:events';
       try {
         const lock = await lockDirectory(${JSON.stringify(of)});
         console.log('held');
         process.stdin.resume();
         await once(process.stdin, 'end');
         await lock.release();
         console.log('released');
       } catch (error) {
         console.log(error.code + ': ' + error.message);
       }`,
      options,
    );
    children.push(child);
    return child;
  }

  it('takes a directory that is not there yet', async () => {
    const missing = join(directory, 'a', 'b.c');
    const lock = await lockDirectory(missing);
    expect(await readdir(missing)).toHaveLength(1);
    await lock.release();
    expect(await readdir(missing)).toEqual([]);
  });

  it('refuses a directory that another process holds, and names that process', async () => {
    const holder = contender();
    expect(await holder.line()).toBe('held');
    const error: unknown = await lockDirectory(directory).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(DataDirectoryInUse);
    expect(error).toMatchObject({ code: 'data_dir_in_use', kind: 'unavailable', directory, holder: holder.pid });
    expect((error as Error).message).toContain(directory);
    expect((error as Error).message).toContain(`pid ${holder.pid}`);
  });

  it('refuses it to the same process a second time', async () => {
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(DataDirectoryInUse);
    await lock.release();
  });

  it('leaves what the holder has alone when it refuses', async () => {
    const holder = contender();
    expect(await holder.line()).toBe('held');
    const before = await readdir(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(DataDirectoryInUse);
    expect(await readdir(directory)).toEqual(before);
    await expect(lockDirectory(directory)).rejects.toThrow(DataDirectoryInUse);
  });

  it('gives it to the next one after a release', async () => {
    const holder = contender();
    expect(await holder.line()).toBe('held');
    holder.go();
    expect(await holder.line()).toBe('released');
    const lock = await lockDirectory(directory);
    await lock.release();
  });

  it('gives it to the next one after a SIGKILL, and clears away what was left', async () => {
    for (let round = 0; round < 3; round++) {
      const holder = contender();
      expect(await holder.line()).toBe('held');
      await holder.kill('SIGKILL');
      expect(await readdir(directory)).toHaveLength(1);
    }
    const lock = await lockDirectory(directory);
    expect(await readdir(directory)).toHaveLength(1);
    await lock.release();
  });

  it('refuses it while the holder is stopped and says nothing', async () => {
    const holder = contender();
    expect(await holder.line()).toBe('held');
    holder.signal('SIGSTOP');
    await expect(lockDirectory(directory)).rejects.toThrow(DataDirectoryInUse);
    holder.signal('SIGCONT');
    await expect(lockDirectory(directory)).rejects.toThrow(DataDirectoryInUse);
  });

  it('gives it to exactly one of many processes that start at once, beside the remains of a dead one', async () => {
    const dead = contender();
    expect(await dead.line()).toBe('held');
    await dead.kill('SIGKILL');
    const contenders = Array.from({ length: 6 }, () => contender());
    const said = await Promise.all(contenders.map((child) => child.line()));
    expect(said.filter((line) => line === 'held')).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('data_dir_in_use'))).toHaveLength(5);
  }, 30_000);

  it('gives it to exactly one of many that ask at once in one process', async () => {
    for (let round = 0; round < 20; round++) {
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory)));
      const locks = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      expect(locks).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DataDirectoryInUse);
      }
      for (const lock of locks) await lock.release();
    }
  }, 30_000);

  it('counts one that lives and does not speak as the holder', async () => {
    const mute = createServer().listen(join(directory, '.lock-0.sock'));
    await once(mute, 'listening');
    await expect(lockDirectory(directory)).rejects.toThrow(DataDirectoryInUse);
    mute.close();
    await once(mute, 'close');
  });

  it('counts one that lives and whose line is full as the holder', async () => {
    const full = programs.start(
      `import { connect, createServer } from 'node:net';
       const path = ${JSON.stringify(join(directory, '.lock-0.sock'))};
       createServer().listen({ path, backlog: 1 }, () => console.log('full'));`,
    );
    children.push(full);
    expect(await full.line()).toBe('full');
    full.signal('SIGSTOP');
    const callers = Array.from({ length: 8 }, () => connect(join(directory, '.lock-0.sock')));
    for (const caller of callers) caller.on('error', () => caller.destroy());
    await expect(lockDirectory(directory)).rejects.toThrow(DataDirectoryInUse);
    expect(await readdir(directory)).toEqual(['.lock-0.sock']);
    for (const caller of callers) caller.destroy();
  });

  it('works where the path is longer than that of a socket may be', async () => {
    const deep = join(directory, 'x'.repeat(100), 'y'.repeat(100));
    if (process.platform !== 'linux') {
      await expect(lockDirectory(deep)).rejects.toThrow(DataDirectoryUnusable);
      return;
    }
    const holder = contender(deep);
    expect(await holder.line()).toBe('held');
    await expect(lockDirectory(deep)).rejects.toThrow(DataDirectoryInUse);
    await holder.kill('SIGKILL');
    const lock = await lockDirectory(deep);
    await lock.release();
    expect(await readdir(deep)).toEqual([]);
  });

  it('lets a process end that holds it', async () => {
    const child = programs.start(
      `import { lockDirectory } from '#libs/event-log';
       await lockDirectory(${JSON.stringify(directory)});
       console.log('held');`,
    );
    children.push(child);
    expect(await child.line()).toBe('held');
    expect(await child.ended).toEqual({ code: 0, signal: null });
  });

  it('says what is wrong with a directory that cannot be made', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    for (const impossible of [file, join(file, 'inside')]) {
      const error: unknown = await lockDirectory(impossible).catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(DataDirectoryUnusable);
      expect(error).toMatchObject({ code: 'data_dir_unusable', kind: 'unavailable', directory: impossible });
      expect((error as Error).message).toMatch(/is a file/);
    }
  });

  it('says that a directory is read-only', async () => {
    const sealed = join(directory, 'sealed');
    await mkdir(sealed, { mode: 0o555 });
    const child = contender(sealed, { unprivileged: true });
    expect(await child.line()).toMatch(/^data_dir_unusable: .*sealed cannot be used: this process may not write there/);
    expect(await readdir(sealed)).toEqual([]);
  });
});
