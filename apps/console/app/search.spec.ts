import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { known, parseSearch, stringifySearch } from './search';

it('filters stand in the address as plain words, and come back as they were', () => {
  expect(stringifySearch({ role: 'admin', search: 'ann b', state: '', sort: undefined })).toBe('?role=admin&search=ann+b');
  expect(stringifySearch({})).toBe('');
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1, unit: 'grapheme' }), { noNullPrototype: true }), (search) => {
      expect(parseSearch(stringifySearch(search))).toEqual(search);
    }),
  );
});

it('what a page does not know is left aside', () => {
  expect(known('role', 'search')({ role: 'admin', search: '', other: 'x', sort: 1 })).toEqual({ role: 'admin' });
});
