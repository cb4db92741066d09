import { describe, expect, it } from '@jest/globals';
import { countedOn, type Counter, newestUpTo, valueAfter, ZERO } from './counter.js';

const counted = (upTo: number): Counter => {
  let counter = ZERO;
  for (let position = 1; position <= upTo; position++) counter = countedOn(counter, position * 10, 1);
  return counter;
};

describe('a counter', () => {
  it('[B-6] remembers what it showed after each event of a whole batch, however far it has come', () => {
    for (const upTo of [1, 31, 32, 33, 1000, 1056, 5000]) {
      const counter = counted(upTo);
      expect(counter.value).toBe(upTo);
      for (let back = 0; back < Math.min(upTo, 1000); back++) {
        expect(valueAfter(counter, (upTo - back) * 10)).toBe(upTo - back);
      }
    }
  });

  it('holds no more than a batch and a little', () => {
    expect(counted(50_000).recent.flatMap(({ counts }) => counts).length).toBeLessThan(1100);
  });

  it('leaves the one before as it was', () => {
    const before = counted(40);
    const copy = structuredClone(before);
    countedOn(before, 1000, -5);
    expect(before).toEqual(copy);
  });

  it('says so where it does not remember', () => {
    expect(() => valueAfter(counted(3), 25)).toThrow('is not remembered');
    expect(() => valueAfter(counted(2000), 10)).toThrow('is not remembered');
  });

  it('finds the newest count up to a position', () => {
    expect(newestUpTo(counted(3), 25)).toEqual({ position: 20, value: 2 });
    expect(newestUpTo(counted(3), 9)).toBeUndefined();
  });
});
