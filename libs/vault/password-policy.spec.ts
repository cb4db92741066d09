import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalized, passwordFault } from './password-policy.js';

describe('a new password', () => {
  it.each([
    'correct horse battery staple',
    'plum-otter-lantern-42',
    'Rosters-secret-1',
    'a long enough password',
    'tr0ub4dor&3 plus more',
    'walnut-river-bicycle-7',
    'wörter für morgen früh',
    'xkqzvbwpjrtm',
    '719402863357',
    '我们昨天在河边看见三只白鹭飞过',
  ])('[C-4] is taken: %s', (password) => {
    expect(passwordFault(password)).toBeUndefined();
  });

  it.each([
    'aaaaaaaaaaaa',
    'abababababab',
    `${'ab'.repeat(127)}c`,
    'passwordpassword',
    'basketballbasketball',
    '123456789012',
    '210987654321',
    'abcdefghijkl',
    'zyxwvutsrqponm',
    'qwertyuiop12',
    'QWERTYUIOPASDF',
    'asdfghjkl123456',
    'password1234',
    'Password1234!',
    'password1234567890',
    '!letmein2024',
    '!!letmein123456789',
    'iloveyou!!!!!!!!',
    'ｐａｓｓｗｏｒｄ１２３４',
  ])('[C-4] is refused as common: %s', (password) => {
    expect(passwordFault(password)).toContain('tried first');
  });

  it('[C-4] needs 12 characters', () => {
    expect(passwordFault('plum-otter-')).toContain('at least 12');
    expect(passwordFault('plum-otter-l')).toBeUndefined();
    expect(passwordFault('')).toContain('at least 12');
  });

  it('[C-4] has at most 256 characters', () => {
    const long = Array.from({ length: 64 }, (_, index) => `${index * 37 + 100}`.padStart(4, '-')).join('');
    expect(long).toHaveLength(256);
    expect(passwordFault(long)).toBeUndefined();
    expect(passwordFault(`${long}z`)).toContain('at most 256');
  });

  it('[C-4] is counted in code points, not in units of UTF-16, and in the form that is hashed', () => {
    const foxes = ['🦊', '🐻', '🐼', '🐨', '🐯', '🦁', '🐮', '🐷', '🐸', '🐵', '🐔', '🐧'];
    expect(passwordFault(foxes.slice(0, 11).join(''))).toContain('at least 12');
    expect(passwordFault(foxes.join(''))).toBeUndefined();
    const decomposed = 'plu\u0308m otter x';
    expect([...decomposed]).toHaveLength(13);
    expect([...normalized(decomposed)]).toHaveLength(12);
    expect(passwordFault(decomposed)).toBeUndefined();
    expect(passwordFault(decomposed.slice(0, -1))).toContain('at least 12');
    const long = Array.from({ length: 256 }, (_, index) => String.fromCodePoint(0x1f300 + index)).join('');
    expect(passwordFault(long)).toBeUndefined();
  });

  it('never throws, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', minLength: 10, maxLength: 40 }),
      fc.array(fc.nat(0xffff), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(text, (password) => {
        expect([undefined, expect.any(String)]).toContainEqual(passwordFault(password));
      }),
    );
  });

  it('is refused with whatever case and up to five signs around a common one', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'0123456789!?.-_ '), minLength: 4, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom('password', 'Sunshine', 'BASEBALL', 'football'), signs, (word, added) => {
        expect(passwordFault(word + added)).toEqual(expect.any(String));
        expect(passwordFault(added + word)).toEqual(expect.any(String));
      }),
    );
  });

  it.each([
    ['ab, and then another', `${'ab'.repeat(127)}cd`],
    ['one letter, and another in the middle', `${'a'.repeat(127)}b${'a'.repeat(128)}`],
    ['digits around nothing', `${'7'.repeat(127)}x${'7'.repeat(128)}`],
    ['pieces of rows', 'abc'.repeat(85)],
    ['ligatures that become many letters', 'ﷺ'.repeat(256)],
    ['more than anybody types', 'ab'.repeat(100_000)],
  ])('is judged without a search that explodes: %s', (_, password) => {
    const begun = process.cpuUsage();
    for (let times = 0; times < 20; times++) passwordFault(password);
    // Two seconds for what takes milliseconds; an exploding expression takes years.
    expect(process.cpuUsage(begun).user).toBeLessThan(2_000_000);
  });
});
