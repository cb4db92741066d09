import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../problems/errors.js';
import { Cursors } from './cursors.js';

describe('cursors', () => {
  const cursors = new Cursors('a secret');

  it('carry the values of the last item', () => {
    const values = ['Zoë', 7, null, true];
    expect(cursors.decode('members by name', cursors.encode('members by name', values))).toEqual(values);
  });

  it('show nothing of them', () => {
    const text = cursors.encode('members by name', ['Zoë']);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(text, 'base64url').toString()).not.toContain('Zo');
  });

  it('are refused where they were made for another list, with another secret, or changed', () => {
    const text = cursors.encode('members by name', ['Zoë']);
    const changed = (at: number): string => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    // The last letter may stand for bits that belong to no byte.
    const forgeries = Array.from({ length: text.length - 1 }, (_, at) => changed(at));
    for (const forged of [...forgeries, '', 'x', text.slice(4), `${text}AAAA`]) {
      expect(() => cursors.decode('members by name', forged)).toThrow(InvalidRequest);
    }
    expect(() => cursors.decode('members by role', text)).toThrow(InvalidRequest);
    expect(() => new Cursors('another').decode('members by name', text)).toThrow(InvalidRequest);
  });
});
