import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Heap } from './heap.js';

describe('Heap', () => {
  it('gives what comes first, through any changes, as a sorted array does', () => {
    const change = fc.tuple(fc.constantFrom('push', 'pop', 'replaceTop'), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const heap = new Heap<number>((a, b) => a < b);
        let model: number[] = [];
        for (const [what, number] of changes) {
          if (what === 'pop') expect(heap.pop()).toBe(model.shift());
          else if (what === 'push') heap.push(number);
          else if (model.length > 0) expect(heap.replaceTop(number)).toBe(model.shift());
          else continue;
          if (what !== 'pop') model = [...model, number].sort((a, b) => a - b);
          expect([heap.size, heap.top]).toEqual([model.length, model[0]]);
          expect(heap.values().toSorted((a, b) => a - b)).toEqual(model);
        }
      }),
    );
  });
});
