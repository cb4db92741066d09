import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Vault, type VaultEntry } from '#libs/event-sourcing';
import { openEmbeddedVault } from './embedded-vault.js';
import { ErasureJournal } from './erasure-journal.js';
import { fileHolds, piecesOf } from './traces.js';

const KIND = 'secret';
const MOST_PAGES_MORE = 8;

let directory: string;
let vault: Vault;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'roster-erasure-'));
  vault = await openEmbeddedVault({ directory });
});
afterEach(async () => {
  await vault.close();
  await rm(directory, { recursive: true });
});

interface Secret {
  readonly key: string;
  readonly value: string;
}

const newSecret = (): Secret => ({ key: randomUUID(), value: randomBytes(48).toString('hex') });
const entryOf = ({ key, value }: Secret): VaultEntry => ({ kind: KIND, key, value });
const gone = ({ key }: Secret): VaultEntry => ({ kind: KIND, key, value: '' });

/** Which of the secrets can be read in any file of the vault, in whole or in part. */
async function readable(secrets: readonly Secret[]): Promise<readonly string[]> {
  const found: string[] = [];
  const pieces = piecesOf(secrets.map(({ value }) => value));
  for (const name of await readdir(directory)) {
    if (!(await fileHolds(join(directory, name), pieces))) continue;
    for (const { key, value } of secrets) {
      if (await fileHolds(join(directory, name), piecesOf([value]))) found.push(key);
    }
  }
  return found;
}

/** A vault in use: secrets written by and by, pages split, entries changed, removed and moved about. */
async function inUse(count: number): Promise<readonly Secret[]> {
  const secrets = Array.from({ length: count }, newSecret);
  for (let from = 0; from < count; from += 7) {
    await vault.put(secrets.slice(from, from + 7).map(entryOf));
    await vault.put([{ kind: 'session', key: randomUUID(), value: 'x'.repeat((from * 13) % 900) }]);
    const sessions = await vault.list('session', '', { limit: 2 });
    if (from % 3 === 0) await vault.delete('session', sessions.map(({ key }) => key));
  }
  return secrets;
}

describe('what is overwritten', () => {
  it('[A-7] can be read in the data file after an ordinary put', async () => {
    const secrets = await inUse(200);
    await vault.put(secrets.slice(0, 20).map(gone));
    expect((await readable(secrets.slice(0, 20))).length).toBeGreaterThan(0);
  });

  it('[A-7] stands in no file of the vault any more, not even in part, and all else is as it was', async () => {
    const secrets = await inUse(700);
    const erased: Secret[] = [];
    for (const step of [1, 3, 20]) {
      const next = secrets.slice(erased.length, erased.length + step);
      erased.push(...next);
      await vault.overwrite(next.map(gone));
      expect(await readable(erased)).toEqual([]);
    }
    const expected = secrets.map(({ key, value }, index) => [key, index < erased.length ? '' : value]);
    const kept = await vault.getMany(KIND, secrets.map(({ key }) => key));
    expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(expected));
    await vault.close();
    expect(await readable(erased)).toEqual([]);
    vault = await openEmbeddedVault({ directory });
    expect(await vault.list('filler', '')).toEqual([]);
  });

  it('[A-7] leaves nothing in the gap of its page, where it was written last there', async () => {
    await inUse(200);
    for (const secret of Array.from({ length: 12 }, newSecret)) {
      await vault.put([entryOf(secret)]);
      await vault.overwrite([gone(secret)]);
      expect(await readable([secret])).toEqual([]);
    }
  });

  it('[A-7] leaves nothing on free pages, however many there are', async () => {
    const secrets = await inUse(200);
    const value = 'x'.repeat(900);
    const sessions = Array.from({ length: 4000 }, (_, index) => ({ kind: 'session', key: `s${index}`, value }));
    await vault.put(sessions);
    const former = secrets.map((secret) => ({ ...secret, value: secret.value.toUpperCase() }));
    await vault.put(former.map(entryOf));
    await vault.delete('session', sessions.map(({ key }) => key));
    await vault.overwrite(former.map(gone));
    expect(await readable(former)).toEqual([]);
  });

  it('[A-7] does not come back with what is written afterwards', async () => {
    const secrets = await inUse(300);
    const erased = secrets.slice(0, 3);
    await vault.overwrite(erased.map(gone));
    await inUse(300);
    expect(await readable(erased)).toEqual([]);
  });

  it('[A-7] is found again after a crash between writing over it and clearing its remains', async () => {
    const secrets = await inUse(200);
    const erased = secrets.slice(0, 5);
    // As far as it had come: noted, and written over as any value is.
    await new ErasureJournal(join(directory, 'erasing')).write(erased.map(({ value }) => value));
    await vault.put(erased.map(gone));
    expect((await readable(erased)).length).toBeGreaterThan(0);
    await vault.overwrite(erased.map(gone));
    expect(await readable(erased)).toEqual([]);
    expect(await readdir(directory)).not.toContain('erasing');
  });

  it('[A-7] is told to be there still where it stands under another key too, and is not forgotten', async () => {
    const [one, other] = [newSecret(), newSecret()];
    await vault.put([entryOf(one), entryOf({ ...other, value: one.value })]);
    const unfinished = { code: 'erasure_unfinished', kind: 'unavailable' };
    await expect(vault.overwrite([gone(one)])).rejects.toMatchObject(unfinished);
    await vault.overwrite([gone(other)]);
    expect(await readable([one])).toEqual([]);
  });

  it('hardly makes the data file grow, however often it is done', async () => {
    const secrets = await inUse(400);
    const pages: number[] = [];
    for (const secret of secrets.slice(0, 12)) {
      await vault.overwrite([gone(secret)]);
      pages.push((await stat(join(directory, 'data.mdb'))).size / 4096);
    }
    const grown = pages.slice(1).map((count, index) => count - (pages[index] ?? 0));
    expect(Math.max(...grown)).toBeLessThanOrEqual(MOST_PAGES_MORE);
  });
});
