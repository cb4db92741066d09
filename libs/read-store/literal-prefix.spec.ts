import { describe, expect, it } from '@jest/globals';
import { literalPrefix } from './literal-prefix.js';

describe('literalPrefix', () => {
  it.each<readonly [RegExp, string]>([
    [/^abc/, 'abc'],
    [/^a\.b\-c/, 'a.b-c'],
    [/^jo@acme\.com/, 'jo@acme.com'],
    [/^a b/, 'a b'],
    [/^\//, '/'],
  ])('%s asks for nothing but a beginning', (pattern, text) => {
    expect(literalPrefix(pattern)).toEqual({ text, whole: true });
  });

  it.each<readonly [RegExp, string]>([
    [/^abc.*/, 'abc'],
    [/^abc$/, 'abc'],
    [/^abc*/, 'ab'],
    [/^ab+c/, 'a'],
    [/^ab\.?c/, 'ab'],
    [/^ab{2}/, 'a'],
    [/^ab[cd]/, 'ab'],
    [/^ab\d/, 'ab'],
    [/^ab(c)/, 'ab'],
    [/^a\|b./, 'a|b'],
  ])('%s has a beginning, and more to judge', (pattern, text) => {
    expect(literalPrefix(pattern)).toEqual({ text, whole: false });
  });

  it.each([/abc/, /^abc/i, /^abc/m, /^ab|^cd/, /^(a|b)/, /^a*/, /^/, /^.a/, /^\d/])('%s has none', (pattern) => {
    expect(literalPrefix(pattern)).toBeUndefined();
  });
});
