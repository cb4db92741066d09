import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Counter,
  type CounterEvent,
  keyId,
  personalCounter,
  snapshotCounter,
  written,
} from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemorySnapshotStore } from '../../test/support/memory-snapshot-store.js';
import { type Decider } from './decider.js';
import { categoryOf, idOf, StreamReader, type StreamView } from './stream-reader.js';

const STREAM = 'counter-ann';
type Some = CounterEvent & { readonly commandId?: string };

const event: fc.Arbitrary<Some> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 1, max: 99 }).map((by): CounterEvent => ({ type: 'Added', data: { by } })),
      fc.integer({ min: 1, max: 99 }).map((limit): CounterEvent => ({ type: 'LimitSet', data: { limit } })),
    ),
    fc.option(fc.nat(30), { nil: undefined }),
  )
  .map(([one, no]) => (no === undefined ? one : { ...one, commandId: keyId(no) }));

/** What the view says, with the commands looked up one by one. */
function told({ state, revision, position, at, commands }: StreamView<Counter>) {
  const known = Array.from({ length: 31 }, (_, no) => commands.revisionOf(keyId(no)));
  return { state, revision, position, at, known };
}

function setUp(maxPage?: number) {
  const log = new MemoryEventLog(maxPage === undefined ? {} : { maxPage });
  const snapshots = new MemorySnapshotStore();
  const personal = new MemoryPersonalData();
  return { log, snapshots, personal, reader: new StreamReader(log, snapshots, personal) };
}

for (const [what, decider] of Object.entries({ plain: snapshotCounter, personal: personalCounter })) {
  it(`a fold of all equals a fold of snapshot and tail, at every cut (${what})`, async () => {
    const history = fc.array(event, { minLength: 1, maxLength: 12, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 5 }), async (events, page) => {
        for (let cut = 0; cut <= events.length; cut++) {
          const { log, reader } = setUp(page);
          if (cut > 0) await written(log, STREAM, events.slice(0, cut));
          const early = await reader.load(decider, STREAM);
          await reader.keepSnapshot(decider, STREAM, early);
          if (cut < events.length) await written(log, STREAM, events.slice(cut));
          log.reads.length = 0;
          const viaSnapshot = await reader.load(decider, STREAM);
          expect(log.reads[0]?.from).toBe(cut);
          const bare = new StreamReader(log, new MemorySnapshotStore(), new MemoryPersonalData());
          const inOneGo = await bare.load(decider, STREAM);
          expect(told(viaSnapshot)).toEqual(told(inOneGo));
          expect(told(await reader.catchUp(decider, STREAM, early))).toEqual(told(inOneGo));
        }
      }),
      { numRuns: 20 },
    );
  });
}

it('a stream longer than a page is folded whole, also where the log gives less than it is asked for', async () => {
  for (const maxPage of [undefined, 1, 7]) {
    const { log, reader } = setUp(maxPage);
    await written(log, STREAM, Array.from({ length: 1001 }, () => ({ type: 'Added', data: { by: 1 } })));
    const flat: Decider<number, CounterEvent> = { category: 'counter', initial: 0, evolve: (sum) => sum + 1 };
    expect(await reader.load(flat, STREAM)).toMatchObject({ state: 1001, revision: 1000 });
  }
});

it('catching up on nothing gives the same view', async () => {
  const { log, reader } = setUp();
  await written(log, STREAM, [{ type: 'Added', data: { by: 1 } }]);
  const view = await reader.load(snapshotCounter, STREAM);
  expect(await reader.catchUp(snapshotCounter, STREAM, view)).toBe(view);
});

it('a snapshot of another version is ignored', async () => {
  const { log, reader } = setUp();
  await written(log, STREAM, [{ type: 'Added', data: { by: 1 } }]);
  await reader.keepSnapshot(snapshotCounter, STREAM, await reader.load(snapshotCounter, STREAM));
  const form = { every: () => 5, write: (x: Counter) => x, read: (x: unknown) => x as Counter };
  const changed = { ...snapshotCounter, snapshots: { ...form, version: 2 } };
  log.reads.length = 0;
  expect((await reader.load(changed, STREAM)).snapshotRevision).toBe(-1);
  expect(log.reads[0]?.from).toBe(0);
});

it('a snapshot that cannot be read is ignored', async () => {
  const { log, reader } = setUp();
  await written(log, STREAM, [{ type: 'Added', data: { by: 1 } }]);
  await reader.keepSnapshot(snapshotCounter, STREAM, await reader.load(snapshotCounter, STREAM));
  const broken = {
    ...snapshotCounter,
    snapshots: {
      version: 1,
      every: () => 5,
      write: (x: Counter) => x,
      read: (): Counter => {
        throw new Error('cannot be read');
      },
    },
  };
  expect((await reader.load(broken, STREAM)).state.count).toBe(1);
});

it('takes the name of a stream apart at its first hyphen', () => {
  expect([categoryOf('counter-a-b'), idOf('counter-a-b')]).toEqual(['counter', 'a-b']);
});
