import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SortedTexts } from './sorted-texts.js';

const text = fc.integer({ min: 0, max: 6000 }).map((number) => String(number).padStart(4, '0'));

describe('SortedTexts', () => {
  it('holds, ranks and ranges as a plain sorted array does, through any changes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(text, { maxLength: 3000, size: 'max' }),
        fc.array(fc.tuple(fc.boolean(), text), { maxLength: 3000, size: 'max' }),
        fc.array(text, { minLength: 2, maxLength: 12 }),
        (initial, changes, places) => {
          const model = new Set(initial);
          const texts = new SortedTexts([...initial]);
          for (const [index, [adding, each]] of changes.entries()) {
            if (adding) texts.add(each);
            else texts.remove(each);
            if (adding) model.add(each);
            else model.delete(each);
            // In between as well: ranks are kept, and must not be believed once they are stale.
            if (index % 500 === 0) expect(texts.rank(each)).toBe([...model].filter((other) => other < each).length);
          }
          const sorted = [...model].sort();
          expect(texts.size).toBe(sorted.length);
          const ranks = places.map((place) => sorted.filter((each) => each < place).length);
          expect(places.map((place) => texts.rank(place))).toEqual(ranks);
          const [start = 0, end = 0] = ranks;
          expect([...texts.range(start, end)]).toEqual(sorted.slice(start, end));
          expect([...texts.range(start, end, true)]).toEqual(sorted.slice(start, end).reverse());
          expect([...texts.range(0, sorted.length)]).toEqual(sorted);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stays in order while it grows from nothing and shrinks to nothing', () => {
    const texts = new SortedTexts();
    const all = Array.from({ length: 5000 }, (_, index) => String((index * 7919) % 5000).padStart(4, '0'));
    for (const each of all) texts.add(each);
    expect([...texts.range(0, texts.size)]).toEqual(all.toSorted());
    for (const [index, each] of all.entries()) {
      texts.remove(each);
      if (index % 1000 === 0) expect(texts.rank('9999')).toBe(texts.size);
    }
    expect(texts.size).toBe(0);
    expect([...texts.range(0, 0)]).toEqual([]);
    texts.add('a');
    expect([...texts.range(0, 1)]).toEqual(['a']);
  });

  it('holds a text once, and removing one that is not there changes nothing', () => {
    const texts = new SortedTexts(['b']);
    texts.add('b');
    texts.remove('a');
    texts.remove('c');
    expect([...texts.range(0, texts.size)]).toEqual(['b']);
  });
});
