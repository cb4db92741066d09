import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Filter, type FindOptions, type ReadDocument, type SortSpec } from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { readStoreContract } from './read-store.contract.js';

readStoreContract('memory', async () => new MemoryReadStore());
readStoreContract('memory, by index however few there are', async () => new MemoryReadStore({ few: 0 }));

interface Row extends ReadDocument {
  readonly workspaceId: string;
  readonly state: string;
  readonly seen: number;
  readonly assignee: string | null;
  readonly terms: readonly string[];
  readonly sort: { readonly name: string };
}

const BY_NAME = 'workspaceId:1,sort.name:1,_id:1';
const BY_STATE = 'workspaceId:1,state:1,sort.name:1,_id:1';
const BY_SEEN = 'workspaceId:1,seen:1,_id:1';
const BY_TERM = 'workspaceId:1,terms:1,sort.name:1,_id:1';
const BY_ASSIGNEE = 'workspaceId:1,assignee:1,_id:1';
const BY_STATE_AND_ASSIGNEE = 'workspaceId:1,state:1,assignee:1,_id:1';
const INDEXES: readonly SortSpec[] = [
  { workspaceId: 1, 'sort.name': 1, _id: 1 },
  { workspaceId: 1, state: 1, 'sort.name': 1, _id: 1 },
  { workspaceId: 1, seen: 1, _id: 1 },
  { workspaceId: 1, terms: 1, 'sort.name': 1, _id: 1 },
  { workspaceId: 1, assignee: 1, _id: 1 },
  { workspaceId: 1, state: 1, assignee: 1, _id: 1 },
  { email: 1 },
];
const PAGE = 50;
const name = { 'sort.name': 1, _id: 1 } as const;

