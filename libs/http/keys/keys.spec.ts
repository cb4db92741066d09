import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { expand, keyFor } from './keys.js';
import { randomFew } from './random.js';

describe('keys', () => {
  it('are derived by HKDF, each purpose and each input another', () => {
    const [one, two] = [keyFor('one', 'secret'), keyFor('two', 'secret')];
    const made = [expand(one, 'a', 'b'), expand(two, 'a', 'b'), expand(one, 'ab'), expand(one, 'a', 'b', '')];
    expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(4);
    expect(expand(one, 'a', 'b')).toEqual(made[0]);
  });

  it('are what RFC 5869 says', () => {
    const whole = Buffer.from(hkdfSync('sha256', 'secret', 'salt', '1:a', 32));
    const extracted = createHmac('sha256', 'salt').update('secret').digest();
    expect(expand(extracted, 'a')).toEqual(whole);
  });
});

it('random bytes are never given twice, and stay as they are', () => {
  const given = Array.from({ length: 2000 }, () => randomFew(12));
  expect(new Set(given.map((bytes) => bytes.toString('hex'))).size).toBe(2000);
});
