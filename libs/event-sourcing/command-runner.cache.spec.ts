import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  type Counter,
  counter,
  keyed,
  note,
  personalCounter,
  scope,
  server,
  SNAPSHOT_EVERY,
  snapshotCounter,
  written,
} from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemorySnapshotStore } from '../../test/support/memory-snapshot-store.js';
import { type CommandRunner } from './command-runner.js';

let log: MemoryEventLog;
let snapshots: MemorySnapshotStore;
let personal: MemoryPersonalData;
/** An answer comes a moment before its stream is put into the cache. */
const atRest = async (runner: CommandRunner): Promise<void> => {
  while (runner.streamsAtWork > 0) await Promise.resolve();
};
const fresh = () => server({ log, snapshots, personal });

beforeEach(() => {
  log = new MemoryEventLog();
  snapshots = new MemorySnapshotStore();
  personal = new MemoryPersonalData();
});

describe('snapshots', () => {
  it('are taken once each time they are due', async () => {
    const runner = fresh();
    for (let i = 0; i < 3 * SNAPSHOT_EVERY; i++) await runner.run(snapshotCounter, 'a', scope(), add(1));
    expect(snapshots.saved.map(({ revision }) => revision)).toEqual([4, 9, 14]);
  });

  it('are taken once though a query catches up on the same events at the same time', async () => {
    const runner = fresh();
    for (let i = 0; i < SNAPSHOT_EVERY - 1; i++) await runner.run(snapshotCounter, 'a', scope(), add(1));
    // The event that makes the snapshot due is written but not confirmed when the query reads it.
    let query: Promise<unknown> = Promise.resolve();
    log.leaveUnknown(true);
    log.overtake(async () => {
      log.streamReads.close(1);
      query = runner.read(snapshotCounter, 'a');
      await log.streamReads.reached();
    });
    await runner.run(snapshotCounter, 'a', scope(), add(1));
    log.streamReads.open();
    await query;
    await runner.run(snapshotCounter, 'a', scope(), add(1));
    expect(snapshots.saved.map(({ revision }) => revision)).toEqual([SNAPSHOT_EVERY - 1]);
  });

  it('are taken once though a query that began before comes back with later events', async () => {
    const runner = fresh();
    for (let i = 0; i < SNAPSHOT_EVERY - 2; i++) await runner.run(snapshotCounter, 'a', scope(), add(1));
    await written(log, 'counter-a', [{ type: 'Added', data: { by: 1 } }]);
    log.streamReads.close(1);
    const query = runner.read(snapshotCounter, 'a');
    await log.streamReads.reached();
    await runner.run(snapshotCounter, 'a', scope(), add(1));
    await written(log, 'counter-a', [{ type: 'Added', data: { by: 1 } }]);
    log.streamReads.open();
    expect((await query).revision).toBe(SNAPSHOT_EVERY);
    await runner.run(snapshotCounter, 'a', scope(), add(1));
    expect(snapshots.saved.map(({ revision }) => revision)).toEqual([SNAPSHOT_EVERY - 1]);
  });

  it('of a long stream that has none are taken once, by whatever comes first', async () => {
    await written(log, 'counter-a', Array.from({ length: 20 }, () => ({ type: 'Added', data: { by: 1 } })));
    const runner = fresh();
    await Promise.all([
      runner.read(snapshotCounter, 'a'),
      runner.read(snapshotCounter, 'a'),
      runner.run(snapshotCounter, 'a', scope(), add(0)),
    ]);
    await runner.run(snapshotCounter, 'a', scope(), add(1));
    expect(snapshots.saved).toEqual([{ stream: 'counter-a', revision: 19 }]);
  });

  it('are not taken again by a server that loaded one', async () => {
    const runner = fresh();
    for (let i = 0; i < SNAPSHOT_EVERY + 1; i++) await runner.run(snapshotCounter, 'a', scope(), add(1));
    const other = fresh();
    await other.read(snapshotCounter, 'a');
    for (let i = 0; i < SNAPSHOT_EVERY - 2; i++) await other.run(snapshotCounter, 'a', scope(), add(1));
    expect(snapshots.saved).toHaveLength(1);
    await other.run(snapshotCounter, 'a', scope(), add(1));
    expect(snapshots.saved).toHaveLength(2);
  });

  it('that cannot be kept or loaded cost time and nothing else', async () => {
    snapshots.failing = true;
    const runner = fresh();
    for (let i = 0; i < SNAPSHOT_EVERY + 1; i++) await runner.run(snapshotCounter, 'a', scope(), add(1));
    expect((await fresh().read(snapshotCounter, 'a')).state.count).toBe(SNAPSHOT_EVERY + 1);
  });

  it('that cannot even be made cost nothing else either', async () => {
    const broken = {
      ...snapshotCounter,
      snapshots: {
        version: 1,
        every: () => 1,
        write: (): never => {
          throw new Error('no form for it');
        },
        read: (stored: unknown): never => stored as never,
      },
    };
    const runner = fresh();
    expect((await runner.run(broken, 'a', scope(), add(1))).state.count).toBe(1);
    expect((await runner.run(broken, 'a', scope(), add(1))).state.count).toBe(2);
  });
});

