import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beyond, EMPTY, endOf, keyText, lastOf, mirrored, mirroredPlace, prefixText } from './key-text.js';

const string = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u0000', '\u0001', '\u0002', '\u0004', '\u0005', '\u0006'),
    fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uffff'),
    fc.constantFrom('\u{10000}', '\u{1F600}', '\u{10FFFF}'),
  ),
  maxLength: 6,
});
const scalar = fc.oneof(string, fc.double({ noNaN: true }), fc.integer(), fc.boolean(), fc.constant(null));

describe('key texts', () => {
  it('sort as the values do: nothing, numbers, text by code point, booleans', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        expect(Math.sign(order(keyText(a), keyText(b)))).toBe(Math.sign(compare(a, b)));
        expect(Math.sign(order(mirrored(keyText(a)), mirrored(keyText(b))))).toBe(Math.sign(compare(b, a)) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('make compound keys: what follows counts only where what stands before is equal', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, scalar, (a, b, c, d) => {
        const expected = compare(a, c) || compare(b, d);
        expect(Math.sign(order(keyText(a) + keyText(b), keyText(c) + keyText(d)))).toBe(Math.sign(expected));
        const down = compare(c, a) || compare(b, d);
        const [left, right] = [mirrored(keyText(a)) + keyText(b), mirrored(keyText(c)) + keyText(d)];
        expect(Math.sign(order(left, right))).toBe(Math.sign(down));
      }),
      { numRuns: 2000 },
    );
  });

  it('give the last string of a key back', () => {
    fc.assert(
      fc.property(scalar, string, (a, id) => expect(lastOf(keyText(a) + keyText(id))).toBe(id)),
      { numRuns: 1000 },
    );
  });

  it('tell where a value ends in a key, in either direction', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, (a, b, c) => {
        const [start, end] = [keyText(a), keyText(c)];
        for (const [text, turned] of [[keyText(b), false], [mirrored(keyText(b)), true]] as const) {
          expect(endOf(start + text + end, start.length, turned)).toBe(start.length + text.length);
        }
      }),
      { numRuns: 1000 },
    );
    expect([endOf(EMPTY + 'x', 0, false), endOf(mirrored(EMPTY) + 'x', 0, true)]).toEqual([1, 1]);
  });

  it('have a place after everything that begins alike, and its mirror before', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, (a, b, rest) => {
        const key = keyText(b) + keyText(rest);
        expect(key < beyond(keyText(a))).toBe(compare(b, a) <= 0);
        expect(key < keyText(a)).toBe(compare(b, a) < 0);
        const turned = mirrored(keyText(b)) + keyText(rest);
        expect(turned < mirroredPlace(beyond(keyText(a)))).toBe(compare(b, a) > 0);
        expect(turned < mirroredPlace(keyText(a))).toBe(compare(b, a) >= 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('of strings with the same beginning lie between two places', () => {
    fc.assert(
      fc.property(string, string, (prefix, text) => {
        const [from, key] = [prefixText(prefix), keyText(text)];
        expect(key >= from && key < beyond(from)).toBe(text.startsWith(prefix));
        const [first, last] = [mirroredPlace(beyond(from)), mirroredPlace(from)];
        const turned = mirrored(key) + keyText('');
        expect(turned >= first && turned < last).toBe(text.startsWith(prefix));
      }),
      { numRuns: 1000 },
    );
  });

  it('put an empty array before everything, and take 0 and -0 as one', () => {
    fc.assert(fc.property(scalar, (value) => expect(EMPTY < keyText(value)).toBe(true)));
    expect(keyText(-0)).toBe(keyText(0));
  });
});

type Scalar = string | number | boolean | null;

function compare(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === typeof b && a !== null && b !== null) return order(Number(a), Number(b));
  return rank(a) - rank(b);
}

function rank(value: Scalar): number {
  return ['object', 'number', 'string', 'boolean'].indexOf(typeof value);
}

function order<T extends string | number>(a: T, b: T): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
