import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Gate } from '../../test/support/gate.js';
import { written } from '../../test/support/counter.js';
import { type Total, totals } from '../../test/support/counter-totals.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemoryReadStore } from '../../test/support/memory-read-store.js';
import { SpecLease } from '../../test/support/spec-lease.js';
import { until } from '../../test/support/until.js';
import { type LeasedWork, LeaseLost } from './lease.js';
import { type Projection } from './projection.js';
import { type AroundBatch, Projections } from './projections.js';

const LONG_MS = 20_000;
let log: MemoryEventLog;
let store: MemoryReadStore;
let started: Projections[];
let trouble: string[];

const adding = (...amounts: number[]) =>
  written(log, 'counter-a', amounts.map((by) => ({ type: 'Added', data: { by } })));
const total = (collection: string) => (store.contents(collection)['counter-a'] as Total | undefined)?.total;
const workOf = (of: Projections, name: string) => of.works().find((work) => work.name === name) as LeasedWork;
const stateOf = (of: Projections, name: string) => of.status().find((each) => each.name === name)?.state;

/** A process with these projections, none of which it runs yet. */
async function newProcess(projections: readonly Projection[], around?: AroundBatch): Promise<Projections> {
  const one = new Projections(log, store, new MemoryPersonalData(), projections, (what) => void trouble.push(what), around);
  started.push(one);
  await one.prepare();
  return one;
}

beforeEach(() => {
  log = new MemoryEventLog();
  store = new MemoryReadStore();
  started = [];
  trouble = [];
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.stop()));
  expect(log.subscriptions).toBe(0);
});

describe('projections that several processes share', () => {
  it('are folded by whoever has the lease, and by nobody else', async () => {
    await adding(1, 2);
    const both = [totals('one'), totals('two')];
    const [a, b] = [await newProcess(both), await newProcess(both)];
    await workOf(a, 'one_v1').begin(new SpecLease(1));
    await workOf(b, 'two_v1').begin(new SpecLease(1));
    await adding(3);
    for (const process of [a, b]) expect(await process.caughtUp(await log.head(), LONG_MS)).toBe(true);
    expect([total('one_v1'), total('two_v1')]).toEqual([6, 6]);
    expect([stateOf(a, 'one'), stateOf(a, 'two')]).toEqual(['live', 'elsewhere']);
    expect([stateOf(b, 'one'), stateOf(b, 'two')]).toEqual(['elsewhere', 'live']);
  });

  it('are looked up in the store while somebody waits for them, and not otherwise', async () => {
    const [a, b] = [await newProcess([totals('one')]), await newProcess([totals('one')])];
    const looks = jest.spyOn(store, 'checkpoints');
    await workOf(a, 'one_v1').begin(new SpecLease(1));
    await adding(1);
    expect(await a.caughtUp(await log.head(), LONG_MS)).toBe(true);
    expect(looks).not.toHaveBeenCalled();
    expect(await b.caughtUp(await log.head(), LONG_MS)).toBe(true);
    expect(looks).toHaveBeenCalledTimes(1);
    expect(await b.caughtUp(await log.head(), LONG_MS)).toBe(true);
    expect(looks).toHaveBeenCalledTimes(1);
    const late = b.caughtUp((await log.head()) + 1, LONG_MS);
    await until('several looks', () => looks.mock.calls.length > 3);
    await adding(1);
    expect(await late).toBe(true);
  });

  it('[S-2] that nobody folds keep who waits for them for as long as they want, and no longer', async () => {
    const one = await newProcess([totals('one')]);
    await adding(1);
    expect(await one.caughtUp(await log.head(), 20)).toBe(false);
    expect(stateOf(one, 'one')).toBe('elsewhere');
  });

  it('are waited for on through a failure of the store', async () => {
    const [a, b] = [await newProcess([totals('one')]), await newProcess([totals('one')])];
    await adding(1);
    const look = jest.spyOn(store, 'checkpoints').mockRejectedValueOnce(new Error('away'));
    const waiting = b.caughtUp(await log.head(), LONG_MS);
    await until('the failure', () => look.mock.calls.length > 0);
    await workOf(a, 'one_v1').begin(new SpecLease(1));
    expect(await waiting).toBe(true);
  });

  it('tell how far others are once they have been looked at', async () => {
    const [a, b] = [await newProcess([totals('one')]), await newProcess([totals('one')])];
    await workOf(a, 'one_v1').begin(new SpecLease(1));
    await adding(1);
    await a.caughtUp(await log.head(), LONG_MS);
    await b.look();
    expect(b.status()).toMatchObject([{ name: 'one', state: 'elsewhere', position: await log.head() }]);
  });
});

