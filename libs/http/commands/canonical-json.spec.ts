import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../problems/errors.js';
import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('is the same whatever the order of the fields', () => {
    const text = canonicalJson({ b: [1, { d: null, c: 'é"' }], a: true });
    expect(text).toBe('{"a":true,"b":[1,{"c":"é\\"","d":null}]}');
    expect(canonicalJson({ a: true, b: [1, { c: 'é"', d: null }] })).toBe(text);
  });

  it('of no body is the same as of null', () => {
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('is refused where it is nested more than 50 deep', () => {
    const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)]);
    expect(canonicalJson(nest(50))).toHaveLength(101);
    expect(() => canonicalJson(nest(51))).toThrow(InvalidRequest);
  });
});
