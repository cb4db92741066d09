import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entriesIn } from './addresses';

const emails = (box: string) => entriesIn(box).map(({ email, problem }) => problem ?? email);

describe('[I-9] addresses as people paste them', () => {
  it.each([
    ['with commas', 'a@x.io, b@x.io'],
    ['with semicolons, as mail programs do', 'a@x.io; b@x.io;'],
    ['with spaces', 'a@x.io   b@x.io'],
    ['on lines', 'a@x.io\n\r\nb@x.io\n'],
    ['with names', 'Ann <a@x.io>, "Bo, B." <b@x.io>'],
    ['with names and nothing but spaces between', 'Ann Lind <a@x.io> Bo <b@x.io>'],
  ])('%s', (_, box) => {
    expect(emails(box)).toEqual(['a@x.io', 'b@x.io']);
  });

  it('says of each that is none, and of each that comes twice', () => {
    expect(emails('a@x.io, nobody, A@X.io, b@x')).toEqual(['a@x.io', 'not_an_address', 'twice', 'not_an_address']);
    expect(entriesIn('Ann <nobody>')).toEqual([{ text: 'Ann <nobody>', email: undefined, problem: 'not_an_address' }]);
  });

  it('an empty box has none', () => {
    for (const box of ['', ' \n , ; ', '<>']) expect(entriesIn(box)).toEqual([]);
  });

  it('whatever divides them, each address is found once and in order', () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const between = fc.constantFrom(', ', ',', ';', ' ', '\n', '\r\n', ' ,\n');
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 30 }), between, (names, divider) => {
        const addresses = names.map((one) => `${one}@x.io`);
        expect(emails(addresses.join(divider))).toEqual(addresses);
      }),
    );
  });

  it('never fails, whatever is in the box', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (box) => entriesIn(box).every(({ text }) => text !== '')));
  });
});
