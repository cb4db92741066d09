import { describe, expect, it } from '@jest/globals';
import { type Filter } from '#libs/event-sourcing';
import { living, pageFilter } from './queries.js';

const ALIVE = { _deleted: { $exists: false } };

describe('living', () => {
  it.each<readonly [string, Filter]>([
    ['a value', { workspaceId: 'w' }],
    ['a value beside others', { note: null, workspaceId: 'w' }],
    ['false, zero or nothing written', { open: false, level: 0, name: '' }],
    ['$eq', { level: { $eq: 2 } }],
    ['$in', { name: { $in: ['a', 'b'] } }],
    ['a range', { level: { $gt: 1 } }],
    ['a beginning', { name: { $regex: '^a' } }],
    ['a pattern', { name: /^a/ }],
    ['$exists', { note: { $exists: true } }],
    ['a value within $and', { $and: [{ $or: [{ a: 1 }] }, { workspaceId: 'w' }] }],
  ])('adds nothing where the filter asks for %s, which nothing deleted has', (_, filter) => {
    expect(living(filter)).toBe(filter);
  });

  it.each<readonly [string, Filter]>([
    ['everything', {}],
    ['ids', { _id: { $in: ['a'] } }],
    ['what is missing', { note: null }],
    ['what may be missing', { note: { $in: ['a', null] } }],
    ['$ne', { note: { $ne: 'a' } }],
    ['$exists: false', { note: { $exists: false } }],
    ['a choice', { $or: [{ a: 1 }, { note: null }] }],
  ])('leaves out what is deleted where the filter asks for %s', (_, filter) => {
    expect(living(filter)).toEqual({ $and: [filter, ALIVE] });
  });
});

describe('pageFilter', () => {
  const filter = { workspaceId: 'w' };
  const sort = { level: -1, name: 1, _id: 1 } as const;

  it('is the filter for a first page', () => {
    expect(pageFilter({ filter, sort, limit: 5 })).toBe(filter);
  });

  it('gives each sort field a branch with the whole filter, so that an index answers it by one range', () => {
    expect(pageFilter({ filter, sort, limit: 5, after: [3, 'x', 'id'] })).toEqual({
      $or: [
        { $and: [filter, { level: { $eq: 3 } }, { name: { $eq: 'x' } }, { _id: { $gt: 'id' } }] },
        { $and: [filter, { level: { $eq: 3 } }, { name: { $gt: 'x' } }] },
        { $and: [filter, { level: { $lt: 3 } }] },
      ],
    });
  });

  it('leaves out what is deleted in every branch, where the filter does not', () => {
    const page = pageFilter({ filter: {}, sort: { name: 1, _id: 1 }, limit: 5, after: ['x', 'id'] });
    expect(page['$or']).toHaveLength(2);
    for (const branch of page['$or'] as readonly { readonly $and: readonly unknown[] }[]) {
      expect(branch.$and[0]).toEqual({ $and: [{}, ALIVE] });
    }
  });
});
