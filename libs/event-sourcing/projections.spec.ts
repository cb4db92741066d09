import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogUnavailable } from './ports/event-log.js';
import { type ReadDocument } from './ports/read-store.js';
import { type Projection } from './projection.js';
import { type AroundBatch, Projections } from './projections.js';
import { add, counter, type CounterEvent, note, scope, server, written } from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemoryReadStore } from '../../test/support/memory-read-store.js';
import { until } from '../../test/support/until.js';

interface Total extends ReadDocument {
  readonly total: number;
  readonly note: string | null;
}

class CannotFold extends Error {
  override readonly name = 'CannotFold';
}

/** Sums up what was added to each counter. It breaks at an amount that it is told of. */
function totals(name: string, breaksAt?: number): Projection {
  const projection: Projection<Total, CounterEvent> = {
    name,
    version: 1,
    indexes: [],
    handles: ['Added', 'Noted'],
    touches: ({ stream }) => ({ ids: [stream] }),
    fold: (id, document, event) => {
      const { total = 0, note: before = null } = document ?? {};
      if (event.type === 'Noted') return { _id: id, total, note: event.personal?.fields?.text ?? null };
      const by = event.type === 'Added' ? event.data.by : 0;
      if (by === breaksAt) throw new CannotFold('no');
      return { _id: id, total: total + by, note: before };
    },
  };
  return projection;
}

let log: MemoryEventLog;
let store: MemoryReadStore;
let personal: MemoryPersonalData;
let started: Projections[];
let trouble: string[];

const LONG_MS = 20_000;
const adding = (...amounts: number[]) =>
  written(log, 'counter-a', amounts.map((by) => ({ type: 'Added', data: { by } })));
const total = (collection = 'totals_v1') => (store.contents(collection)['counter-a'] as Total | undefined)?.total;
const positionOf = (index: number): number => log.contents('counter-a').at(index)?.position ?? NaN;
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

async function start(...projections: readonly Projection[]): Promise<Projections> {
  const one = new Projections(log, store, personal, projections, (what) => void trouble.push(what));
  started.push(one);
  await one.start();
  return one;
}

beforeEach(() => {
  log = new MemoryEventLog();
  store = new MemoryReadStore();
  personal = new MemoryPersonalData();
  started = [];
  trouble = [];
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.stop()));
  expect(log.subscriptions).toBe(0);
});

it('folds what is there and what comes', async () => {
  await adding(1, 2);
  const one = await start(totals('totals'));
  expect(await one.caughtUp(positionOf(1), LONG_MS)).toBe(true);
  expect(total()).toBe(3);
  await adding(4);
  expect(await one.caughtUp(positionOf(2), LONG_MS)).toBe(true);
  expect(total()).toBe(7);
  await until('live', () => one.status()[0]?.state === 'live');
  expect(one.status()).toEqual([{ name: 'totals', version: 1, state: 'live', position: positionOf(2) }]);
  expect(trouble).toEqual([]);
});

it('lets somebody go around each batch that is taken, with its projection and number of events', async () => {
  const seen: [string, number, number | undefined][] = [];
  const around: AroundBatch = async (name, events, work) => {
    await work();
    seen.push([name, events, total(`${name}_v1`)]);
  };
  const one = new Projections(log, store, personal, [totals('totals'), totals('others')], undefined, around);
  started.push(one);
  await adding(1, 2);
  await one.start();
  expect(await one.caughtUp(positionOf(1), LONG_MS)).toBe(true);
  expect(seen).toEqual([['totals', 2, 3], ['others', 2, 3]]);
});

it('opens personal fields', async () => {
  const runner = server({ log, personal });
  await runner.run(counter, 'a', scope(), note('ann', 'secret'));
  const one = await start(totals('totals'));
  await one.caughtUp(await log.head(), LONG_MS);
  expect(store.contents('totals_v1')).toMatchObject({ 'counter-a': { note: 'secret' } });
});

