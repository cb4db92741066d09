import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Query } from 'mingo';
import {
  type DocumentChange,
  type Filter,
  LeaseLost,
  type ReadDocument,
  type ReadStore,
  type SortSpec,
} from '#libs/event-sourcing';

interface Doc extends ReadDocument {
  readonly place: string;
  readonly name: string;
  readonly level: number;
  readonly open: boolean;
  readonly note?: string | null;
  readonly tags: readonly string[];
  readonly sort: { readonly name: string };
}

const INDEXES: readonly SortSpec[] = [
  { place: 1, 'sort.name': 1, _id: 1 },
  { place: 1, level: -1, 'sort.name': 1, _id: 1 },
  { place: 1, open: 1, level: 1 },
  { place: 1, tags: 1 },
  { place: 1, tags: 1, 'sort.name': 1, _id: 1 },
  { place: 1, note: -1, 'sort.name': -1, _id: 1 },
  { place: 1, open: 1, note: 1, _id: 1 },
  { level: 1, _id: 1 },
  { name: 1, _id: 1 },
  { place: 1, name: 1, tags: 1 },
  { open: 1, _id: 1, tags: 1 },
  { note: 1 },
];

/** What every adapter of the ReadStore port does. @param open an empty store, or one that may hold other collections */
export function readStoreContract(name: string, open: () => Promise<ReadStore>): void {
  describe(`ReadStore: ${name}`, () => {
    let store: ReadStore;
    let collection: string;

    beforeEach(async () => {
      store = await open();
      collection = `contract_${randomUUID()}`;
      await store.ensure({ name: collection, indexes: INDEXES });
    });

    afterEach(async () => {
      await store.drop(collection);
      await store.close();
    });

    const write = (documents: readonly Doc[], position = 0) =>
      store.write(collection, documents.map((document) => ({ id: document._id, document, position })));
    const idsOf = async (filter: Filter, sort: SortSpec = { _id: 1 }, limit = 100) =>
      (await store.find<Doc>(collection, { filter, sort, limit })).map(({ _id }) => _id);

    describe('documents', () => {
      it('gives back what was written, and nothing for ids that are not there', async () => {
        const [ann, bob] = [doc('ann'), doc('bob', { note: null, tags: [] })];
        await write([ann, bob], 7);
        expect(await store.get(collection, 'ann')).toEqual(ann);
        expect(await store.get(collection, 'nobody')).toBeUndefined();
        expect(await store.load(collection, ['bob', 'nobody', 'ann'])).toEqual(
          new Map([
            ['ann', { document: ann, position: 7 }],
            ['bob', { document: bob, position: 7 }],
          ]),
        );
        expect(await store.load(collection, [])).toEqual(new Map());
      });

      it('lets no reader change what is stored', async () => {
        await write([doc('ann', { tags: ['a'] })]);
        for (const read of [
          async () => store.get<Doc>(collection, 'ann'),
          async () => (await store.load<Doc>(collection, ['ann'])).get('ann')?.document,
          async () => (await store.find<Doc>(collection, { filter: {}, sort: { _id: 1 }, limit: 1 }))[0],
        ]) {
          const got = (await read()) as unknown as { name: string; tags: string[]; sort: { name: string } };
          attempt(() => (got.name = 'changed'));
          attempt(() => got.tags.push('changed'));
          attempt(() => (got.sort.name = 'changed'));
          expect(await store.get(collection, 'ann')).toEqual(doc('ann', { tags: ['a'] }));
        }
      });

      it('finds documents by the values of a field, after every change of it too', async () => {
        const names = { a: 'x', b: 'y', c: 'x', d: 'z' };
        await write(Object.entries(names).map(([id, name]) => doc(id, { name })));
        const idsWith = async (field: string, values: readonly string[]) =>
          (await store.loadWhere<Doc>(collection, field, values)).map(({ document }) => document._id).sort();
        expect(await idsWith('name', ['x', 'z', 'nothing'])).toEqual(['a', 'c', 'd']);
        expect(await idsWith('name', [])).toEqual([]);
        await write([doc('a', { name: 'y' })], 1);
        await store.write(collection, [{ id: 'c', document: null, position: 1 }]);
        expect(await idsWith('name', ['x'])).toEqual([]);
        expect(await idsWith('name', ['y'])).toEqual(['a', 'b']);
        const [found] = await store.loadWhere<Doc>(collection, 'name', ['z']);
        expect(found).toEqual({ document: doc('d', { name: 'z' }), position: 0 });
      });

      it('finds a document by each element of an array, once', async () => {
        await write([doc('a', { tags: ['red', 'blue'] }), doc('b', { tags: ['blue'] }), doc('c', { tags: [] })]);
        const found = await store.loadWhere<Doc>(collection, 'tags', ['red', 'blue']);
        expect(found.map(({ document }) => document._id).sort()).toEqual(['a', 'b']);
      });
    });

    describe('positions', () => {
      const at = (position: number, label: string | null): DocumentChange => ({
        id: 'a',
        document: label === null ? null : doc('a', { name: label }),
        position,
      });
      const apply = (...changes: DocumentChange[]) => store.write(collection, changes);
      const nameNow = async () => (await store.get<Doc>(collection, 'a'))?.name;

      it('never overwrites with an equal or an earlier position', async () => {
        await apply(at(5, 'five'));
        await apply(at(5, 'five again'));
        await apply(at(4, 'four'));
        expect(await nameNow()).toBe('five');
        await apply(at(6, 'six'));
        expect(await nameNow()).toBe('six');
        expect((await store.load(collection, ['a'])).get('a')?.position).toBe(6);
      });

      it('never deletes with an equal or an earlier position', async () => {
        await apply(at(5, 'five'));
        await apply(at(5, null));
        await apply(at(3, null));
        expect(await nameNow()).toBe('five');
        await apply(at(6, null));
        expect(await nameNow()).toBeUndefined();
        expect(await store.load(collection, ['a'])).toEqual(new Map());
      });

      it('does not bring a deleted document back with an equal or an earlier position', async () => {
        await apply(at(5, 'five'));
        await apply(at(8, null));
        await apply(at(7, 'seven'));
        await apply(at(8, 'eight'));
        expect(await nameNow()).toBeUndefined();
        expect(await store.count(collection, {})).toBe(0);
        await apply(at(9, 'nine'));
        expect(await nameNow()).toBe('nine');
        expect(await idsOf({ name: 'nine' })).toEqual(['a']);
      });

      it('remembers the deletion of a document that it never had', async () => {
        await apply(at(8, null));
        await apply(at(7, 'seven'));
        expect(await nameNow()).toBeUndefined();
        expect(await idsOf({})).toEqual([]);
      });

      it('applies the changes of a batch in order', async () => {
        await apply(at(1, 'one'), at(3, 'three'), at(2, 'two'));
        expect(await nameNow()).toBe('three');
      });

      it('takes a batch that comes twice, or again after later ones, as one', async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(batchArbitrary, { maxLength: 5 }), fc.nat(), async (batches, again) => {
            const [once, twice] = [`${collection}_once`, `${collection}_twice`];
            for (const target of [once, twice]) await store.ensure({ name: target, indexes: INDEXES });
            for (const batch of batches) {
              await store.write(once, batch);
              await store.write(twice, batch);
              await store.write(twice, batch);
            }
            const repeated = batches[again % Math.max(batches.length, 1)];
            if (repeated) await store.write(twice, repeated);
            const all = { filter: {}, sort: { _id: 1 }, limit: 1000 } as const;
            expect(await store.find(twice, all)).toEqual(await store.find(once, all));
            await store.drop(once);
            await store.drop(twice);
          }),
          { numRuns: 30 },
        );
      });
    });

    describe('checkpoints', () => {
      it('are kept for each projection and never move back', async () => {
        const [one, other] = [`p_${randomUUID()}`, `p_${randomUUID()}`];
        expect(await store.checkpoint(one)).toBeUndefined();
        await store.saveCheckpoint(one, 0);
        expect(await store.checkpoint(one)).toBe(0);
        await store.saveCheckpoint(one, 41);
        await store.saveCheckpoint(one, 41);
        await store.saveCheckpoint(one, 17);
        expect(await store.checkpoint(one)).toBe(41);
        expect(await store.checkpoint(other)).toBeUndefined();
      });

      it('are given together, without those that never ran', async () => {
        const [one, other, never] = [`p_${randomUUID()}`, `p_${randomUUID()}`, `p_${randomUUID()}`];
        await store.saveCheckpoint(one, 3);
        await store.saveCheckpoint(other, 5, 1);
        expect(Object.fromEntries(await store.checkpoints([one, other, never]))).toEqual({ [one]: 3, [other]: 5 });
        expect((await store.checkpoints([])).size).toBe(0);
      });

      it('under a lease: what bears an older token than the last is refused, and changes nothing', async () => {
        const one = `p_${randomUUID()}`;
        await store.saveCheckpoint(one, 3);
        await store.saveCheckpoint(one, 5, 1);
        await store.saveCheckpoint(one, 6, 1);
        // As whoever takes over marks it, without moving it.
        await store.saveCheckpoint(one, -1, 2);
        await expect(store.saveCheckpoint(one, 9, 1)).rejects.toThrow(LeaseLost);
        expect(await store.checkpoint(one)).toBe(6);
        await store.saveCheckpoint(one, 7, 2);
        expect(await store.checkpoint(one)).toBe(7);
      });

      it('of two who begin one in the same moment both are kept, or the older is refused', async () => {
        for (let round = 0; round < 20; round++) {
          const one = `p_${randomUUID()}`;
          await Promise.allSettled([store.saveCheckpoint(one, 1, 1), store.saveCheckpoint(one, 2, 2)]);
          expect(await store.checkpoint(one)).toBe(2);
          await expect(store.saveCheckpoint(one, 9, 1)).rejects.toThrow(LeaseLost);
        }
      });
    });

    describe('filters', () => {
      const ALL = [
        doc('a', { name: 'Ann', level: 1, open: true, note: 'x', tags: ['red', 'blue'] }),
        doc('b', { name: 'Bob', level: 2, open: false, note: null, tags: ['blue'] }),
        doc('c', { name: 'Cy', level: 3, open: true, tags: [] }),
        doc('d', { name: 'Bobby', level: 2, open: false, note: '', tags: ['green', 'bluebell'] }),
      ];

      it.each<readonly [string, Filter, readonly string[]]>([
        ['equality', { name: 'Bob' }, ['b']],
        ['$eq', { level: { $eq: 2 } }, ['b', 'd']],
        ['equality of a boolean', { open: true }, ['a', 'c']],
        ['equality of null, which what is missing equals', { note: null }, ['b', 'c']],
        ['equality of the empty string', { note: '' }, ['d']],
        ['equality of one element of an array', { tags: 'blue' }, ['a', 'b']],
        ['equality in a dotted path', { 'sort.name': 'bobby' }, ['d']],
        ['equality of the id', { _id: 'c' }, ['c']],
        ['several fields', { level: 2, name: 'Bobby' }, ['d']],
        ['$in', { name: { $in: ['Cy', 'Ann', 'Nobody'] } }, ['a', 'c']],
        ['$in of ids', { _id: { $in: ['d', 'a', 'zz'] } }, ['a', 'd']],
        ['$in of array elements', { tags: { $in: ['green', 'red'] } }, ['a', 'd']],
        ['$in of nothing', { name: { $in: [] } }, []],
        ['$gt', { level: { $gt: 2 } }, ['c']],
        ['$gte', { level: { $gte: 2 } }, ['b', 'c', 'd']],
        ['$lt', { level: { $lt: 2 } }, ['a']],
        ['$lte', { level: { $lte: 2 } }, ['a', 'b', 'd']],
        ['a range', { level: { $gt: 1, $lt: 3 } }, ['b', 'd']],
        ['an empty range', { level: { $gt: 3, $lt: 1 } }, []],
        ['a range of text', { name: { $gte: 'Bob', $lt: 'C' } }, ['b', 'd']],
        ['a comparison with another type', { name: { $gt: 0 } }, []],
        ['$ne', { name: { $ne: 'Bob' } }, ['a', 'c', 'd']],
        ['$ne of null, which leaves out what is missing', { note: { $ne: null } }, ['a', 'd']],
        ['$ne of an element', { tags: { $ne: 'blue' } }, ['c', 'd']],
        ['$regex', { name: { $regex: 'b$' } }, ['b']],
        ['$regex anchored at the beginning', { name: { $regex: '^Bob' } }, ['b', 'd']],
        ['$regex with what is not literal behind', { name: { $regex: '^Bob+y' } }, ['d']],
        ['$regex without regard to case', { name: { $regex: '^bOB', $options: 'i' } }, ['b', 'd']],
        ['$regex on the elements of an array', { tags: { $regex: '^blue' } }, ['a', 'b', 'd']],
        ['$and', { $and: [{ open: false }, { name: { $regex: '^Bob' } }, { level: 2 }] }, ['b', 'd']],
        ['$and on different elements of one array', { $and: [{ tags: 'red' }, { tags: { $regex: '^bl' } }] }, ['a']],
        ['$or', { $or: [{ name: 'Cy' }, { tags: 'red' }] }, ['a', 'c']],
        ['$or beside a field', { open: true, $or: [{ level: 3 }, { level: 2 }] }, ['c']],
        ['$exists', { note: { $exists: true } }, ['a', 'b', 'd']],
        ['$exists: false', { note: { $exists: false } }, ['c']],
        ['a range that different elements of an array meet', { place: 'p0', tags: { $gt: 'm', $lt: 'c' } }, ['a']],
        ['two beginnings of elements', { place: 'p0', $and: [startOf('gr'), startOf('blueb')] }, ['d']],
        ['no condition', {}, ['a', 'b', 'c', 'd']],
      ])('understand %s', async (_, filter, expected) => {
        await write(ALL);
        expect(await idsOf(filter)).toEqual(expected);
        expect(await store.count(collection, filter)).toBe(expected.length);
      });

      it('mean the same with any index, sort and limit, while documents change', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(batchArbitrary, { minLength: 1, maxLength: 4 }),
            fc.array(queryArbitrary, { minLength: 1, maxLength: 4 }),
            async (batches, queries) => {
              const name = `${collection}_${randomUUID()}`;
              await store.ensure({ name, indexes: INDEXES });
              const naive = new Naive();
              for (const batch of batches) {
                await store.write(name, batch);
                naive.write(batch);
                for (const { filter, sort, limit } of queries) {
                  const expected = naive.find(filter, sort);
                  expect(await store.find(name, { filter, sort, limit })).toEqual(expected.slice(0, limit));
                  expect(await store.count(name, filter)).toBe(expected.length);
                }
              }
              await store.drop(name);
            },
          ),
          { numRuns: 150 },
        );
      });
    });

    describe('order', () => {
      it('is by code point, with nothing before numbers, text and booleans', async () => {
        const names = ['\u{1F600}', 'b', 'B', '\uFF5E', 'é', 'a', '', '\uD7FF', 'ab', 'a b', 'a-b'];
        await write(names.map((label, index) => doc(`n${index}`, { name: label })));
        const found = await store.find<Doc>(collection, { filter: {}, sort: { name: 1, _id: 1 }, limit: 100 });
        const expected = names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(found.map((document) => document.name)).toEqual(expected);
        const after = (await idsOf({ name: { $gt: '\uFF5E' } }, { name: 1, _id: 1 })).length;
        expect(after).toBe(1);
      });

      it('puts what is missing first, then numbers, text and booleans', async () => {
        const notes = [true, 'text', null, -3, 20, undefined, false, '1', 3.5];
        await store.write(
          collection,
          notes.map((note, index) => {
            const document = { _id: `n${index}`, ...(note === undefined ? {} : { note }) };
            return { id: document._id, document, position: 0 };
          }),
        );
        const up = await idsOf({}, { note: 1, _id: 1 });
        expect(up).toEqual(['n2', 'n5', 'n3', 'n8', 'n4', 'n7', 'n1', 'n6', 'n0']);
        expect(await idsOf({}, { note: -1, _id: -1 })).toEqual(up.toReversed());
      });

      it('gives every document exactly once, page by page, in every direction and with equal keys', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.uniqueArray(docArbitrary, { selector: ({ _id }) => _id, maxLength: 30 }),
            fc.oneof(fc.constant<Filter>({}), pagedArbitrary, filterArbitrary),
            sortArbitrary,
            fc.integer({ min: 1, max: 7 }),
            async (documents, filter, sort, limit) => {
              const name = `${collection}_${randomUUID()}`;
              await store.ensure({ name, indexes: INDEXES });
              await store.write(name, documents.map((document) => ({ id: document._id, document, position: 1 })));
              const seen: Doc[] = [];
              for (let after: readonly (string | number | boolean)[] | undefined; ; ) {
                const page = await store.find<Doc>(name, { filter, sort, limit, ...(after && { after }) });
                seen.push(...page);
                const last = page.at(-1);
                if (!last || page.length < limit || seen.length > documents.length) break;
                after = Object.keys(sort).map((path) => valueAt(last, path) as string | number | boolean);
              }
              const naive = new Naive();
              naive.write(documents.map((document) => ({ id: document._id, document, position: 1 })));
              expect(seen).toEqual(naive.find(filter, sort));
              await store.drop(name);
            },
          ),
          { numRuns: 300 },
        );
      });

      it('is kept where several values of a field are asked for, page by page', async () => {
        const places = ['p0', 'p1', 'p2', 'p3'];
        const ids = Array.from({ length: 40 }, (_, index) => String((index * 7) % 40).padStart(2, '0'));
        await write(ids.map((id, index) => doc(id, { place: places[index % 4] as string, level: index % 3 })));
        const filter = { place: { $in: ['p3', 'p0', 'p1', 'nowhere'] }, level: { $in: [2, 0] } };
        const expected = ids.filter((_, index) => index % 4 !== 2 && index % 3 !== 1).sort();
        for (const way of [1, -1] as const) {
          const found: string[] = [];
          for (let after: readonly string[] | undefined; found.length <= 40; after = [found.at(-1) as string]) {
            const options = { filter, sort: { _id: way }, limit: 4, ...(after && { after }) };
            const page = await store.find(collection, options);
            found.push(...page.map(({ _id }) => _id));
            if (page.length < 4) break;
          }
          expect(found).toEqual(way === 1 ? expected : expected.toReversed());
        }
        expect(await store.count(collection, filter)).toBe(expected.length);
      });

      it('takes a place before or after all that the filter leaves', async () => {
        await write(['a', 'b', 'c'].map((id) => doc(id, { place: 'p5' })));
        const sort = { place: 1, 'sort.name': 1, _id: 1 } as const;
        const idsAfter = async (...after: readonly string[]) =>
          (await store.find(collection, { filter: { place: 'p5' }, sort, limit: 9, after })).map(({ _id }) => _id);
        expect(await idsAfter('p4', 'b', 'b')).toEqual(['a', 'b', 'c']);
        expect(await idsAfter('p5', 'b', 'b')).toEqual(['c']);
        expect(await idsAfter('p6', 'a', 'a')).toEqual([]);
      });

      it('goes on after a place whose document is gone', async () => {
        await write(['a', 'b', 'c', 'd'].map((id) => doc(id)));
        await store.write(collection, [{ id: 'b', document: null, position: 1 }]);
        const sort = { 'sort.name': 1, _id: 1 } as const;
        const page = await store.find<Doc>(collection, { filter: { place: 'p0' }, sort, limit: 2, after: ['b', 'b'] });
        expect(page.map(({ _id }) => _id)).toEqual(['c', 'd']);
      });
    });

    describe('collections', () => {
      it('are made once; making one again changes nothing and may add an index', async () => {
        await write([doc('a'), doc('b')]);
        await store.ensure({ name: collection, indexes: INDEXES });
        await store.ensure({ name: collection, indexes: [...INDEXES, { level: 1, _id: 1 }] });
        expect(await idsOf({}, { level: 1, _id: 1 })).toEqual(['a', 'b']);
      });

      it('know nothing of each other', async () => {
        const other = `${collection}_other`;
        await store.ensure({ name: other, indexes: [] });
        await write([doc('a')]);
        expect(await store.get(other, 'a')).toBeUndefined();
        expect(await store.count(other, {})).toBe(0);
        await store.drop(other);
        expect(await store.count(collection, {})).toBe(1);
      });

      it('are empty once dropped, and begin anew, without the positions from before', async () => {
        await write([doc('a')], 9);
        await store.drop(collection);
        await store.drop(collection);
        await store.ensure({ name: collection, indexes: INDEXES });
        expect(await store.get(collection, 'a')).toBeUndefined();
        expect(await idsOf({})).toEqual([]);
        await write([doc('a', { name: 'new' })], 1);
        expect(await idsOf({ name: 'new' })).toEqual(['a']);
      });
    });
  });
}

