import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Query } from 'mingo';
import { type Filter, type ReadDocument } from '#libs/event-sourcing';
import { matcher } from './filter.js';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '.'), maxLength: 2 });
const scalar = fc.oneof(text, fc.integer({ min: -2, max: 2 }), fc.boolean(), fc.constant(null));
const operand = fc.oneof(text, fc.integer({ min: -2, max: 2 }), fc.boolean());
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const path = fc.constantFrom('a', 'b', 'c.d', 'list.d');

const documents: fc.Arbitrary<ReadDocument> = fc.record(
  {
    _id: fc.constant('x'),
    a: value,
    b: value,
    c: fc.oneof(fc.record({ d: value }, { requiredKeys: [] }), scalar),
    list: fc.array(fc.record({ d: scalar }), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['_id'] },
);

const test: fc.Arbitrary<unknown> = fc.oneof(
  scalar,
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $gt: operand }),
  fc.record({ $gte: operand, $lt: operand }),
  fc.record({ $lte: operand }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $regex: fc.constantFrom('^a', 'b$', '^a.', '^a\\.', 'B'), $options: fc.constantFrom('', 'i') }),
  fc.constantFrom(/^a/, /b/g, /^A/i),
  // Not asked for every day, and left to mingo itself.
  fc.record({ $size: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ $not: fc.record({ $gt: operand }) }),
  fc.array(scalar, { maxLength: 2 }),
);

const field: fc.Arbitrary<Filter> = fc.tuple(path, test).map(([name, condition]) => ({ [name]: condition }));
const filters: fc.Arbitrary<Filter> = fc.oneof(
  field,
  fc.tuple(field, field).map(([a, b]) => ({ ...a, ...b })),
  fc.array(field, { minLength: 1, maxLength: 3 }).map(($and) => ({ $and })),
  fc.tuple(fc.array(field, { minLength: 1, maxLength: 3 }), field).map(([$or, more]) => ({ $or, ...more })),
  fc.array(field, { minLength: 1, maxLength: 2 }).map(($nor) => ({ $nor })),
);

describe('matcher', () => {
  it('means what mingo means', () => {
    fc.assert(
      fc.property(filters, documents, (filter, document) => {
        expect(matcher(filter)(document)).toBe(new Query<ReadDocument>(filter).test(document));
      }),
      { numRuns: 5000 },
    );
  });

  it('refuses an operator that nobody knows', () => {
    expect(() => matcher({ a: { $unknown: 1 } })).toThrow();
    expect(() => matcher({ $unknown: [] })).toThrow();
  });

  it('forgets nothing between two documents, whatever the flags of a pattern', () => {
    const matches = matcher({ a: /x/g });
    expect([1, 2, 3].map(() => matches({ _id: 'x', a: 'x' } as ReadDocument))).toEqual([true, true, true]);
  });
});
