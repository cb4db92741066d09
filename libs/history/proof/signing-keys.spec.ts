import { describe, expect, it, jest } from '@jest/globals';
import { MemoryVault } from '../../../test/support/memory-vault.js';
import { isSignedBy, signHead } from './heads.js';
import { SigningKeys } from './signing-keys.js';

const HEAD = { stream: 'workspace-w', revision: 3, hash: 'ab', at: '2026-03-01T12:00:00.000Z' };

describe('signing keys', () => {
  it('[H-4] are the same after a restart, and for servers that make the first at the same moment', async () => {
    const vault = new MemoryVault();
    const servers = Array.from({ length: 4 }, () => new SigningKeys(vault, 'secret'));
    const ids = await Promise.all(servers.map(async (keys) => (await keys.current()).publicKey.kid));
    expect(new Set(ids).size).toBe(1);
    expect((await new SigningKeys(vault, 'secret').current()).publicKey.kid).toBe(ids[0]);
  });

  it('[H-4] sign by the newest, and verify what every older one signed', async () => {
    const keys = new SigningKeys(new MemoryVault(), 'secret');
    const old = signHead(HEAD, await keys.current());
    await keys.rotate('c1');
    const fresh = signHead(HEAD, await keys.current());
    expect(fresh.keyId).not.toBe(old.keyId);
    for (const head of [old, fresh]) {
      const key = await keys.publicKey(head.keyId);
      expect(key && isSignedBy(head, key)).toBe(true);
    }
    const [first, second] = await keys.publicKeys();
    expect([first?.kid, second?.kid]).toEqual([old.keyId, fresh.keyId]);
    expect(second && isSignedBy({ ...fresh, revision: 4 }, second)).toBe(false);
    expect(await keys.publicKey('unknown')).toBeUndefined();
  });

  it('[H-4] [S-1] a repeated command makes no second key, another does', async () => {
    const vault = new MemoryVault();
    const keys = new SigningKeys(vault, 'secret');
    await keys.current();
    const made = await keys.rotate('c1');
    expect(await keys.rotate('c1')).toEqual(made);
    expect(await new SigningKeys(vault, 'secret').rotate('c1')).toEqual(made);
    const next = await keys.rotate('c2');
    expect(await keys.rotate('c1')).toEqual(made);
    expect((await keys.current()).publicKey).toEqual(next);
    expect(await keys.publicKeys()).toHaveLength(3);
  });

  it('[H-4] a server signs by what another has rotated, at its next look', async () => {
    const vault = new MemoryVault();
    const here = new SigningKeys(vault, 'secret');
    const first = await here.current();
    const elsewhere = await new SigningKeys(vault, 'secret').rotate('c1');
    expect((await here.publicKey(elsewhere.kid))?.kid).toBe(elsewhere.kid);
    const begin = performance.now();
    const clock = jest.spyOn(performance, 'now');
    try {
      clock.mockReturnValue(begin + 9000);
      expect(await here.current()).toBe(first);
      clock.mockReturnValue(begin + 11_000);
      expect((await here.current()).publicKey).toEqual(elsewhere);
    } finally {
      clock.mockRestore();
    }
  });

  it('[H-4] are of no use to who has the vault without the secret', async () => {
    const vault = new MemoryVault();
    await new SigningKeys(vault, 'secret').current();
    await expect(new SigningKeys(vault, 'guess').current()).rejects.toThrow();
    expect(JSON.stringify(await vault.list('signing-key', ''))).toContain('ENCRYPTED PRIVATE KEY');
  });

  it('are looked for again after a failure', async () => {
    const vault = new MemoryVault();
    const keys = new SigningKeys(vault, 'secret');
    const list = vault.list.bind(vault);
    vault.list = () => Promise.reject(new Error('no vault today'));
    await expect(keys.current()).rejects.toThrow('no vault today');
    vault.list = list;
    expect((await keys.current()).publicKey.kty).toBe('OKP');
  });
});
