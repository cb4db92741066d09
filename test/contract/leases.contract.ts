import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LeaseRecord, type Leases } from '#libs/event-sourcing';

export interface LeasesUnderTest {
  readonly leases: Leases;
  close(): Promise<void>;
}

/** What the Leases port promises, for every adapter. */
export function leasesContract(name: string, open: () => Promise<LeasesUnderTest>): void {
  describe(`Leases: ${name}`, () => {
    let subject: LeasesUnderTest;
    let leases: Leases;

    beforeEach(async () => {
      subject = await open();
      ({ leases } = subject);
    });
    afterEach(() => subject.close());

    /** As somebody sees it who has no lease. */
    const seen = async (of: string): Promise<LeaseRecord | undefined> =>
      (await leases.beat('an onlooker')).find((record) => record.name === of);

    it('there is none before one is taken', async () => {
      expect(await leases.beat('a')).toEqual([]);
    });

    it('one that nobody ever had is granted to one, under token 1', async () => {
      expect(await leases.acquire('work', 'a', undefined)).toBe(true);
      expect(await leases.acquire('work', 'b', undefined)).toBe(false);
      expect(await seen('work')).toMatchObject({ name: 'work', holder: 'a', token: 1 });
    });

    it('of many who take it in the same moment one has it', async () => {
      const holders = Array.from({ length: 10 }, (_, index) => `h${index}`);
      const first = await Promise.all(holders.map((holder) => leases.acquire('work', holder, undefined)));
      expect(first.filter(Boolean)).toHaveLength(1);
      const standing = await seen('work');
      expect(standing?.holder).toBe(holders[first.indexOf(true)]);
      const next = await Promise.all(holders.map((holder) => leases.acquire('work', holder, standing)));
      expect(next.filter(Boolean)).toHaveLength(1);
      expect(await seen('work')).toMatchObject({ holder: holders[next.indexOf(true)], token: 2 });
    });

    it('a sign of life changes the beat of every lease of its holder, and of no other', async () => {
      for (const work of ['one', 'two']) await leases.acquire(work, 'a', undefined);
      await leases.acquire('three', 'b', undefined);
      const before = new Map((await leases.beat('an onlooker')).map((record) => [record.name, record]));
      const after = new Map((await leases.beat('a')).map((record) => [record.name, record]));
      for (const work of ['one', 'two']) expect(after.get(work)?.beat).not.toBe(before.get(work)?.beat);
      expect(after.get('three')).toEqual(before.get('three'));
    });

    it('after a sign of life it cannot be taken by who has not seen that one', async () => {
      await leases.acquire('work', 'a', undefined);
      const stale = await seen('work');
      await leases.beat('a');
      expect(await leases.acquire('work', 'b', stale)).toBe(false);
      expect(await leases.acquire('work', 'b', await seen('work'))).toBe(true);
      expect(await seen('work')).toMatchObject({ holder: 'b', token: 2 });
    });

    it('who has lost it gives no sign of life on it, and cannot give it back', async () => {
      await leases.acquire('work', 'a', undefined);
      await leases.acquire('work', 'b', await seen('work'));
      const before = await seen('work');
      await leases.beat('a');
      await leases.release('work', 'a');
      expect(await seen('work')).toEqual(before);
    });

    it('given back it is free, and is taken under the next token', async () => {
      await leases.acquire('work', 'a', undefined);
      await leases.release('work', 'a');
      const free = await seen('work');
      expect(free).toMatchObject({ holder: null, token: 1 });
      expect(await leases.acquire('work', 'a', free)).toBe(true);
      expect(await seen('work')).toMatchObject({ holder: 'a', token: 2 });
    });

    it('taken out it never was; what is not there is taken out without harm', async () => {
      await leases.acquire('work', 'a', undefined);
      await leases.remove('work');
      await leases.remove('work');
      expect(await seen('work')).toBeUndefined();
    });
  });
}
