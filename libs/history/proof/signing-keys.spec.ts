import { describe, expect, it } from '@jest/globals';
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
    await keys.rotate();
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
