import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryReadStore } from '#libs/read-store';
import { type ReadDocument } from '../ports/read-store.js';
import { ServingReadStore } from './serving-read-store.js';

const ALL = { filter: {}, sort: { _id: 1 }, limit: 10 } as const;
const row = (generation: number) => ({ _id: 'a', generation }) as ReadDocument;

let store: MemoryReadStore;
let reading: ServingReadStore;
beforeEach(async () => {
  store = new MemoryReadStore();
  reading = new ServingReadStore(store);
  for (const [index, name] of ['m_v1', 'm_v1_g1', 'other_v1'].entries()) {
    await store.ensure({ name, indexes: [{ generation: 1 }] });
    await store.write(name, [{ id: 'a', document: row(index), position: 1 }]);
  }
});

/** What every kind of read gives. */
async function everyRead(model: string): Promise<unknown[]> {
  const loaded = (await reading.load(model, ['a'])).get('a')?.document;
  const [found] = await reading.loadWhere(model, '_id', ['a']);
  return [await reading.get(model, 'a'), loaded, found?.document, ...(await reading.find(model, ALL))];
}

describe('reads of a model', () => {
  it('are of the collection of its name, unless another serves', async () => {
    expect(await everyRead('m_v1')).toEqual([row(0), row(0), row(0), row(0)]);
    reading.serve('m_v1', 'm_v1_g1');
    expect(await everyRead('m_v1')).toEqual([row(1), row(1), row(1), row(1)]);
    expect(await reading.count('m_v1', { generation: 1 })).toBe(1);
    expect(await everyRead('other_v1')).toEqual([row(2), row(2), row(2), row(2)]);
    reading.serve('m_v1', 'm_v1');
    expect(await reading.get('m_v1', 'a')).toEqual(row(0));
  });

  it('wait until it is known what serves, and are then of that', async () => {
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    reading.knownBy(() => told);
    const read = everyRead('m_v1');
    const count = reading.count('m_v1', { generation: 1 });
    reading.serve('m_v1', 'm_v1_g1');
    tell();
    expect(await read).toEqual([row(1), row(1), row(1), row(1)]);
    expect(await count).toBe(1);
  });

  it('fail where that cannot be found out', async () => {
    reading.knownBy(() => Promise.reject(new Error('away')));
    await expect(reading.get('m_v1', 'a')).rejects.toThrow('away');
  });
});

it('writes and checkpoints are of the collection that is named', async () => {
  reading.serve('m_v1', 'm_v1_g1');
  await reading.ensure({ name: 'm_v1', indexes: [] });
  await reading.write('m_v1', [{ id: 'b', document: { _id: 'b' }, position: 2 }]);
  await reading.saveCheckpoint('m_v1', 2);
  expect(await store.get('m_v1', 'b')).toEqual({ _id: 'b' });
  expect(await store.get('m_v1_g1', 'b')).toBeUndefined();
  expect([await reading.checkpoint('m_v1'), await store.checkpoint('m_v1_g1')]).toEqual([2, undefined]);
  expect(await reading.checkpoints(['m_v1', 'm_v1_g1'])).toEqual(new Map([['m_v1', 2]]));
  await reading.drop('m_v1');
  expect(await store.get('m_v1', 'b')).toBeUndefined();
  expect(await reading.get('m_v1', 'a')).toEqual(row(1));
});