it('goes on after a restart where it was, each projection at its own place', async () => {
  await adding(1, 2);
  const first = await start(totals('totals'));
  await first.caughtUp(positionOf(1), LONG_MS);
  await first.stop();
  await adding(4);
  const second = await start(totals('totals'), totals('later'));
  expect(second.position).toBe(-1);
  expect(log.subscribedAfter).toEqual([-1, -1]);
  await second.caughtUp(positionOf(2), LONG_MS);
  expect([total('totals_v1'), total('later_v1')]).toEqual([7, 7]);
  await second.stop();
  await start(totals('totals'), totals('later'));
  expect(log.subscribedAfter.at(-1)).toBe(positionOf(2));
});

describe('one projection that cannot fold an event', () => {
  it('stops at it and says so; the others go on', async () => {
    await adding(1, 2, 3);
    const one = await start(totals('breaking', 2), totals('totals'));
    await until('the other', () => total() === 6);
    await adding(4);
    await until('the other', () => total() === 10);
    expect(one.status()).toEqual([
      {
        name: 'breaking',
        version: 1,
        state: 'stopped',
        position: positionOf(0),
        stoppedAt: positionOf(1),
        error: 'CannotFold',
      },
      { name: 'totals', version: 1, state: 'live', position: positionOf(3) },
    ]);
    expect(total('breaking_v1')).toBe(1);
    expect(trouble).toEqual(['projection breaking stopped']);
  });

  it('goes on from there after a restart with a mended one', async () => {
    await adding(1, 2, 3);
    const first = await start(totals('breaking', 2));
    await until('the stop', () => first.status()[0]?.state === 'stopped');
    await first.stop();
    const second = await start(totals('breaking'));
    await second.caughtUp(positionOf(2), LONG_MS);
    expect(total('breaking_v1')).toBe(6);
  });

  it('[S-2] makes nobody wait for what it will not reach', async () => {
    await adding(1);
    const one = await start(totals('breaking', 2));
    await one.caughtUp(positionOf(0), LONG_MS);
    const waiting = one.caughtUp(positionOf(0) + 1, LONG_MS);
    await adding(2);
    expect(await waiting).toBe(false);
    expect(await one.caughtUp(positionOf(1), LONG_MS)).toBe(false);
    expect(await one.caughtUp(positionOf(0), LONG_MS)).toBe(true);
  });
});

describe('waiting for some of them', () => {
  it('[S-2] one that stopped keeps nobody waiting who asks for others', async () => {
    await adding(1, 2);
    const one = await start(totals('breaking', 2), totals('totals'));
    await until('the stop', () => one.status()[0]?.state === 'stopped');
    expect(await one.caughtUp(positionOf(1), LONG_MS, ['totals'])).toBe(true);
    expect(await one.caughtUp(positionOf(1), LONG_MS, ['breaking'])).toBe(false);
    expect(await one.caughtUp(positionOf(1), LONG_MS)).toBe(false);
    const waiting = one.caughtUp(positionOf(1) + 1, LONG_MS, ['totals']);
    await adding(3);
    expect(await waiting).toBe(true);
  });
});

describe('a store that does not answer', () => {
  const calls = ['load', 'write', 'saveCheckpoint'] as const;
  it.each(calls)('at %s is waited for, and nothing is lost or doubled', async (failing) => {
    await adding(1, 2);
    let failures = 2;
    store.before = (call) => {
      if (call === failing && failures-- > 0) throw new LogUnavailable();
    };
    const one = await start(totals('totals'));
    await until('waiting', () => one.status()[0]?.state === 'waiting');
    expect(one.status()[0]?.error).toBe('LogUnavailable');
    await one.caughtUp(positionOf(1), LONG_MS);
    expect(total()).toBe(3);
    expect(one.status()[0]?.error).toBeUndefined();
    expect(trouble).toEqual(['projections wait', 'projections wait']);
  });

  it('for good keeps nobody from stopping', async () => {
    await adding(1);
    store.before = (call) => {
      if (call === 'write') throw new LogUnavailable();
    };
    const one = await start(totals('totals'));
    await until('waiting', () => one.status()[0]?.state === 'waiting');
    await one.stop();
    expect(total()).toBeUndefined();
  });

  it('and fails in another way stops the projection, for trying again would not help', async () => {
    await adding(1);
    store.before = (call, collection) => {
      if (call === 'write' && collection === 'broken_v1') throw new TypeError('a mistake');
    };
    const one = await start(totals('broken'), totals('totals'));
    await until('the other', () => total() === 1);
    expect(one.status()[0]).toMatchObject({ state: 'stopped', error: 'TypeError' });
  });
});