describe('the cache', () => {
  it('answers the second command from memory', async () => {
    const runner = fresh();
    await runner.run(counter, 'a', scope(), add(1));
    log.reads.length = 0;
    await runner.run(counter, 'a', scope(), add(1));
    expect(log.reads).toEqual([]);
  });

  it('holds no more than its weight, and what was put out is loaded again', async () => {
    const heavy = { ...counter, weigh: () => 10 };
    const runner = server({ log, cacheWeight: 25 });
    for (const id of ['a', 'b', 'c']) await runner.run(heavy, id, scope(), add(1));
    await atRest(runner);
    log.reads.length = 0;
    for (const id of ['b', 'c', 'a']) await runner.run(heavy, id, scope(), add(1));
    expect(log.reads.map(({ stream }) => stream)).toContain('counter-a');
    expect(log.reads.map(({ stream }) => stream)).not.toContain('counter-c');
  });

  it('weighs a state anew once it has grown', async () => {
    const weighed = { ...counter, weigh: ({ count }: Counter) => count };
    const runner = server({ log, cacheWeight: 10 });
    for (const id of ['a', 'b']) await runner.run(weighed, id, scope(), add(1));
    await atRest(runner);
    await runner.run(weighed, 'b', scope(), add(9));
    await atRest(runner);
    log.reads.length = 0;
    await runner.run(weighed, 'a', scope(), add(1));
    expect(log.reads[0]).toEqual({ stream: 'counter-a', from: 0 });
  });

  it('does not keep what weighs more than all of it', async () => {
    const runner = server({ log, cacheWeight: 5 });
    const heavy = { ...counter, weigh: () => 10 };
    await runner.run(heavy, 'a', scope(), add(1));
    expect((await runner.run(heavy, 'a', scope(), add(1))).state.count).toBe(2);
  });

  it('put out while a query reads does not make two lines of one stream', async () => {
    const runner = server({ log, cacheWeight: 1 });
    await runner.run(counter, 'a', scope(), add(1));
    log.streamReads.close(1);
    const query = runner.read(counter, 'a');
    await log.streamReads.reached();
    await runner.run(counter, 'a', scope(), add(1));
    await runner.read(counter, 'b');
    const before = log.asked.length;
    log.appends.close();
    const first = runner.run(counter, 'a', scope(), add(1));
    await log.appends.reached();
    log.streamReads.open();
    await query;
    const rest = [1, 2, 3].map(() => runner.run(counter, 'a', scope(), add(1)));
    await runner.read(counter, 'a');
    log.appends.open();
    await Promise.all([first, ...rest]);
    expect(log.asked.slice(before).map(({ ids }) => ids.length)).toEqual([1, 3]);
  });

  it('holds nothing back once all is done, whatever failed', async () => {
    const runner = server({ log, cacheWeight: 1 });
    for (let i = 0; i < 20; i++) {
      log.failReads(2);
      await expect(runner.read(counter, `x${i}`)).rejects.toThrow();
      await expect(runner.run(counter, `y${i}`, scope(), add(1))).rejects.toThrow();
    }
    expect(runner.streamsAtWork).toBe(0);
    const command = runner.run(counter, 'a', scope(), add(1));
    expect(runner.streamsAtWork).toBe(1);
    await command;
    await atRest(runner);
    expect(runner.streamsAtWork).toBe(0);
  });

  it('is right whatever it puts out while commands and queries run at once', async () => {
    const step = fc.record({ id: fc.nat(4), by: fc.integer({ min: 1, max: 9 }), query: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 10 }), { maxLength: 10 }), async (bursts) => {
        log = new MemoryEventLog();
        const runner = server({ log, cacheWeight: 3 });
        const sums = new Map<number, number>();
        for (const burst of bursts) {
          await Promise.all(
            burst.map(async ({ id, by, query }) => {
              if (query) await runner.read(counter, String(id));
              else await runner.run(counter, String(id), scope(), add(by));
            }),
          );
          for (const { id, by, query } of burst) if (!query) sums.set(id, (sums.get(id) ?? 0) + by);
          for (const [id, sum] of sums) expect((await runner.read(counter, String(id))).state.count).toBe(sum);
        }
        expect(log.asked.length).toBeLessThanOrEqual(bursts.flat().length);
      }),
      { numRuns: 60 },
    );
  });
});