/** What the port promises, without any index. */
class Naive {
  private readonly stored = new Map<string, DocumentChange>();

  write(changes: readonly DocumentChange[]): void {
    for (const change of changes) {
      const known = this.stored.get(change.id);
      if (!known || known.position < change.position) this.stored.set(change.id, change);
    }
  }

  find(filter: Filter, sort: SortSpec): readonly ReadDocument[] {
    const query = new Query<ReadDocument>(filter);
    const documents = [...this.stored.values()].flatMap(({ document }) => document ?? []);
    return documents.filter((document) => query.test(document)).sort((a, b) => inOrder(a, b, sort));
  }
}

function inOrder(a: ReadDocument, b: ReadDocument, sort: SortSpec): number {
  for (const [path, direction] of Object.entries(sort)) {
    const [left, right] = [valueAt(a, path), valueAt(b, path)] as [string, string];
    if (left !== right) return left < right ? -direction : direction;
  }
  return 0;
}

function valueAt(document: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);
}

function doc(_id: string, change: Partial<Doc> = {}): Doc {
  const name = change.name ?? _id;
  return { _id, place: 'p0', level: 1, open: true, tags: [], ...change, name, sort: { name: name.toLowerCase() } };
}

function startOf(text: string): Filter {
  return { tags: { $regex: `^${text}` } };
}