describe('taking a projection over', () => {
  it('goes on where the other was, which writes nothing more under its own token', async () => {
    const [a, b] = [await newProcess([totals('one')]), await newProcess([totals('one')])];
    await workOf(a, 'one_v1').begin(new SpecLease(1));
    await adding(1);
    await a.caughtUp(await log.head(), LONG_MS);
    // It believes in its lease, as one that stood still does.
    await workOf(b, 'one_v1').begin(new SpecLease(2));
    await adding(2, 3);
    expect(await b.caughtUp(await log.head(), LONG_MS)).toBe(true);
    await until('the former holder to notice', () => stateOf(a, 'one') === 'elsewhere');
    expect(total('one_v1')).toBe(6);
    await expect(store.saveCheckpoint('one_v1', 99, 1)).rejects.toThrow(LeaseLost);
    expect(await a.caughtUp(await log.head(), LONG_MS)).toBe(true);
  });

  it('is refused to who comes with an older token', async () => {
    const [a, b] = [await newProcess([totals('one')]), await newProcess([totals('one')])];
    await workOf(a, 'one_v1').begin(new SpecLease(2));
    await expect(workOf(b, 'one_v1').begin(new SpecLease(1))).rejects.toThrow(LeaseLost);
    expect(stateOf(b, 'one')).toBe('elsewhere');
  });

  it('a fold that fails where another has taken over is no stop: its documents have moved on', async () => {
    const one = await newProcess([totals('one', 7)]);
    const lease = new SpecLease(1);
    await workOf(one, 'one_v1').begin(lease);
    lease.taken = true;
    await adding(7);
    await until('it to notice', () => stateOf(one, 'one') === 'elsewhere');
    expect(trouble).toEqual([]);
  });

  it('a fold that fails where nobody has is one, and whoever takes over then tries again', async () => {
    const [a, b] = [await newProcess([totals('one', 7)]), await newProcess([totals('one')])];
    await workOf(a, 'one_v1').begin(new SpecLease(1));
    await adding(1, 7);
    await until('it to stop', () => stateOf(a, 'one') === 'stopped');
    await workOf(a, 'one_v1').end();
    expect(stateOf(a, 'one')).toBe('elsewhere');
    await workOf(b, 'one_v1').begin(new SpecLease(2));
    expect(await a.caughtUp(await log.head(), LONG_MS)).toBe(true);
    expect(total('one_v1')).toBe(8);
  });

  it('one whose lease is over by its own clock folds nothing more; the others go on', async () => {
    const one = await newProcess([totals('one'), totals('two')]);
    const lease = new SpecLease(1);
    await workOf(one, 'one_v1').begin(lease);
    await workOf(one, 'two_v1').begin(new SpecLease(1));
    await adding(1);
    await one.caughtUp(await log.head(), LONG_MS);
    lease.holding = false;
    await adding(2);
    expect(await one.caughtUp(await log.head(), LONG_MS, ['two'])).toBe(true);
    expect([total('one_v1'), total('two_v1')]).toEqual([1, 3]);
    // It begins anew, with what it has missed.
    await workOf(one, 'one_v1').end();
    await workOf(one, 'one_v1').begin(new SpecLease(1));
    expect(await one.caughtUp(await log.head(), LONG_MS)).toBe(true);
    expect(total('one_v1')).toBe(3);
  });
});

describe('while a batch is being folded', () => {
  it('one that joins misses nothing of it', async () => {
    const gate = new Gate();
    const one = await newProcess([totals('one'), totals('two')], async (_projection, _events, work) => {
      await gate.pass();
      await work();
    });
    await adding(1, 2);
    gate.close(1);
    await workOf(one, 'one_v1').begin(new SpecLease(1));
    await gate.reached();
    const joining = workOf(one, 'two_v1').begin(new SpecLease(1));
    await joining;
    await adding(3);
    gate.open();
    expect(await one.caughtUp(await log.head(), LONG_MS)).toBe(true);
    expect([total('one_v1'), total('two_v1')]).toEqual([6, 6]);
  });

  it('one that leaves finishes it, and writes nothing afterwards', async () => {
    const gate = new Gate();
    const one = await newProcess([totals('one')], async (_projection, _events, work) => {
      await gate.pass();
      await work();
    });
    await adding(1);
    gate.close();
    await workOf(one, 'one_v1').begin(new SpecLease(1));
    await gate.reached();
    let left = false;
    const leaving = workOf(one, 'one_v1').end().then(() => (left = true));
    await adding(2);
    expect(left).toBe(false);
    gate.open();
    await leaving;
    expect(total('one_v1')).toBe(1);
    expect(await store.checkpoint('one_v1')).toBe(log.contents('counter-a')[0]?.position);
    expect(log.subscriptions).toBe(0);
  });
});
