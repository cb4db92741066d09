import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onWritePoint } from '#libs/event-sourcing';
import { openEmbeddedVault } from './embedded-vault.js';
import { VaultUnavailable, VaultUnusable } from './errors.js';
import { ChildPrograms } from '../../test/support/child-programs.js';

describe('the embedded vault', () => {
  let folder: string;
  let directory: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roster-vault-'));
    directory = join(folder, 'deep', 'vault.v1');
  });

  afterEach(async () => {
    onWritePoint(undefined);
    await rm(folder, { recursive: true });
  });

  it('makes its folder where it is missing, for its owner alone', async () => {
    const vault = await openEmbeddedVault({ directory });
    await vault.close();
    const entry = await stat(directory);
    expect(entry.isDirectory()).toBe(true);
    expect(entry.mode & 0o077).toBe(0);
  });

  it('says that its folder cannot be used where it is a file', async () => {
    directory = join(folder, 'file');
    await writeFile(directory, '');
    await expect(openEmbeddedVault({ directory })).rejects.toThrow(VaultUnusable);
  });

  it.each<[what: string, damage: (file: string) => Promise<void>]>([
    ['its head is zeros', async (file) => writeFile(file, (await readFile(file)).fill(0, 0, 100))],
    ['it was cut off', (file) => truncate(file, 4096)],
    ['it is something else', (file) => writeFile(file, 'some text')],
  ])('says that its data file is damaged where %s, and leaves it as it is', async (_, damage) => {
    const vault = await openEmbeddedVault({ directory });
    await vault.put([{ kind: 'a', key: 'a', value: 1 }]);
    await vault.close();
    const file = join(directory, 'data.mdb');
    await damage(file);
    const damaged = await readFile(file);
    await expect(openEmbeddedVault({ directory })).rejects.toThrow(VaultUnusable);
    expect((await readFile(file)).equals(damaged)).toBe(true);
  });

  it('writes nothing of a transaction that fails, nothing after it, and still reads', async () => {
    const vault = await openEmbeddedVault({ directory });
    await vault.put([{ kind: 'a', key: 'before', value: 1, expiresAt: '2026-01-01T00:00:00.000Z' }]);
    onWritePoint((name) => {
      if (name === 'vault.put.before-commit') throw new Error('the disk broke');
    });
    const failing = [vault.put([{ kind: 'a', key: 'b', value: 1 }]), vault.delete('a', ['before'])];
    for (const write of failing) await expect(write).rejects.toThrow(VaultUnavailable);
    onWritePoint(undefined);
    await expect(vault.putIfAbsent({ kind: 'a', key: 'c', value: 1 })).rejects.toThrow(VaultUnavailable);
    await expect(vault.sweep('2027-01-01T00:00:00.000Z')).rejects.toThrow(VaultUnavailable);
    expect(await vault.list('a', '')).toEqual([{ key: 'before', value: 1 }]);
    await vault.close();
    const again = await openEmbeddedVault({ directory });
    expect(await again.list('a', '')).toEqual([{ key: 'before', value: 1 }]);
    await again.put([{ kind: 'a', key: 'b', value: 2 }]);
    expect(await again.sweep('2027-01-01T00:00:00.000Z')).toBe(1);
    await again.close();
  });

  it('puts writes that wait for the same moment into one transaction', async () => {
    const vault = await openEmbeddedVault({ directory });
    let commits = 0;
    onWritePoint(() => commits++);
    await Promise.all(Array.from({ length: 200 }, (_, n) => vault.put([{ kind: 'a', key: `${n}`, value: n }])));
    expect(commits).toBe(2);
    await vault.close();
  });

  it('writes what is under way when it is closed', async () => {
    const vault = await openEmbeddedVault({ directory });
    const puts = Array.from({ length: 20 }, (_, n) => vault.put([{ kind: 'a', key: `${n}`, value: n }]));
    await Promise.all([...puts, vault.close()]);
    const again = await openEmbeddedVault({ directory });
    expect(await again.list('a', '')).toHaveLength(20);
    await again.close();
  });

  it.each([
    ['put', "put([{ kind: 'a', key: 'a' + n, value, expiresAt: '2030-01-01T00:00:00.000Z' }])"],
    ['putIfAbsent', "putIfAbsent({ kind: 'a', key: 'a' + n, value })"],
  ])('refuses to write on a full disk, gives what it has, and does not end the process (%s)', async (_, write) => {
    const programs = await ChildPrograms.compile();
    const child = programs.start(
      `import { openEmbeddedVault } from '#libs/vault';
       process.on('unhandledRejection', (error) => console.log('unhandled', error));
       const vault = await openEmbeddedVault({ directory: ${JSON.stringify(directory)} });
       const value = 'x'.repeat(10_000);
       const results = [];
       for (let n = 0; n < 100; n++) {
         results.push(await vault.${write}.then(() => 'written', ({ code }) => code));
       }
       const written = results.lastIndexOf('written') + 1;
       console.log(JSON.stringify({
         written,
         first: results.indexOf('vault_unavailable'),
         last: results.at(-1),
         listed: (await vault.list('a', '')).length,
         read: (await vault.get('a', 'a0')).length,
         absent: await vault.putIfAbsent({ kind: 'b', key: 'b', value }).catch(({ code }) => code),
       }));
       await vault.close();`,
      { fileLimit: 512 },
    );
    // The one line that it prints: nothing went unhandled before it.
    const said = JSON.parse(await child.line()) as { readonly written: number };
    expect(await child.ended).toMatchObject({ code: 0 });
    await programs.remove();
    const { written } = said;
    expect(written).toBeGreaterThan(10);
    expect(said).toEqual({
      ...{ written, first: written, listed: written, read: 10_000 },
      ...{ last: 'vault_unavailable', absent: 'vault_unavailable' },
    });
    const vault = await openEmbeddedVault({ directory });
    expect(await vault.list('a', '')).toHaveLength(written);
    await vault.put([{ kind: 'a', key: 'b', value: 1 }]);
    await vault.close();
  }, 30_000);
});
