import { describe, expect, it } from '@jest/globals';
import { isLoopback } from './origin.js';
import { clearedSessionCookie, sessionCookie } from './session-cookie.js';

describe('the session cookie', () => {
  it('is for our pages alone, and out of reach of scripts', () => {
    expect(sessionCookie('a.b-c', { secure: true, maxAgeSeconds: 3600 })).toBe(
      'roster_session=a.b-c; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
  });

  it('goes without Secure on loopback', () => {
    expect(sessionCookie('x', { secure: false, maxAgeSeconds: 1 })).not.toContain('Secure');
  });

  it('is cleared by one that has expired', () => {
    expect(clearedSessionCookie({ secure: true })).toMatch(/^roster_session=; Max-Age=0; /);
  });

  it.each([
    ['http://localhost:3000', true],
    ['http://127.0.0.1', true],
    ['http://127.8.9.1:80/x', true],
    ['http://[::1]:3000', true],
    ['http://app.localhost', true],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost.evil.example', false],
    ['https://roster.example', false],
    ['http://0.0.0.0:3000', false],
  ])('%s on loopback: %s', (url, loopback) => {
    expect(isLoopback(url)).toBe(loopback);
  });
});