it('a query that comes back late does not put the cache back', async () => {
  let conflicts = 0;
  const runner = server({ log, observer: { conflicted: () => (conflicts += 1) } });
  await runner.run(counter, 'a', scope(), add(1));
  log.streamReads.close(1);
  const query = runner.read(counter, 'a');
  await log.streamReads.reached();
  await runner.run(counter, 'a', scope(), add(1));
  log.streamReads.open();
  expect((await query).revision).toBe(1);
  await runner.run(counter, 'a', scope(), add(1));
  expect(conflicts).toBe(0);
});

it('queries that run beside commands never go back', async () => {
  const runner = server({ log, cacheWeight: 1 });
  const elsewhere = server({ log });
  let lastSeen = -1;
  let running = true;
  const query = async (): Promise<void> => {
    while (running) {
      const before = lastSeen;
      const { revision, state } = await runner.read(counter, 'a');
      expect(revision).toBeGreaterThanOrEqual(before);
      expect(state.story).toHaveLength(revision + 1);
      lastSeen = Math.max(lastSeen, revision);
      if (revision % 7 === 0) await runner.read(counter, 'b');
    }
  };
  const queries = [query(), query(), query()];
  for (let i = 0; i < 60; i++) {
    const { revision } = await runner.run(counter, 'a', scope(), add(1));
    lastSeen = Math.max(lastSeen, revision);
    if (i % 3 === 0) await elsewhere.run(counter, 'a', scope(), add(1));
    if (i % 10 === 5) {
      log.failAppends();
      await expect(runner.run(counter, 'a', scope(), add(1))).rejects.toThrow();
    }
  }
  running = false;
  await Promise.all(queries);
  expect((await runner.read(counter, 'a')).revision).toBe(79);
});

it('[A-7] snapshots of states with personal fields are sealed, and of no use once the key is destroyed', async () => {
  const runner = fresh();
  await runner.run(personalCounter, 'ann', keyed(1), note('ann', 'secret'));
  for (let i = 0; i < SNAPSHOT_EVERY; i++) await runner.run(personalCounter, 'ann', scope(), add(1));
  const snapshot = await snapshots.load('counter-ann');
  expect(snapshot).toBeDefined();
  expect(JSON.stringify(snapshot)).not.toContain('secret');
  log.reads.length = 0;
  expect((await fresh().read(personalCounter, 'ann')).state).toMatchObject({ note: 'secret', count: SNAPSHOT_EVERY });
  expect(log.reads[0]?.from).toBe(SNAPSHOT_EVERY);

  await personal.destroy(['ann']);
  const reading = fresh();
  expect((await reading.read(personalCounter, 'ann')).state).toMatchObject({ note: null, count: SNAPSHOT_EVERY });
  expect((await reading.run(personalCounter, 'ann', keyed(1), note('ann', 'again'))).repeated).toBe(true);
});
