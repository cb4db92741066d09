import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseApiKeys, serviceByKey } from './api-keys.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('ROSTER_API_KEYS', () => {
  it('names services, their scopes and the hashes of their keys', () => {
    const [one, two] = [sha256('one'), sha256('two').toUpperCase()];
    const keys = parseApiKeys(` billing:billing+members:${one} , audit:history:${two}`);
    expect(keys.map(({ name, scopes }) => [name, [...scopes]])).toEqual([
      ['billing', ['billing', 'members']],
      ['audit', ['history']],
    ]);
  });

  it('may be empty', () => {
    expect(parseApiKeys('')).toEqual([]);
  });

  it.each([
    ['billing', 'entry 1: its hash is not 64 hexadecimal digits'],
    [`billing:billing:${sha256('x')},`, 'entry 2: its name is empty'],
    [`billing:billing:${'g'.repeat(64)}`, 'entry 1: its hash is not 64 hexadecimal digits'],
    [`billing::${sha256('x')}`, 'entry 1: a scope is not one of commands, members, billing, history, operate'],
    [`billing:billing+admin:${sha256('x')}`, 'entry 1: a scope is not one of'],
    [`a b:billing:${sha256('x')}`, 'entry 1: its name is empty or has other characters'],
    [`a:billing:${sha256('x')}:more`, 'entry 1: it has more than three parts'],
    [`a:billing:${sha256('x')},a:history:${sha256('y')}`, 'entry 2: its name stands there twice'],
  ])('says what is wrong, and shows no key: %#', (text, message) => {
    expect(() => parseApiKeys(text)).toThrow(`ROSTER_API_KEYS, ${message}`);
    expect(() => parseApiKeys(text)).not.toThrow(sha256('x'));
  });

  it('[S-6] finds the service of a key, and nobody for another', () => {
    const find = serviceByKey(parseApiKeys(`a:billing:${sha256('one')},b:history:${sha256('two')}`));
    expect(find('one')?.name).toBe('a');
    expect(find('two')?.name).toBe('b');
    expect(find('three')).toBeNull();
    expect(find('')).toBeNull();
    expect(find(sha256('one'))).toBeNull();
  });
});