function attempt(change: () => unknown): void {
  try {
    change();
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
  }
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '.', 'é', ' ', '\u0001', '\u0004'), maxLength: 3 });
const place = fc.constantFrom('p0', 'p1', 'p2');
const level = fc.constantFrom(-2, 0, 1, 1.5, 10);

const docArbitrary: fc.Arbitrary<Doc> = fc
  .record({
    _id: fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\u0002', 'é'), minLength: 1, maxLength: 3 }),
    place,
    name: word,
    level,
    open: fc.boolean(),
    note: fc.option(fc.option(word, { nil: null }), { nil: undefined }),
    tags: fc.array(word, { maxLength: 3 }),
  })
  .map(({ note, ...rest }) => ({
    ...rest,
    ...(note !== undefined && { note }),
    sort: { name: rest.name.slice(0, 2) },
  }));

const batchArbitrary: fc.Arbitrary<readonly DocumentChange[]> = fc.array(
  fc
    .tuple(docArbitrary, fc.boolean(), fc.integer({ min: 0, max: 20 }))
    .map(([document, deleted, position]) => ({ id: document._id, document: deleted ? null : document, position })),
  { maxLength: 25 },
);

const direction = fc.constantFrom<1 | -1>(1, -1);

const sortArbitrary: fc.Arbitrary<SortSpec> = fc.oneof(
  fc.tuple(direction, direction).map(([a, b]): SortSpec => ({ 'sort.name': a, _id: b })),
  fc.tuple(direction, direction, direction).map(([a, b, c]): SortSpec => ({ level: a, 'sort.name': b, _id: c })),
  fc.tuple(direction, direction, direction).map(([a, b, c]): SortSpec => ({ open: a, level: b, _id: c })),
  fc.tuple(direction, direction).map(([a, b]): SortSpec => ({ name: a, _id: b })),
  fc.tuple(direction, direction, direction).map(([a, b, c]): SortSpec => ({ place: a, 'sort.name': b, _id: c })),
  fc.tuple(direction, direction).map(([a, b]): SortSpec => ({ open: a, _id: b })),
  direction.map((a): SortSpec => ({ _id: a })),
);

