import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  counter,
  keyed,
  keyId,
  note,
  OverLimit,
  personalCounter,
  scope,
  server,
  setLimit,
  SetClock,
  snapshotCounter,
} from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemorySnapshotStore } from '../../test/support/memory-snapshot-store.js';
import { IdempotencyKeyReused } from './command-errors.js';
import { type CommandRunner } from './command-runner.js';

import { LogUnavailable } from './ports/event-log.js';

let log: MemoryEventLog;
let runner: CommandRunner;
const added = (): readonly unknown[] => log.contents('counter-a').map(({ data }) => data);

beforeEach(() => {
  log = new MemoryEventLog();
  runner = server({ log });
});

describe('the same key', () => {
  it('[S-1] gives the first events again, and writes nothing', async () => {
    const clock = new SetClock();
    runner = server({ log, clock });
    const first = await runner.run(counter, 'a', keyed(1), () => [
      { type: 'Added', data: { by: 1 } } as const,
      { type: 'Added', data: { by: 2 } } as const,
    ]);
    await runner.run(counter, 'a', keyed(2), add(10));
    clock.set('2026-03-01T13:00:00.000Z');
    const again = await runner.run(counter, 'a', keyed(1), add(1));
    expect(again).toMatchObject({ repeated: true, revision: first.revision, at: first.at });
    expect(again.events).toMatchObject(first.events);
    expect(again.events).toHaveLength(2);
    expect(again.state.count).toBe(13);
    expect(added()).toEqual([{ by: 1 }, { by: 2 }, { by: 10 }]);
  });

  it('[S-1] gives every event of a large first command again', async () => {
    log = new MemoryEventLog({ maxPage: 7 });
    runner = server({ log });
    const many = Array.from({ length: 40 }, (_, by) => ({ type: 'Added', data: { by } }) as const);
    await runner.run(counter, 'a', keyed(1), () => many);
    await runner.run(counter, 'a', keyed(2), add(1));
    const { events } = await runner.run(counter, 'a', keyed(1), () => many);
    expect(events.map(({ data }) => data)).toEqual(many.map(({ data }) => data));
  });

  it('[S-1] is known to a server that has just started', async () => {
    await runner.run(counter, 'a', keyed(1), add(1));
    expect((await server({ log }).run(counter, 'a', keyed(1), add(1))).repeated).toBe(true);
    expect(added()).toEqual([{ by: 1 }]);
  });

  it('[S-1] is known after its stream was put out of the cache', async () => {
    runner = server({ log, cacheWeight: 1 });
    await runner.run(counter, 'a', keyed(1), add(1));
    await runner.run(counter, 'b', keyed(1), add(1));
    log.reads.length = 0;
    expect((await runner.run(counter, 'a', keyed(1), add(1))).repeated).toBe(true);
    expect(log.reads[0]).toEqual({ stream: 'counter-a', from: 0 });
  });

  it('[S-1] is known from a snapshot, and from the events after it', async () => {
    const snapshots = new MemorySnapshotStore();
    runner = server({ log, snapshots });
    for (let no = 0; no < 7; no++) await runner.run(snapshotCounter, 'a', keyed(no), add(1));
    expect(snapshots.saved).toHaveLength(1);
    for (let no = 0; no < 7; no++) {
      const { repeated, revision } = await server({ log, snapshots }).run(snapshotCounter, 'a', keyed(no), add(1));
      expect({ repeated, revision }).toEqual({ repeated: true, revision: no });
    }
    expect(log.contents('counter-a')).toHaveLength(7);
  });

  it('[S-1] twice at once is one command', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => runner.run(counter, 'a', keyed(1), add(1))));
    expect(outcomes.map(({ repeated }) => repeated)).toEqual([false, true, true]);
    expect(outcomes.map(({ events }) => events)).toMatchObject([[{ data: { by: 1 } }], [{ data: { by: 1 } }], [{}]]);
    expect(added()).toEqual([{ by: 1 }]);
  });

  it('[S-1] on two servers at once is one command, and both give what was written', async () => {
    const elsewhere = server({ log, clock: new SetClock('2026-03-01T12:00:09.000Z') });
    await Promise.all([runner.read(counter, 'a'), elsewhere.read(counter, 'a')]);
    // As with an id that is made when the request comes in, the two decide different events.
    const outcomes = await Promise.all([
      runner.run(counter, 'a', keyed(1), add(1)),
      elsewhere.run(counter, 'a', keyed(1), add(2)),
    ]);
    expect(added()).toHaveLength(1);
    for (const { events } of outcomes) expect(events.map(({ data }) => data)).toEqual(added());
    const inTruth = await server({ log }).read(counter, 'a');
    for (const one of [runner, elsewhere]) expect(await one.read(counter, 'a')).toEqual(inTruth);
  });

  it('[S-1] is known where another server wrote it', async () => {
    const elsewhere = server({ log });
    await runner.read(counter, 'a');
    await elsewhere.run(counter, 'a', keyed(1), add(1));
    expect((await runner.run(counter, 'a', keyed(1), add(1))).repeated).toBe(true);
    expect(added()).toEqual([{ by: 1 }]);
  });

  it('[S-1] on another stream is another command', async () => {
    await runner.run(counter, 'a', keyed(1), add(1));
    expect((await runner.run(counter, 'b', keyed(1), add(1))).repeated).toBe(false);
  });

  it('[A-7] gives personal fields again, and null in their place once their key is destroyed', async () => {
    const personal = new MemoryPersonalData();
    runner = server({ log, personal });
    await runner.run(counter, 'a', keyed(1), note('ann', 'secret'));
    const repeat = async () => (await runner.run(counter, 'a', keyed(1), note('ann', 'secret'))).events[0]?.personal;
    expect(await repeat()).toEqual({ of: 'ann', fields: { text: 'secret' } });
    await personal.destroy(['ann']);
    expect(await repeat()).toEqual({ of: 'ann', fields: null });
  });
});

