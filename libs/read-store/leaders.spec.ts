import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Leaders } from './leaders.js';

const keys = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 3 }), { maxLength: 60 });

describe('Leaders', () => {
  it('are the first of all that is offered, each once, in either order', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 0, max: 9 }), fc.boolean(), (offered, limit, reverse) => {
        const leaders = new Leaders<string>(limit, reverse);
        for (const key of offered) leaders.offer(key, key.toUpperCase());
        const sorted = [...new Set(offered)].sort();
        const expected = (reverse ? sorted.reverse() : sorted).slice(0, limit);
        expect(leaders.values()).toEqual(expected.map((key) => key.toUpperCase()));
        expect(offered.every((key) => leaders.has(key) === expected.includes(key))).toBe(true);
      }),
    );
  });

  it('tell what comes too late to be one of them', () => {
    const leaders = new Leaders<number>(2, false);
    expect(leaders.reaches('z')).toBe(true);
    for (const [index, key] of ['m', 'd'].entries()) leaders.offer(key, index);
    expect(['a', 'e', 'm', 'z'].map((key) => leaders.reaches(key))).toEqual([true, true, false, false]);
  });
});
