import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { onWritePoint, type Vault, type VaultEntry } from '#libs/event-sourcing';
import { openEmbeddedVault } from './embedded-vault.js';
import { PersonalDataUnreadable, PersonalKeyDestroyed, VaultUnavailable } from './errors.js';
import { PersonalKeys } from './personal-keys.js';
import { open as openSealed } from './sealing.js';

const SECRET = 'a secret of more than thirty-two characters';
const FIELDS = { name: 'Ann Grüße 🦊', email: 'ann@acme.test', tags: ['a', null] };

describe('the keys of persons', () => {
  let directory: string;
  let vault: Vault;
  let keys: PersonalKeys;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'roster-keys-'));
    vault = await openEmbeddedVault({ directory });
    keys = new PersonalKeys(vault, SECRET);
  });

  afterEach(async () => {
    onWritePoint(undefined);
    await vault.close();
    await rm(directory, { recursive: true });
  });

  const kept = async () => (await vault.list<string>('personal-key', '')).map(({ value }) => value);

  it('opens what was sealed, also after a restart', async () => {
    const seal = await keys.sealer(['ann', 'bo']);
    const [anns, bos] = [seal('ann', FIELDS), seal('bo', { name: 'Bo' })];
    const again = new PersonalKeys(vault, SECRET);
    for (const each of [keys, again]) {
      const open = await each.opener(['ann', 'bo']);
      expect(open('ann', anns)).toEqual(FIELDS);
      expect(open('bo', bos)).toEqual({ name: 'Bo' });
    }
  });

  it('opens any JSON object that was sealed', async () => {
    const [seal, open] = [await keys.sealer(['ann']), await keys.opener(['ann'])];
    const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
    fc.assert(
      fc.property(object, (fields) => {
        expect(JSON.stringify(open('ann', seal('ann', fields)))).toBe(JSON.stringify(fields));
      }),
    );
  });

  it('never seals the same twice alike, and keeps neither fields nor keys in the clear', async () => {
    const seal = await keys.sealer(['ann']);
    const [first, second] = [seal('ann', FIELDS), seal('ann', FIELDS)];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^[\w-]+$/);
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('acme');
  });

  it('binds what is sealed to the person, also under the same key', async () => {
    const seal = await keys.sealer(['ann', 'bo']);
    const open = await keys.opener(['ann', 'bo']);
    expect(() => open('bo', seal('ann', FIELDS))).toThrow(PersonalDataUnreadable);
    const [anns] = await kept();
    await vault.put([{ kind: 'personal-key', key: 'cy', value: anns as string }]);
    await expect(keys.opener(['cy'])).rejects.toThrow(PersonalDataUnreadable);
  });

  it('refuses a kept seed that was changed anywhere, cut off or added to', async () => {
    await keys.sealer(['ann']);
    const [its = ''] = await kept();
    const changed = [0, 1, 31, 63, 64, 80, 95].map(
      (at) => its.slice(0, at) + (its[at] === '0' ? '1' : '0') + its.slice(at + 1),
    );
    for (const value of [...changed, its.slice(1), its.slice(0, -2), `${its}00`, 'nonsense']) {
      await vault.put([{ kind: 'personal-key', key: 'ann', value }]);
      const fresh = new PersonalKeys(vault, SECRET);
      await expect(fresh.opener(['ann'])).rejects.toThrow(PersonalDataUnreadable);
      await expect(fresh.sealer(['ann'])).rejects.toThrow(PersonalDataUnreadable);
    }
  });

  it('makes no key that the vault alone, or the secret alone, would give', async () => {
    const sealed = (await keys.sealer(['ann']))('ann', FIELDS);
    const [its = ''] = await kept();
    for (let at = 0; at + 64 <= its.length; at += 2) {
      expect(() => openSealed(Buffer.from(its.slice(at, at + 64), 'hex'), 'ann', sealed)).toThrow(PersonalDataUnreadable);
    }
    const elsewhere = await mkdtemp(join(tmpdir(), 'roster-keys-'));
    const others = await openEmbeddedVault({ directory: elsewhere });
    await new PersonalKeys(others, SECRET).sealer(['ann']);
    const read = await new PersonalKeys(others, SECRET).opener(['ann']);
    expect(() => read('ann', sealed)).toThrow(PersonalDataUnreadable);
    await others.close();
    await rm(elsewhere, { recursive: true });
  });

  it('refuses what was changed in any byte, cut off, added to or never sealed', async () => {
    const sealed = (await keys.sealer(['ann']))('ann', { name: 'Ann' });
    const open = await keys.opener(['ann']);
    const bytes = Buffer.from(sealed, 'base64url');
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ (1 << (index % 8)), index);
      expect(() => open('ann', changed.toString('base64url'))).toThrow(PersonalDataUnreadable);
      expect(() => open('ann', bytes.subarray(0, index).toString('base64url'))).toThrow(PersonalDataUnreadable);
    }
    for (const other of [`${sealed}A`, `${sealed}=`, ` ${sealed}`, 'Ann', '']) {
      expect(() => open('ann', other)).toThrow(PersonalDataUnreadable);
    }
    expect(open('ann', sealed)).toEqual({ name: 'Ann' });
  });

  it('says nothing of a person in its errors', async () => {
    const seal = await keys.sealer(['ann', 'bo']);
    const open = await keys.opener(['ann', 'bo']);
    try {
      open('bo', seal('ann', FIELDS));
      expect('opened').toBe('refused');
    } catch (error) {
      const { message, details } = error as PersonalDataUnreadable;
      expect(message + JSON.stringify(details)).not.toMatch(/\bann\b|acme/i);
    }
  });

  it('makes one key for a person, whoever asks for it at the same moment', async () => {
    const other = new PersonalKeys(vault, SECRET);
    const sealers = await Promise.all([
      ...Array.from({ length: 20 }, () => keys.sealer(['ann', 'bo', 'ann'])),
      ...Array.from({ length: 20 }, () => other.sealer(['bo', 'ann'])),
    ]);
    const open = await new PersonalKeys(vault, SECRET).opener(['ann', 'bo']);
    for (const seal of sealers) {
      expect(open('ann', seal('ann', FIELDS))).toEqual(FIELDS);
      expect(open('bo', seal('bo', FIELDS))).toEqual(FIELDS);
    }
    expect(await kept()).toHaveLength(2);
  });

  it('agrees with a key that is made while its own is on the way', async () => {
    const first = keys.sealer(['ann']);
    const late = new Promise<Awaited<typeof first>>((resolve, reject) => {
      onWritePoint((name) => {
        if (name !== 'vault.put.before-commit') return;
        onWritePoint(undefined);
        keys.sealer(['ann']).then(resolve, reject);
      });
    });
    const open = async () => new PersonalKeys(vault, SECRET).opener(['ann']);
    for (const seal of [await first, await late]) expect((await open())('ann', seal('ann', FIELDS))).toEqual(FIELDS);
  });

  it('shares one write among the keys that are made at the same moment', async () => {
    const commits: string[] = [];
    onWritePoint((name) => commits.push(name));
    await Promise.all(Array.from({ length: 50 }, (_, index) => keys.sealer([`p${index}`, `q${index}`])));
    expect(commits).toEqual(['vault.put.before-commit', 'vault.put.after-commit']);
    expect(await kept()).toHaveLength(100);
  });

  it('gives a sealer only once its keys are durable', async () => {
    const order: string[] = [];
    onWritePoint((name) => order.push(name));
    await keys.sealer(['ann', 'bo']).then(() => order.push('sealer'));
    expect(order).toEqual(['vault.put.before-commit', 'vault.put.after-commit', 'sealer']);
  });

  it('gives no sealer, and keeps no key, where the vault cannot be written', async () => {
    await vault.close();
    await expect(keys.sealer(['ann'])).rejects.toThrow(VaultUnavailable);
    vault = await openEmbeddedVault({ directory });
    const broken = { ...reading(vault), putIfAbsent: () => Promise.reject(new VaultUnavailable('written')) };
    const unlucky = new PersonalKeys(broken, SECRET);
    const both = await Promise.allSettled([unlucky.sealer(['ann']), unlucky.sealer(['bo'])]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(unlucky.sealer(['ann'])).rejects.toThrow(VaultUnavailable);
    expect(await kept()).toEqual([]);
  });

  it('[A-7] opens nothing once the key is destroyed, also with what was sealed before', async () => {
    const seal = await keys.sealer(['ann', 'bo']);
    const [anns, bos] = [seal('ann', FIELDS), seal('bo', FIELDS)];
    await keys.destroy(['ann']);
    for (const each of [keys, new PersonalKeys(vault, SECRET)]) {
      const open = await each.opener(['ann', 'bo']);
      expect(open('ann', anns)).toBeNull();
      expect(open('bo', bos)).toEqual(FIELDS);
    }
    expect((await keys.opener(['ann']))('ann', seal('ann', FIELDS))).toBeNull();
  });

  it('[A-7] seals for nobody whose key is destroyed, and makes no other key, then', async () => {
    await keys.sealer(['ann', 'bo']);
    await keys.destroy(['ann']);
    for (const each of [keys, new PersonalKeys(vault, SECRET)]) {
      await expect(each.sealer(['ann'])).rejects.toMatchObject({ code: 'personal_key_destroyed', kind: 'gone' });
      await expect(each.sealer(['bo', 'ann', 'cy'])).rejects.toThrow(PersonalKeyDestroyed);
      expect((await each.sealer(['bo']))('bo', FIELDS)).toEqual(expect.any(String));
    }
    expect(await vault.get('personal-key', 'cy')).toBeUndefined();
    expect(await vault.get('personal-key', 'ann')).toBe('');
  });

  it('[A-7] destroys the key of somebody who never had one, and again what is destroyed', async () => {
    await keys.destroy(['ann']);
    await keys.destroy(['ann']);
    await keys.destroy([]);
    await expect(keys.sealer(['ann'])).rejects.toThrow(PersonalKeyDestroyed);
  });

  it('[A-7] forgets a key that was read before it was destroyed and arrives afterwards', async () => {
    const sealed = (await keys.sealer(['ann']))('ann', FIELDS);
    const gate = new Gate();
    const slow: Vault = {
      ...reading(vault),
      getMany: async (kind, of) => {
        const found = await vault.getMany(kind, of);
        await gate.opened;
        return found as never;
      },
    };
    const late = new PersonalKeys(slow, SECRET);
    const opening = late.opener(['ann']);
    await late.destroy(['ann']);
    gate.open();
    expect((await opening)('ann', sealed)).toBeNull();
    expect((await late.opener(['ann']))('ann', sealed)).toBeNull();
  });

  it('[A-7] leaves no key behind that is made while it is destroyed', async () => {
    const making = keys.sealer(['ann']).then(() => 'made', (error: unknown) => (error as Error).name);
    await keys.destroy(['ann']);
    expect(['made', 'PersonalKeyDestroyed']).toContain(await making);
    await expect(keys.sealer(['ann'])).rejects.toThrow(PersonalKeyDestroyed);
    expect(await kept()).toEqual(['']);
  });

  it('still opens where a destruction failed', async () => {
    const broken = { ...reading(vault), overwrite: () => Promise.reject(new VaultUnavailable('written')) };
    const unlucky = new PersonalKeys(broken, SECRET);
    const sealed = (await unlucky.sealer(['ann']))('ann', FIELDS);
    await expect(unlucky.destroy(['ann'])).rejects.toThrow(VaultUnavailable);
    expect((await unlucky.opener(['ann']))('ann', sealed)).toEqual(FIELDS);
  });

  it('asks the vault once for a key', async () => {
    const asked: string[] = [];
    const counting: Vault = {
      ...reading(vault),
      getMany: (kind, of) => {
        asked.push(...of);
        return vault.getMany(kind, of);
      },
    };
    await keys.sealer(['ann', 'bo']);
    const cached = new PersonalKeys(counting, SECRET);
    for (const persons of [['ann'], ['ann', 'bo'], ['bo', 'ann']]) await cached.opener(persons);
    await cached.sealer(['ann', 'bo']);
    expect(asked).toEqual(['ann', 'bo']);
  });

  it('opens and seals nothing with another secret', async () => {
    await keys.sealer(['ann']);
    const others = new PersonalKeys(vault, `${SECRET}!`);
    await expect(others.opener(['ann'])).rejects.toThrow(PersonalDataUnreadable);
    await expect(others.sealer(['ann'])).rejects.toThrow(PersonalDataUnreadable);
  });

  it('[A-7] learns within five seconds that another process has destroyed a key', async () => {
    const begin = performance.now();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(begin);
    try {
      const sealed = (await keys.sealer(['ann']))('ann', FIELDS);
      await new PersonalKeys(vault, SECRET).destroy(['ann']);
      clock.mockReturnValue(begin + 4000);
      expect((await keys.opener(['ann']))('ann', sealed)).toEqual(FIELDS);
      clock.mockReturnValue(begin + 5001);
      expect((await keys.opener(['ann']))('ann', sealed)).toBeNull();
      await expect(keys.sealer(['ann'])).rejects.toThrow(PersonalKeyDestroyed);
    } finally {
      clock.mockRestore();
    }
  });

  it('takes it as a mistake where it is used for somebody whom it was not asked for', async () => {
    const sealed = (await keys.sealer(['ann']))('ann', FIELDS);
    const [seal, open] = [await keys.sealer(['bo']), await keys.opener(['bo'])];
    expect(() => seal('ann', FIELDS)).toThrow(TypeError);
    expect(() => open('ann', sealed)).toThrow(TypeError);
  });
});

/** The vault as an object that single calls can be replaced in. */
function reading(vault: Vault): Vault {
  return {
    get: (kind, key) => vault.get(kind, key),
    getMany: (kind, keys) => vault.getMany(kind, keys),
    put: (entries) => vault.put(entries),
    claim: (kind, key, token) => vault.claim(kind, key, token),
    overwrite: (entries) => vault.overwrite(entries),
    putIfAbsent: <Value extends VaultEntry['value']>(entry: VaultEntry<Value>) => vault.putIfAbsent(entry),
    delete: (kind, keys) => vault.delete(kind, keys),
    list: (kind, prefix, options) => vault.list(kind, prefix, options),
    sweep: (now) => vault.sweep(now),
    close: () => vault.close(),
  };
}

class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
}
