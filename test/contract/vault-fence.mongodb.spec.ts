import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LeaseLost, type VaultEntry } from '#libs/event-sourcing';
import { type Mongo, openMongo } from '#libs/read-store/mongodb';
import { MongoVault } from '#libs/vault/mongodb';
import { onMongo } from './on-mongo.js';

/** What a vault that several processes share promises beyond the contract: each is a client of its own here. */
onMongo((name, newDatabase) => {
  describe(`Vault under leases: ${name}`, () => {
    let mongo: Mongo;
    let former: MongoVault;
    let present: MongoVault;

    beforeEach(() => {
      mongo = openMongo(newDatabase());
      former = new MongoVault(mongo);
      present = new MongoVault(mongo);
    });
    afterEach(() => mongo.close());

    const entry = (key: string, value: number): VaultEntry => ({ kind: 'checkpoint', key, value });
    const standing = async () => Object.fromEntries(await present.getMany<number>('checkpoint', ['a', 'b', 'c']));

    it('refuses a put of who has lost the lease, from the moment of the claim on', async () => {
      await former.put([entry('a', 1)], 1);
      expect(await present.claim('checkpoint', 'a', 2)).toBe(1);
      await expect(former.put([entry('a', 9)], 1)).rejects.toThrow(LeaseLost);
      expect(await standing()).toEqual({ a: 1 });
      await present.put([entry('a', 2)], 2);
      await expect(former.put([entry('a', 9)], 1)).rejects.toThrow(LeaseLost);
      expect(await standing()).toEqual({ a: 2 });
    });

    it('refuses a claim under an older token', async () => {
      await present.claim('checkpoint', 'a', 2);
      await expect(former.claim('checkpoint', 'a', 1)).rejects.toThrow(LeaseLost);
      expect(await present.get('checkpoint', 'a')).toBeNull();
    });

    it('refuses all of a put of several where one of them was claimed', async () => {
      await former.put([entry('a', 1), entry('b', 1)], 1);
      await present.claim('checkpoint', 'b', 2);
      await expect(former.put([entry('a', 9), entry('b', 9), entry('c', 9)], 1)).rejects.toThrow(LeaseLost);
      expect(await standing()).toEqual({ a: 1, b: 1 });
    });

    it('of a claim and puts in the same moment, nothing older comes after what was claimed', async () => {
      for (let round = 0; round < 20; round++) {
        const key = `raced-${round}`;
        const puts = [1, 2, 3].map((value) => former.put([entry(key, value), entry(`beside-${key}`, value)], 1).catch(() => undefined));
        const claimed = present.claim<number>('checkpoint', key, 2);
        await Promise.all([...puts, claimed]);
        const before = await claimed;
        expect(await present.get('checkpoint', key)).toBe(before ?? null);
      }
    });
  });
});