it('waits for keys that cannot be had', async () => {
  await server({ log, personal }).run(counter, 'a', scope(), note('ann', 'secret'));
  personal.failing = true;
  const one = await start(totals('totals'));
  await until('waiting', () => one.status()[0]?.state === 'waiting');
  personal.failing = false;
  expect(await one.caughtUp(await log.head(), LONG_MS)).toBe(true);
});

describe('catching up', () => {
  it('[S-2] is true at once where the position is reached', async () => {
    await adding(1);
    const one = await start(totals('totals'));
    await one.caughtUp(positionOf(0), LONG_MS);
    expect(await one.caughtUp(positionOf(0), 0)).toBe(true);
  });

  it('[S-2] is false when the time runs out first', async () => {
    const one = await start(totals('totals'));
    expect(await one.caughtUp(5, 1)).toBe(false);
  });

  it('[S-2] is true only once every projection is there', async () => {
    let held = true;
    store.before = (call, collection) => {
      if (held && call === 'write' && collection === 'slow_v1') throw new LogUnavailable();
    };
    await adding(1);
    const one = await start(totals('totals'), totals('slow'));
    await until('the first', () => total() === 1);
    expect(await one.caughtUp(positionOf(0), 1)).toBe(false);
    held = false;
    expect(await one.caughtUp(positionOf(0), LONG_MS)).toBe(true);
    expect(total('slow_v1')).toBe(1);
  });

  it('goes over events that nobody handles', async () => {
    await written(log, 'counter-a', [{ type: 'LimitSet', data: { limit: 1 } }]);
    const one = await start(totals('totals'));
    expect(await one.caughtUp(positionOf(0), LONG_MS)).toBe(true);
  });
});

describe('stopped', () => {
  it('tells those who wait at once, and leaves no timer and no subscription behind', async () => {
    const before = timers();
    const one = await start(totals('totals'));
    const waiting = [one.caughtUp(5, LONG_MS), one.caughtUp(6, LONG_MS)];
    await one.stop();
    expect(await Promise.all(waiting)).toEqual([false, false]);
    expect(await one.caughtUp(7, LONG_MS)).toBe(false);
    expect(timers()).toBeLessThanOrEqual(before);
    expect(log.subscriptions).toBe(0);
  });

  it('twice, or before it began, does no harm', async () => {
    const one = await start(totals('totals'));
    await one.stop();
    await one.stop();
    await new Projections(log, store, personal, [totals('totals')]).stop();
  });
});

it('begins again where it was when its subscription breaks or ends', async () => {
  await adding(1);
  const one = await start(totals('breaking', 1), totals('totals'));
  await until('live', () => one.status()[1]?.state === 'live');
  log.breakSubscriptions(new Error('adapter broken'));
  await until('waiting', () => one.status()[1]?.state === 'waiting');
  await adding(2);
  await until('the next', () => total() === 3);
  log.breakSubscriptions();
  await adding(4);
  await until('the next', () => total() === 7);
  expect(trouble).toEqual(['projection breaking stopped', 'projections lost their subscription']);
  // The one that stopped does not make the others begin where it stands.
  expect(log.subscribedAfter).toEqual([-1, positionOf(0), positionOf(1)]);
});

it('follows the commands of a runner', async () => {
  const one = await start(totals('totals'));
  const runner = server({ log, personal });
  await Promise.all(Array.from({ length: 50 }, () => runner.run(counter, 'a', scope(), add(1))));
  expect(await one.caughtUp(runner.written ?? NaN, LONG_MS)).toBe(true);
  expect(total()).toBe(50);
});