describe('MemoryReadStore', () => {
  let store: MemoryReadStore;

  beforeEach(async () => {
    store = new MemoryReadStore();
    await store.ensure({ name: 'rows', indexes: INDEXES });
    await write(5000, 'big');
    await write(1000, 'other');
    await write(10, 'small');
  });

  afterEach(() => store.close());

  const write = (count: number, workspaceId: string, position = 0) =>
    store.write(
      'rows',
      Array.from({ length: count }, (_, index) => {
        const document = row(workspaceId, index);
        return { id: document._id, document, position };
      }),
    );
  const explain = (filter: Filter, sort: SortSpec = name, more: Partial<FindOptions> = {}) =>
    store.explain('rows', { filter, sort, limit: PAGE, ...more });

  it('keeps nothing beyond the process', async () => {
    expect(store.volatile).toBe(true);
    await store.saveCheckpoint('p', 3);
    await store.close();
    expect(await store.checkpoint('p')).toBeUndefined();
    expect(await store.count('rows', {})).toBe(0);
  });

  it('hands out what was written itself, frozen all the way down', async () => {
    const document = row('big', 1);
    await store.write('rows', [{ id: document._id, document, position: 1 }]);
    const got = await store.get<Row>('rows', document._id);
    expect(got).toBe(document);
    expect([got, got?.sort, got?.terms].every(Object.isFrozen)).toBe(true);
  });

  describe('plans', () => {
    it('reads a page off the index that has the order, and looks at that page alone', () => {
      expect(explain({ workspaceId: 'big' })).toEqual({ plan: 'ordered', index: BY_NAME, examined: PAGE });
      expect(explain({ workspaceId: 'big' }, { seen: 1, _id: 1 })).toEqual({
        plan: 'ordered',
        index: BY_SEEN,
        examined: PAGE,
      });
    });

    it('reads the same index backwards', () => {
      const backwards = { 'sort.name': -1, _id: -1 } as const;
      expect(explain({ workspaceId: 'big' }, backwards)).toEqual({ plan: 'ordered', index: BY_NAME, examined: PAGE });
    });

    it('begins after a place, without a look at what is before it', () => {
      for (const sort of [name, { 'sort.name': -1, _id: -1 }] as const) {
        const after = ['name 2500', 'big-2500'];
        expect(explain({ workspaceId: 'big' }, sort, { after }).examined).toBe(PAGE);
      }
    });

    it('prefers the index that more of the filter fits', () => {
      expect(explain({ workspaceId: 'big', state: 'joined' })).toEqual({
        plan: 'ordered',
        index: BY_STATE,
        examined: PAGE,
      });
    });

    it('reads along an order where most of it matches', () => {
      const { plan, index, examined } = explain({ workspaceId: 'big', seen: { $gte: 20 } });
      expect([plan, index]).toEqual(['ordered', BY_NAME]);
      expect(examined).toBeLessThan(2 * PAGE);
    });

    it('gathers what a selective range or beginning leaves where no index has the order, and sorts that', () => {
      const byState = { state: 1, _id: 1 } as const;
      const found = { plan: 'gathered', index: BY_TERM, examined: 11 };
      expect(explain({ workspaceId: 'big', terms: { $regex: '^t123' } }, byState)).toEqual(found);
      const both = ['^t', '^t123'].map(($regex) => ({ terms: { $regex } }));
      expect(explain({ workspaceId: 'big', $and: both }, byState)).toEqual(found);
      expect(explain({ workspaceId: 'big', seen: { $gt: 97, $lt: 99 } })).toEqual({
        plan: 'gathered',
        index: BY_SEEN,
        examined: 50,
      });
    });

    it('reads no more than the keys of a beginning that each has another word with', () => {
      expect(explain({ workspaceId: 'big', terms: { $regex: '^t12' } })).toEqual({
        plan: 'selected',
        index: BY_TERM,
        examined: 222,
      });
    });

    it('reads a page for each of the words that share a beginning, however many have them', () => {
      const { plan, index, examined } = explain({ workspaceId: 'big', terms: { $regex: '^late' } });
      expect([plan, index]).toEqual(['selected', BY_TERM]);
      expect(examined).toBeLessThan(4 * PAGE);
      const after = ['name 4500', 'big-4500'];
      expect(explain({ workspaceId: 'big', terms: { $regex: '^late' } }, name, { after }).examined).toBeLessThan(4 * PAGE);
    });

    it('gives up walking an order where all that matches stands at the end', async () => {
      const filter = { workspaceId: 'big', terms: { $regex: '^end' } };
      const { plan, examined } = explain(filter);
      expect(plan).toBe('selected');
      expect(examined).toBeGreaterThan(300);
      expect(examined).toBeLessThan(500);
      const found = await store.find<Row>('rows', { filter, sort: name, limit: 2 });
      expect(found.map(({ _id }) => _id)).toEqual(['big-3000', 'big-3001']);
      const { plan: backwards, examined: few } = explain(filter, { 'sort.name': -1, _id: -1 });
      expect([backwards, few]).toEqual(['ordered', PAGE]);
    });

    it('merges the runs of several values, and looks at a page alone', () => {
      const assignee = { $in: [null, ...Array.from({ length: 50 }, (_, index) => `a${index}`)] };
      for (const way of [1, -1] as const) {
        for (const more of [{}, { after: ['big-2500'] }]) {
          const page = { plan: 'ordered', examined: PAGE };
          const sort = { _id: way };
          expect(explain({ workspaceId: 'big', assignee }, sort, more)).toEqual({ ...page, index: BY_ASSIGNEE });
          for (const state of ['joined', { $in: ['joined', 'invited'] }]) {
            const found = explain({ workspaceId: 'big', state, assignee }, sort, more);
            expect(found).toEqual({ ...page, index: BY_STATE_AND_ASSIGNEE });
          }
        }
      }
      expect(explain({ workspaceId: { $in: ['big', 'other', 'small'] } })).toEqual({
        plan: 'ordered',
        index: BY_NAME,
        examined: PAGE,
      });
      const emails = Array.from({ length: 100 }, (_, index) => `big-${index}@x`);
      expect(explain({ email: { $in: emails } }, { _id: 1 })).toEqual({
        plan: 'ordered',
        index: 'email:1',
        examined: PAGE,
      });
      expect(store.explainCount('rows', { email: { $in: emails } })).toBe(0);
    });

    it('reads along an order for a beginning that most share', () => {
      const { plan, index, examined } = explain({ workspaceId: 'big', terms: { $regex: '^t' } });
      expect({ plan, index, examined }).toEqual({ plan: 'ordered', index: BY_NAME, examined: PAGE });
    });

    it('looks at each of a few without any index', () => {
      expect(explain({ workspaceId: 'small' })).toEqual({ plan: 'looked-up', index: null, examined: 10 });
      expect(explain({ email: 'big-7@x' })).toEqual({ plan: 'looked-up', index: null, examined: 1 });
      expect(explain({ _id: { $in: ['big-1', 'big-2', 'gone'] } })).toEqual({
        plan: 'looked-up',
        index: null,
        examined: 2,
      });
    });

    it('falls back to a look at the workspace, and at last at everything', () => {
      const order = { email: -1, _id: 1 } as const;
      expect(explain({ workspaceId: 'other' }, order)).toEqual({ plan: 'looked-up', index: null, examined: 1000 });
      expect(explain({ state: { $ne: 'joined' } }, order)).toEqual({ plan: 'scanned', index: null, examined: 6010 });
    });

    it('counts by rank, without a look at anything', () => {
      const states = { workspaceId: 'big', state: 'joined' };
      for (const filter of [{}, { workspaceId: 'big' }, states, { workspaceId: 'big', seen: { $gte: 3, $lt: 90 } }]) {
        expect(store.explainCount('rows', filter)).toBe(0);
      }
      expect(store.explainCount('rows', { ...states, 'sort.name': { $regex: '^name 1' } })).toBe(0);
    });

    it('counts several values by rank, in every combination', async () => {
      const assignee = { $in: ['a1', 'a2', null, 'nobody'] };
      for (const filter of [
        { workspaceId: 'big', assignee },
        { workspaceId: 'big', state: { $in: ['joined', 'invited'] }, assignee },
        { workspaceId: { $in: ['big', 'other'] }, state: 'joined', assignee },
        { workspaceId: { $in: ['big', 'other', 'nowhere'] } },
      ]) {
        expect(store.explainCount('rows', filter)).toBe(0);
        const all = await store.find('rows', { filter, sort: { _id: 1 }, limit: 10_000 });
        expect(await store.count('rows', filter)).toBe(all.length);
      }
    });

    it('counts a document once that has several of the elements asked for', async () => {
      const filter = { workspaceId: 'big', terms: { $in: ['t12', 't12x', 't13'] } };
      expect(await store.count('rows', filter)).toBe(2);
    });

    it('counts what an array or an inexact pattern blurs among the candidates', async () => {
      const blurred = { workspaceId: 'big', terms: { $regex: '^t12' } };
      expect(await store.count('rows', blurred)).toBe(111);
      expect(store.explainCount('rows', blurred)).toBe(111);
      const inexact = { workspaceId: 'big', 'sort.name': { $regex: '^name 1.9' } };
      expect(await store.count('rows', inexact)).toBe(100);
      expect(store.explainCount('rows', inexact)).toBe(1000);
    });

    it('finds and counts the same after changes to what is sorted already', async () => {
      explain({ workspaceId: 'big' });
      await store.count('rows', { workspaceId: 'big', state: 'joined' });
      const moved = { ...row('big', 17), workspaceId: 'other', sort: { name: 'a first' } };
      await store.write('rows', [
        { id: 'big-17', document: moved, position: 1 },
        { id: 'big-18', document: null, position: 1 },
        { id: 'new', document: { ...row('big', 1), _id: 'new', sort: { name: 'a' } }, position: 1 },
      ]);
      const [first] = await store.find<Row>('rows', { filter: { workspaceId: 'big' }, sort: name, limit: 1 });
      expect(first?._id).toBe('new');
      expect(await store.count('rows', { workspaceId: 'big' })).toBe(4999);
      const [moving] = await store.find<Row>('rows', { filter: { workspaceId: 'other' }, sort: name, limit: 1 });
      expect(moving).toBe(moved);
    });

    it('keeps up what moves to another workspace unchanged, and an array of which a part stays', async () => {
      for (const workspaceId of ['big', 'other']) explain({ workspaceId });
      await store.count('rows', { workspaceId: 'big', terms: { $regex: '^t' } });
      const moved = { ...row('big', 17), workspaceId: 'other' };
      const retold = { ...row('big', 18), terms: ['t18x', 'new'] };
      await store.write('rows', [
        { id: 'big-17', document: moved, position: 1 },
        { id: 'big-18', document: retold, position: 1 },
      ]);
      const after = ['name 0016', 'zzz'];
      const [next] = await store.find('rows', { filter: { workspaceId: 'other' }, sort: name, limit: 1, after });
      expect(next).toBe(moved);
      for (const [term, count] of Object.entries({ t18x: 1, new: 1, t18: 111 })) {
        expect(await store.count('rows', { workspaceId: 'big', terms: { $regex: `^${term}` } })).toBe(count);
      }
    });
  });
});

function row(workspaceId: string, index: number): Row & { readonly email: string } {
  const end = index < 3000 ? [] : [`end${index % 3}`];
  const label = String(index).padStart(4, '0');
  return {
    _id: `${workspaceId}-${index}`,
    workspaceId,
    email: `${workspaceId}-${index}@x`,
    state: index % 3 === 0 ? 'invited' : 'joined',
    seen: index % 100,
    assignee: index % 5 === 0 ? null : `a${index % 97}`,
    terms: [`t${index}`, `t${index}`, `t${index}x`, ...(index < 4000 ? [] : [`late${index % 3}`]), ...end],
    sort: { name: `name ${label}` },
  };
}
