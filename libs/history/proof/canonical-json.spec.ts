import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { canonicalEvent, type ChainedEvent } from './chain.js';

const text = fc.string({ unit: 'grapheme' });
/** Names that engines put in an order of their own, or take for something else. */
const name = fc.oneof(text, fc.constantFrom('10', '9', '1', '__proto__', 'constructor', '', 'a10', 'a9', '\u20ac', '\ud83d\ude00', '\ufb33'));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    text,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  ),
})).value;

describe('the canonical form of RFC 8785', () => {
  it('is that of the reference implementation, for any value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('is that of the example in the RFC', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"\/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('leaves out what is undefined, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
  });

  it('writes a lone surrogate as its escape', () => {
    expect(canonicalJson('\ud800')).toBe('"\\ud800"');
  });
});

it('[H-4] an event is written without its position, which differs between stores', () => {
  const event: ChainedEvent & { position: number } = {
    id: 'e',
    type: 'UserInvited',
    stream: 'workspace-w',
    revision: 3,
    position: 17,
    data: { memberId: 'bo', inboxIds: [] },
    personal: { of: 'bo', sealed: 'AbC' },
    metadata: { v: 1, at: '2026-03-01T12:00:00.000Z', actor: { kind: 'system', id: 's' }, correlationId: 'c', causationId: 'c' },
  };
  const { position: _, ...chained } = event;
  expect(canonicalEvent(event)).toBe(canonicalize(chained));
});
