import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LinkTokens } from './tokens.js';

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'];
const EXPIRY = '2026-03-01T12:00:00.000Z';
const tokens = new LinkTokens('a secret of more than thirty-two characters');
const others = new LinkTokens('another secret of more than thirty-two characters');

const id = fc.string({ unit: fc.constantFrom(...ALPHABET.slice(0, -1)), minLength: 1, maxLength: 40 });
const time = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
const purpose = fc.constantFrom('verify', 'reset', 'invitation', 'confirm-email');

describe('tokens of links', () => {
  it('say what they were issued with, for any id, time and purpose, in letters that need no escape', () => {
    fc.assert(
      fc.property(purpose, id, time, (its, ids, expiresAt) => {
        const token = tokens.issue(its, ids, expiresAt);
        expect(token).toMatch(/^[A-Za-z0-9\-_.]+$/);
        expect(tokens.read(its, token)).toEqual({ id: ids, expiresAt });
        expect(new LinkTokens('a secret of more than thirty-two characters').issue(its, ids, expiresAt)).toBe(token);
      }),
    );
  });

  it('are refused with any character changed, added or dropped', () => {
    const token = tokens.issue('reset', 'account_1-x', EXPIRY);
    for (const index of [...token].keys()) {
      const [before, at, after] = [token.slice(0, index), token[index], token.slice(index + 1)];
      expect(tokens.read('reset', before + after)).toBeNull();
      for (const other of [...ALPHABET, '=', ' ', 'é']) {
        expect(tokens.read('reset', before + other + (at ?? '') + after)).toBeNull();
        if (other !== at) expect(tokens.read('reset', before + other + after)).toBeNull();
      }
    }
    for (const other of [...ALPHABET, '=', ' ', '\n']) expect(tokens.read('reset', token + other)).toBeNull();
    expect(tokens.read('reset', token)).toEqual({ id: 'account_1-x', expiresAt: EXPIRY });
  });

  it('are refused with parts of others', () => {
    const [one, two] = [tokens.issue('reset', 'one', EXPIRY), tokens.issue('reset', 'two', '2027-01-01T00:00:00.000Z')];
    const [[id1, expiry1, mac1], [id2, expiry2, mac2]] = [one.split('.'), two.split('.')];
    for (const mixed of [[id1, expiry2, mac1], [id2, expiry1, mac1], [id1, expiry1, mac2], [id1, expiry2, mac2]]) {
      expect(tokens.read('reset', mixed.join('.'))).toBeNull();
    }
  });

  it('are refused for another purpose and under another secret', () => {
    fc.assert(
      fc.property(purpose, purpose, id, time, (its, another, ids, expiresAt) => {
        const token = tokens.issue(its, ids, expiresAt);
        expect(others.read(its, token)).toBeNull();
        expect(tokens.read(another, token) === null).toBe(another !== its);
      }),
    );
  });

  it('are refused where they never were any', () => {
    for (const text of ['', '.', '..', '...', 'a.b.c', 'ä.1.🦊']) expect(tokens.read('reset', text)).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tokens.read('reset', text)).toBeNull();
      }),
    );
  });

  it.each([
    ['an id with a dot', 'a.b', EXPIRY],
    ['no id', '', EXPIRY],
    ['an id with a line end', 'a\n', EXPIRY],
    ['a time that is none', 'a', 'tomorrow'],
  ])('are not issued for %s', (_, ids, expiresAt) => {
    expect(() => tokens.issue('reset', ids, expiresAt)).toThrow(TypeError);
  });
});

describe('digests', () => {
  it('are the same for the same text, and tell secret, purpose and text apart', () => {
    const digest = tokens.digest('session', 'text');
    expect(new LinkTokens('a secret of more than thirty-two characters').digest('session', 'text')).toBe(digest);
    expect(digest).toMatch(/^[\w-]{32}$/);
    const rest = [others.digest('session', 'text'), tokens.digest('address', 'text')];
    expect(new Set([digest, ...rest, tokens.digest('session', 'text ')]).size).toBe(4);
  });

  it('say nothing about a link, whose purpose has the same name', () => {
    const token = tokens.issue('reset', 'a', EXPIRY);
    expect(token.split('.')[2]).not.toBe(tokens.digest('reset', token.split('.').slice(0, 2).join('.')));
  });

  it('differ for different texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        expect(tokens.digest('session', one) === tokens.digest('session', two)).toBe(one === two);
      }),
    );
  });
});
