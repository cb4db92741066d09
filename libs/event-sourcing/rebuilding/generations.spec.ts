import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryReadStore } from '#libs/read-store';
import { collectionOf } from '../projection.js';
import { GenerationsChanged, NothingBeside, NoWayBack } from './errors.js';
import { GenerationRecords } from './generation-records.js';
import { begun, firstGenerations, type Generations, goneOf, keptOf, switched, switchedBack } from './generations.js';

const FIRST: Generations = { serving: 0, beside: null, former: null, last: 0 };

describe('generations of a read model', () => {
  it('each has a collection of its own, the first that of the version', () => {
    const version = { name: 'seats', version: 2 };
    const names = [version, { ...version, generation: 0 }, { ...version, generation: 3 }].map(collectionOf);
    expect(names).toEqual(['seats_v2', 'seats_v2', 'seats_v2_g3']);
  });

  it('one is built beside, serves after the switch, and what served before is the way back', () => {
    expect(begun(FIRST)).toEqual({ serving: 0, beside: 1, former: null, last: 1 });
    expect(switched(begun(FIRST))).toEqual({ serving: 1, beside: null, former: 0, last: 1 });
  });

  it('what one comes back from can be switched to again', () => {
    const back = switchedBack(switched(begun(FIRST)));
    expect(back).toEqual({ serving: 0, beside: 1, former: null, last: 1 });
    expect(switched(back)).toEqual({ serving: 1, beside: null, former: 0, last: 1 });
  });

  it('coming back leaves what is being built where it is', () => {
    const building = begun(switched(begun(FIRST)));
    expect(switchedBack(building)).toEqual({ serving: 0, beside: 2, former: 1, last: 2 });
  });

  it('cannot be switched where nothing is beside, nor back where nothing served before', () => {
    expect(() => switched(FIRST)).toThrow(NothingBeside);
    expect(() => switchedBack(begun(FIRST))).toThrow(NoWayBack);
  });

  it('whatever is done, no number is used twice, and what is neither kept nor to come is gone', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(begun, switched, switchedBack), { maxLength: 30 }), (steps) => {
        const gone = new Set<number>();
        let now = FIRST;
        for (const step of steps) {
          const before = now;
          try {
            now = step(before);
          } catch {
            continue;
          }
          const kept = keptOf(now);
          expect(new Set(kept).size).toBe(kept.length);
          for (const generation of goneOf(now)) gone.add(generation);
          expect(kept.filter((generation) => gone.has(generation))).toEqual([]);
          expect([...kept, ...goneOf(now)].sort((a, b) => a - b)).toEqual(Array.from({ length: now.last + 1 }, (_, at) => at));
          // What served is never gone at once: there is a way back, or it stands beside.
          expect(kept).toContain(before.serving);
        }
      }),
    );
  });
});

describe('records of generations', () => {
  it('begin with the first, and remember every change', async () => {
    const store = new MemoryReadStore();
    const records = new GenerationRecords(store);
    const first = (await records.of(['one_v1', 'other_v1'])).get('one_v1');
    expect(first).toEqual(firstGenerations('one_v1'));
    const changed = await records.change(firstGenerations('one_v1'), begun(FIRST));
    expect(changed).toMatchObject({ _id: 'one_v1', beside: 1, revision: 1 });
    const kept = await new GenerationRecords(store).of(['one_v1', 'other_v1']);
    expect(kept.get('one_v1')).toEqual(changed);
    expect(kept.get('other_v1')).toEqual(firstGenerations('other_v1'));
  });

  it('of two changes of the same state one is taken, and the other told so', async () => {
    const store = new MemoryReadStore();
    const [one, other] = [new GenerationRecords(store), new GenerationRecords(store)];
    const from = await one.change(firstGenerations('one_v1'), begun(FIRST));
    const outcomes = await Promise.allSettled([one.change(from, switched(from)), other.change(from, begun(from))]);
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => (reason as Error).constructor)).toEqual([GenerationsChanged]);
    expect((await one.of(['one_v1'])).get('one_v1')?.revision).toBe(2);
    await expect(other.change(from, switched(from))).rejects.toThrow(GenerationsChanged);
  });
});
