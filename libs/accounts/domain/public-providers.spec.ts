import { describe, expect, it } from '@jest/globals';
import { isPublicProvider } from './public-providers.js';

describe('public mail providers', () => {
  it.each([
    'gmail.com',
    'googlemail.com',
    'outlook.com',
    'hotmail.com',
    'live.com',
    'yahoo.com',
    'icloud.com',
    'proton.me',
    'gmx.de',
    'web.de',
    'aol.com',
    'fastmail.com',
    'tuta.com',
    'qq.com',
    'xn--mllmail-n2a.com',
  ])('[D-5] %s is one', (domain) => {
    expect(isPublicProvider(domain)).toBe(true);
  });

  it.each(['acme.com', 'example.com', 'mail.gmail.com', 'gmail.com.acme.com', 'toString', ''])(
    '[D-5] %j is none',
    (domain) => {
      expect(isPublicProvider(domain)).toBe(false);
    },
  );
});