const pattern = word.map((text) => `^${text.replace(/[.]/g, '\\.')}`);
const comparison = fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne', '$eq');
const conditionArbitrary: fc.Arbitrary<Filter> = fc.oneof(
  place.map((value) => ({ place: value })),
  fc.boolean().map((value) => ({ open: value })),
  level.map((value) => ({ level: value })),
  fc.tuple(comparison, level).map(([operator, value]) => ({ level: { [operator]: value } })),
  fc.tuple(level, level).map(([from, to]) => ({ level: { $gte: from, $lt: to } })),
  fc.array(level, { maxLength: 3 }).map((values) => ({ level: { $in: values } })),
  fc.subarray(['p0', 'p1', 'p2']).map((values) => ({ place: { $in: values } })),
  fc.subarray([true, false]).map((values) => ({ open: { $in: values } })),
  fc.array(fc.option(word, { nil: null }), { maxLength: 4 }).map((values) => ({ note: { $in: values } })),
  pattern.map((value) => ({ note: { $regex: value } })),
  word.map((value) => ({ tags: value })),
  fc.array(word, { maxLength: 3 }).map((values) => ({ tags: { $in: values } })),
  fc.tuple(word, word).map(([from, to]) => ({ tags: { $gte: from, $lt: to } })),
  pattern.map((value) => ({ tags: { $regex: value } })),
  pattern.map((value) => ({ 'sort.name': { $regex: value } })),
  fc.tuple(fc.constantFrom('$gt', '$lte'), word).map(([op, value]) => ({ 'sort.name': { [op]: value } })),
  word.map((value) => ({ name: value })),
  fc.option(word, { nil: null }).map((value) => ({ note: value })),
  fc.boolean().map((value) => ({ note: { $exists: value } })),
);

