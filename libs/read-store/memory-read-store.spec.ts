import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Query } from 'mingo';
import { type Filter, type ReadDocument, type SortSpec } from '#libs/event-sourcing';
import { MemoryReadStore } from './memory-read-store.js';

interface Task extends ReadDocument {
  readonly place: string;
  readonly state: string;
  readonly assignee: string | number | boolean | null;
  readonly terms: readonly string[];
  readonly name: string;
}

const COUNT = 300;
const PLACES = ['p0', 'p1'];
const STATES = ['open', 'closed', 'spam'];
const ASSIGNEES = [null, 'ann', 'bo', 'bob', 7, -1.5, 0, true, false];
const WORDS = ['a', 'ab', 'b', 'ba', '\u0001', '\u{1F600}'];
const NAMES = ['a', 'b', 'é'].flatMap((one) => ['', 'a', 'b', 'é'].flatMap((two) => [one + two, `${one}${two}c`]));

/** Many with the same values, so that runs are long and reading jumps about in them. */
const tasks: fc.Arbitrary<readonly Task[]> = fc.noShrink(fc.array(
    fc.record({
      place: fc.constantFrom(...PLACES),
      state: fc.constantFrom(...STATES),
      assignee: fc.constantFrom(...ASSIGNEES),
      terms: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }),
      name: fc.constantFrom(...NAMES),
    }),
    { minLength: COUNT, maxLength: COUNT },
  ))
  .map((each) => each.map((task, index) => ({ ...task, _id: `t${(index * 7919) % COUNT}` })));

const direction = fc.constantFrom<1 | -1>(1, -1);
const byName = direction.map((way): SortSpec => ({ name: way, _id: way }));
const byId = direction.map((way): SortSpec => ({ _id: way }));
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 2 }).map(($in) => ({ $in }));
const place = fc.constantFrom(...PLACES);
const more: fc.Arbitrary<Filter> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...STATES).map((state) => ({ state: { $ne: state } })),
  fc.constantFrom(...WORDS).map((word) => ({ terms: word })),
);
const begun = fc.constantFrom('a', 'ab', 'b', '\u0001', '\u{1F600}').map((start) => ({ $regex: `^${start}` }));
const range = fc.tuple(fc.constantFrom('$gte', '$lt'), fc.constantFrom('a', 'ab', 'bo', 0, 7, true));

describe('MemoryReadStore', () => {
  const cases: readonly (readonly [string, string, SortSpec, fc.Arbitrary<Filter>, fc.Arbitrary<SortSpec>])[] = [
    [
      'for several values of a field, run by run',
      'ordered',
      { place: 1, assignee: 1, _id: 1 },
      fc.record({ place, assignee: some(ASSIGNEES) }),
      byId,
    ],
    [
      'for several values of two fields',
      'ordered',
      { place: 1, state: 1, assignee: -1, name: 1, _id: 1 },
      fc.record({ place, state: some(STATES), assignee: some(ASSIGNEES) }),
      byName,
    ],
    [
      'for several values of the first field, one of them behind it',
      'ordered',
      { place: 1, state: 1, name: -1, _id: -1 },
      fc.record({ place: fc.constant({ $in: PLACES }), state: fc.constantFrom(...STATES) }),
      byName,
    ],
    [
      'for several elements of an array, each document once',
      'ordered',
      { place: 1, terms: 1, name: 1, _id: 1 },
      fc.record({ place, terms: some(WORDS) }),
      byName,
    ],
    [
      'for many values of the first field',
      'ordered',
      { name: 1, state: 1, _id: 1 },
      fc.record({ name: some(NAMES), state: some(STATES) }),
      byId,
    ],
    [
      'for several elements of an array that the index begins with',
      'ordered',
      { terms: 1, state: 1, name: 1, _id: 1 },
      fc.record({ terms: some(WORDS), state: fc.constantFrom(...STATES) }),
      byName,
    ],
    [
      'in the order of the field of which several values are named',
      'ordered',
      { place: 1, assignee: 1, _id: 1 },
      fc.record({ place, assignee: fc.constant({ $in: ['bob', 'ann'] }) }),
      direction.map((way): SortSpec => ({ assignee: way, _id: way })),
    ],
    [
      'for a beginning that several words share',
      'selected',
      { place: 1, terms: 1, name: 1, _id: 1 },
      fc.record({ place, terms: begun }),
      byName,
    ],
    [
      'for a beginning, in an index that goes down',
      'selected',
      { place: 1, terms: -1, name: 1, _id: 1 },
      fc.record({ place, terms: begun }),
      byName,
    ],
    [
      'for a range of values of any type',
      'selected',
      { place: 1, assignee: 1, name: -1, _id: -1 },
      fc.record({ place, assignee: range.map(([operator, value]) => ({ [operator]: value })) }),
      byName,
    ],
    [
      'for a range behind several values',
      'selected',
      { place: 1, state: 1, assignee: -1, _id: 1 },
      fc.record({ place, state: some(STATES), assignee: range.map(([operator, value]) => ({ [operator]: value })) }),
      byId,
    ],
  ];

  it.each(cases)('pages and counts %s', async (_, plan, index, filters, sorts) => {
    const used = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        tasks,
        fc.tuple(filters, more).map(([filter, others]): Filter => ({ $and: [filter, others] })),
        sorts,
        fc.integer({ min: 5, max: 60 }),
        async (documents, filter, sort, limit) => {
          const store = new MemoryReadStore({ few: 0 });
          await store.ensure({ name: 'tasks', indexes: [index] });
          await store.write('tasks', documents.map((document) => ({ id: document._id, document, position: 0 })));
          const query = new Query<Task>(filter);
          const expected = documents.filter((document) => query.test(document)).sort((a, b) => inOrder(a, b, sort));
          if (expected.length > 0) used.add(store.explain('tasks', { filter, sort, limit }).plan);
          expect(await pages(store, filter, sort, limit)).toEqual(expected);
          expect(await store.count('tasks', filter)).toBe(expected.length);
        },
      ),
      { numRuns: 25 },
    );
    expect([...used]).toContain(plan);
  });
});

async function pages(store: MemoryReadStore, filter: Filter, sort: SortSpec, limit: number): Promise<readonly Task[]> {
  const all: Task[] = [];
  for (let last: Task | undefined; all.length <= COUNT; ) {
    const after = last && Object.keys(sort).map((path) => last?.[path as keyof Task] as string);
    const page = await store.find<Task>('tasks', { filter, sort, limit, ...(after && { after }) });
    all.push(...page);
    last = page.at(-1);
    if (page.length < limit) break;
  }
  return all;
}

function inOrder(a: Task, b: Task, sort: SortSpec): number {
  for (const [path, way] of Object.entries(sort)) {
    const [left, right] = [a[path as keyof Task] as string, b[path as keyof Task] as string];
    if (left !== right) return left < right ? -way : way;
  }
  return 0;
}
