import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BadSecret, loadSecret } from './secret.js';

const GIVEN = 'x'.repeat(32);

describe('the secret', () => {
  let folder: string;
  let dataDirectory: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roster-secret-'));
    dataDirectory = join(folder, 'data');
  });

  afterEach(() => rm(folder, { recursive: true }));

  const load = (fromEnvironment?: string, production = false) =>
    loadSecret({ dataDirectory, fromEnvironment, production });

  it('is made once, kept, and for its owner alone', async () => {
    const made = await load();
    expect(made).toMatch(/^[\w-]{64}$/);
    expect(await load()).toBe(made);
    expect(await readdir(dataDirectory)).toEqual(['secret']);
    expect((await stat(join(dataDirectory, 'secret'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDirectory)).mode & 0o077).toBe(0);
    expect((await readFile(join(dataDirectory, 'secret'), 'utf8')).trim()).toBe(made);
  });

  it('is another one in another folder', async () => {
    const made = await load();
    dataDirectory = join(folder, 'other');
    expect(await load()).not.toBe(made);
  });

  it('is one for all who make it at once or while another does, and leaves no draft behind', async () => {
    for (let round = 0; round < 10; round++) {
      dataDirectory = join(folder, `data-${round}`);
      const loading: Promise<string>[] = [];
      for (let turn = 0; turn < 24; turn++) {
        loading.push(load());
        if (turn % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      expect(new Set(await Promise.all(loading)).size).toBe(1);
      expect(await readdir(dataDirectory)).toEqual(['secret']);
    }
  });

  it('fails where it cannot be kept, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'file'), '');
    dataDirectory = join(folder, 'file');
    await expect(load()).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('is that of the environment where one is given, whatever is kept', async () => {
    await load();
    expect(await load(GIVEN)).toBe(GIVEN);
    expect(await load(GIVEN, true)).toBe(GIVEN);
  });

  it('is not made where the environment gives one', async () => {
    await load(GIVEN);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['', 'short', 'x'.repeat(31)])('is refused where it is too short, and not told: "%s"', async (short) => {
    const refusal = await load(short).then(() => undefined, (error: unknown) => error as Error);
    expect(refusal).toBeInstanceOf(BadSecret);
    expect(refusal?.message).toMatch(/ROSTER_SECRET.*32/);
    if (short !== '') expect(refusal?.message).not.toContain(short);
  });

  it('is refused where the kept one was cut off', async () => {
    await load();
    await writeFile(join(dataDirectory, 'secret'), 'cut');
    await expect(load()).rejects.toThrow(BadSecret);
  });

  it('is required in production, and not made there', async () => {
    await expect(load(undefined, true)).rejects.toMatchObject({ code: 'bad_secret', message: /ROSTER_SECRET/ });
    expect(await readdir(folder)).toEqual([]);
    await load();
    await expect(load(undefined, true)).rejects.toThrow(BadSecret);
  });
});