const filterArbitrary: fc.Arbitrary<Filter> = fc.oneof(
  fc.constant<Filter>({}),
  conditionArbitrary,
  fc.array(conditionArbitrary, { minLength: 1, maxLength: 3 }).map((conditions) => ({ $and: conditions })),
  fc
    .tuple(place, fc.array(conditionArbitrary, { minLength: 1, maxLength: 2 }))
    .map(([value, conditions]) => ({ place: value, $or: conditions })),
  fc
    .tuple(place, fc.array(conditionArbitrary, { minLength: 1, maxLength: 3 }))
    .map(([value, conditions]) => ({ place: value, $and: conditions })),
  fc.tuple(place, conditionArbitrary).map(([value, condition]) => ({ ...condition, place: value })),
);

/** What indexes of the contract answer in order, or nearly. */
const pagedArbitrary: fc.Arbitrary<Filter> = fc
  .tuple(
    place,
    fc.constantFrom<Filter>(
      {},
      { open: true },
      { open: { $in: [true, false] } },
      { open: { $in: [true, false] }, level: { $in: [0, 1, 10] } },
      { tags: { $regex: '^a' } },
      { tags: { $in: ['a', 'b', 'ab'] } },
      { note: { $in: [null, 'a', ''] } },
      { note: { $regex: '^a' } },
    ),
  )
  .map(([value, more]) => ({ ...more, place: value }));

const queryArbitrary = fc.record({
  filter: filterArbitrary,
  sort: sortArbitrary,
  limit: fc.integer({ min: 1, max: 10 }),
});
