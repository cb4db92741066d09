import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryReadStore } from '#libs/read-store';
import { type Position } from '../event.js';
import { type ReadDocument } from '../ports/read-store.js';
import { type Compared, compareGenerations, type DifferenceKind, MOST_TOLD } from './comparison.js';

interface Row extends ReadDocument {
  readonly value: number;
}

let store: MemoryReadStore;
beforeEach(() => {
  store = new MemoryReadStore();
});

const put = (collection: string, id: string, value: number | null, position: Position) =>
  store.write(collection, [{ id, document: value === null ? null : ({ _id: id, value } as Row), position }]);
const sides = (more: Partial<Compared> = {}): Compared => ({
  store,
  serving: 'old',
  beside: 'new',
  head: () => Promise.resolve(100),
  reached: () => Promise.resolve(true),
  ...more,
});

describe('two generations row by row', () => {
  it('are the same, or each difference is told by its row and its kind', async () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', '\uffff', '\u{1f600}', 'z-1');
    const side = fc.dictionary(ids, fc.nat(2), { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(side, side, async (serving, beside) => {
        store = new MemoryReadStore();
        const expected = new Map<string, DifferenceKind>();
        for (const id of new Set([...Object.keys(serving), ...Object.keys(beside)])) {
          const [one, other] = [serving[id], beside[id]];
          if (one !== undefined) await put('old', id, one, 7);
          if (other !== undefined) await put('new', id, other, 7);
          if (one !== other) expected.set(id, other === undefined ? 'missing' : one === undefined ? 'extra' : 'different');
        }
        const found = await compareGenerations(sides());
        expect(new Map(found.first.map(({ id, kind }) => [id, kind]))).toEqual(expected);
        expect(found).toMatchObject({
          compared: new Set([...Object.keys(serving), ...Object.keys(beside)]).size,
          differences: expected.size,
          unsettled: 0,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('are compared to the end, however many rows there are, and the first differences told', async () => {
    for (let index = 0; index < 1300; index++) {
      await put('old', `row-${index}`, index, 1);
      await put('new', `row-${index}`, index % 2 === 0 ? index : -1, 1);
    }
    const found = await compareGenerations(sides());
    expect(found).toMatchObject({ compared: 1300, differences: 650, unsettled: 0 });
    expect(found.first).toHaveLength(MOST_TOLD);
  });

  it('do not differ where one side is only some events behind', async () => {
    await put('new', 'changed', 1, 90);
    await put('new', 'deleted', 1, 80);
    await put('old', 'changed-here', 1, 90);
    await put('old', 'deleted-here', 1, 80);
    // Each side has folded what the other has not, by the time that they are looked at first.
    const left: [string, string, number | null, Position][] = [];
    const happens = async (id: string, value: number | null, position: Position, ahead: string, late: string) => {
      await put(ahead, id, value, position);
      left.push([late, id, value, position]);
    };
    await happens('changed', 2, 101, 'old', 'new');
    await happens('made', 1, 102, 'old', 'new');
    await happens('deleted', null, 103, 'old', 'new');
    await happens('changed-here', 2, 104, 'new', 'old');
    await happens('deleted-here', null, 105, 'new', 'old');
    let end = 100;
    const found = await compareGenerations(sides({
      head: () => Promise.resolve(end),
      reached: async (position) => {
        for (const each of left.filter(([, , , at]) => at <= position)) await put(...each);
        end = 105;
        return true;
      },
    }));
    expect(found).toMatchObject({ differences: 0, unsettled: 0, first: [] });
  });

  it('a row that changes all the time is the same where both were the same after one event', async () => {
    let position = 100;
    const live = sides({
      head: () => Promise.resolve(position),
      reached: async () => {
        // The one is always an event ahead.
        position++;
        await put('old', 'busy', position + 1, position + 1);
        await put('new', 'busy', position, position);
        return true;
      },
    });
    await put('old', 'busy', 100, 100);
    await put('new', 'busy', 99, 99);
    expect(await compareGenerations(live)).toMatchObject({ compared: 1, differences: 0, unsettled: 0 });
  });

  it('one that changes all the time and never after the same event is told as unsettled', async () => {
    let position = 100;
    const live = sides({
      head: () => Promise.resolve(position),
      reached: async () => {
        position += 10;
        await put('old', 'busy', position, position + 1);
        await put('new', 'busy', position + 1, position + 2);
        return true;
      },
    });
    await put('old', 'busy', 1, 1);
    await put('new', 'busy', 2, 2);
    expect(await compareGenerations(live)).toMatchObject({ differences: 0, unsettled: 1 });
  });

  it('what differs is different where one side stopped and gets no further', async () => {
    await put('old', 'row', 1, 10);
    await put('new', 'row', 2, 90);
    await put('new', 'more', 1, 95);
    const found = await compareGenerations(sides({ reached: () => Promise.resolve(false) }));
    expect(found.first).toEqual([{ id: 'row', kind: 'different' }, { id: 'more', kind: 'extra' }]);
  });
});