describe('the same key with another body', () => {
  it('[S-1] is refused', async () => {
    await runner.run(counter, 'a', keyed(1), add(1));
    const other = runner.run(counter, 'a', keyed(1, { fingerprint: 'other' }), add(2));
    await expect(other).rejects.toThrow(IdempotencyKeyReused);
    expect(added()).toEqual([{ by: 1 }]);
  });

  it('[S-1] is refused at the same moment too', async () => {
    const outcomes = await Promise.allSettled([
      runner.run(counter, 'a', keyed(1), add(1)),
      runner.run(counter, 'a', keyed(1, { fingerprint: 'other' }), add(2)),
    ]);
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: expect.any(IdempotencyKeyReused) });
    expect(added()).toEqual([{ by: 1 }]);
  });
});

describe('what is not remembered', () => {
  it('[S-1] a refusal: the next try is judged afresh', async () => {
    await runner.run(counter, 'a', scope(), setLimit(1));
    await expect(runner.run(counter, 'a', keyed(1), add(2))).rejects.toThrow(OverLimit);
    await runner.run(counter, 'a', scope(), setLimit(2));
    expect((await runner.run(counter, 'a', keyed(1), add(2))).state.count).toBe(2);
  });

  it('[S-1] a refusal at the same moment', async () => {
    await runner.run(counter, 'a', scope(), setLimit(1));
    const outcomes = await Promise.allSettled([
      runner.run(counter, 'a', keyed(1), add(2)),
      runner.run(counter, 'a', scope(), setLimit(2)),
      runner.run(counter, 'a', keyed(1), add(2)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('[S-1] that nothing had to change', async () => {
    await runner.run(counter, 'a', keyed(1), setLimit(1_000_000));
    await runner.run(counter, 'a', scope(), setLimit(2));
    expect((await runner.run(counter, 'a', keyed(1), setLimit(1_000_000))).events).toHaveLength(1);
  });

  it('[S-1] what was lost with the log: an append that failed', async () => {
    log.failAppends();
    await expect(runner.run(counter, 'a', keyed(1), add(1))).rejects.toThrow(LogUnavailable);
    expect((await runner.run(counter, 'a', keyed(1), add(1))).repeated).toBe(false);
  });
});

it('[S-1] a repetition whose first events cannot be read fails alone', async () => {
  const many = () => Array.from({ length: 100 }, () => ({ type: 'Added', data: { by: 1 } }) as const);
  await runner.run(counter, 'a', keyed(1), add(1));
  await runner.run(counter, 'a', keyed(2), many);
  log.appends.close();
  const held = runner.run(counter, 'a', scope(), add(1));
  await log.appends.reached();
  const batch = [
    runner.run(counter, 'a', keyed(1), add(1)),
    runner.run(counter, 'a', keyed(2), many),
    runner.run(counter, 'a', scope(), add(2)),
    runner.run(counter, 'a', scope(), add(0)),
  ];
  log.failReads();
  log.appends.open();
  const [failed, repeated, ...others] = await Promise.allSettled(batch);
  await held;
  expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(LogUnavailable) });
  expect(repeated).toMatchObject({ status: 'fulfilled', value: { repeated: true } });
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(added().slice(101)).toEqual([{ by: 1 }, { by: 2 }]);
});

it('a step has a key of its own, the same at every repetition', async () => {
  const both = async (): Promise<readonly boolean[]> => {
    const request = keyed(1);
    const outcomes = [
      await runner.run(counter, 'a', request, add(1)),
      await runner.run(counter, 'a', request.step('second'), add(2)),
      await runner.run(counter, 'a', request.step('third'), add(3)),
    ];
    return outcomes.map(({ repeated }) => repeated);
  };
  expect(await both()).toEqual([false, false, false]);
  expect(await both()).toEqual([true, true, true]);
  expect(added()).toEqual([{ by: 1 }, { by: 2 }, { by: 3 }]);
  expect(new Set(log.contents('counter-a').map(({ id }) => id)).size).toBe(3);
  expect(new Set(log.contents('counter-a').map(({ metadata }) => metadata.commandId)).size).toBe(3);
});

it('[S-1] whatever comes in whatever order, on servers with small caches, each key writes once', async () => {
  const command = fc.record({ key: fc.nat(9), stream: fc.nat(2), server: fc.nat(2) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(command, { maxLength: 8 }), { maxLength: 12 }), async (bursts) => {
      log = new MemoryEventLog();
      const parts = { log, snapshots: new MemorySnapshotStore(), personal: new MemoryPersonalData() };
      const servers = [0, 1, 2].map(() => server({ ...parts, cacheWeight: 2 }));
      for (const burst of bursts) {
        const outcomes = await Promise.all(
          burst.map(({ key, stream, server: no }) =>
            servers[no]!.run(personalCounter, String(stream), keyed(key), add(key + 1)),
          ),
        );
        for (const [index, { events }] of outcomes.entries()) {
          expect(events.map(({ data }) => data)).toEqual([{ by: (burst[index]?.key ?? 0) + 1 }]);
        }
      }
      for (const stream of [0, 1, 2]) {
        const written = log.contents(`counter-${stream}`).map(({ metadata }) => metadata.commandId);
        const asked = bursts.flat().filter((one) => one.stream === stream).map(({ key }) => keyId(key));
        expect([...written].sort()).toEqual([...new Set(asked)].sort());
      }
    }),
    { numRuns: 60 },
  );
});

describe('a long history of keys', () => {
  const COUNT = 2500;

  /** Many keyed commands behind a snapshot, and a server that knows nothing. */
  async function long(): Promise<{ readonly snapshots: MemorySnapshotStore; readonly fresh: CommandRunner }> {
    const snapshots = new MemorySnapshotStore();
    const old = server({ log, snapshots });
    await Promise.all(Array.from({ length: COUNT }, (_, no) => old.run(snapshotCounter, 'a', keyed(no), add(1))));
    while (!snapshots.saved.some(({ stream, revision }) => stream === 'counter-a' && revision === COUNT - 1)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    log.reads.length = 0;
    return { snapshots, fresh: server({ log, snapshots }) };
  }

  it('[S-1] is remembered by a server that loads only the parts that it needs', async () => {
    const { fresh } = await long();
    for (const no of [0, 1, 777, COUNT - 1]) {
      const again = await fresh.run(snapshotCounter, 'a', keyed(no), add(1));
      expect(again).toMatchObject({ repeated: true, revision: no });
    }
    expect(log.contents('counter-a')).toHaveLength(COUNT);
    expect((await fresh.run(snapshotCounter, 'a', keyed(COUNT), add(1))).repeated).toBe(false);
  });

  it.each(['are gone', 'are those of an older snapshot', 'cannot be loaded'])(
    '[S-1] is read from the stream again where parts of the snapshot %s',
    async (what) => {
      const { snapshots, fresh } = await long();
      await fresh.read(snapshotCounter, 'a');
      if (what === 'cannot be loaded') snapshots.failing = true;
      for (const stream of new Set(snapshots.saved.map((one) => one.stream))) {
        const part = stream === 'counter-a' ? undefined : await snapshots.load(stream).catch(() => undefined);
        if (!part) continue;
        await snapshots.delete(stream);
        const older = { ...part, revision: part.revision - 1, state: new Uint8Array(0) };
        if (what !== 'are gone') await snapshots.save(stream, older);
      }
      const again = await fresh.run(snapshotCounter, 'a', keyed(42), add(1));
      expect(again).toMatchObject({ repeated: true, revision: 42 });
      expect((await fresh.run(snapshotCounter, 'a', keyed(COUNT), add(1))).repeated).toBe(false);
      expect(log.contents('counter-a')).toHaveLength(COUNT + 1);
    },
  );
});
