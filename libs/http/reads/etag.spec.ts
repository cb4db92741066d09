import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../problems/errors.js';
import { etagOf, ifMatch } from './etag.js';

describe('If-Match', () => {
  it.each([
    [undefined, undefined],
    ['*', undefined],
    ['"7"', '7'],
    [' "7" ', '7'],
    ['W/"7"', '7'],
    [etagOf(12), '12'],
  ])('%j names %j', (header, revision) => {
    expect(ifMatch(header)).toBe(revision);
  });

  it.each(['', '7', '""', '"7', '"1", "2"', '"a"b"', "'7'"])('%j is refused', (header) => {
    expect(() => ifMatch(header)).toThrow(InvalidRequest);
  });
});
