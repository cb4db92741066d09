import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setImmediate as breathe } from 'node:timers/promises';
import { MemoryReadStore } from '#libs/read-store';
import { type CounterEvent, written } from '../../../test/support/counter.js';
import { type Total, totals } from '../../../test/support/counter-totals.js';
import { Gate } from '../../../test/support/gate.js';
import { MemoryEventLog } from '../../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../../test/support/memory-personal-data.js';
import { until } from '../../../test/support/until.js';
import { type Position } from '../event.js';
import { ALONE, type LeasedWork } from '../lease.js';
import { type DocumentChange, type ReadDocument, type Stored } from '../ports/read-store.js';
import { type Projection } from '../projection.js';
import { DifferencesFound, GenerationBehind, NothingBeside, NoWayBack } from './errors.js';
import { GenerationRecords } from './generation-records.js';
import { type KeptGenerations, switched } from './generations.js';
import { GenerationsAtWork, KNOWN_MS } from './generations-at-work.js';
import { Rebuilding } from './rebuilding.js';
import { ServingReadStore } from './serving-read-store.js';

/** Outlives the processes, and writes as slowly as a spec says. */
class SpecStore extends ServingReadStore {
  /** Turns of the event loop that a write into a collection takes. */
  pace: (collection: string) => number = () => 0;
  readonly gates = new Map<string, Gate>();

  constructor() {
    super(new MemoryReadStore());
  }

  override get volatile(): boolean {
    return false;
  }

  override async write(collection: string, changes: readonly DocumentChange[]): Promise<void> {
    await this.gates.get(collection)?.pass();
    for (let turn = this.pace(collection); turn > 0; turn--) await breathe();
    await super.write(collection, changes);
  }
}

/** Everything is done here. */
class Everything {
  private readonly works = new Map<string, LeasedWork>();

  constructor(private readonly takesPart: boolean) {}

  get names(): readonly string[] {
    return [...this.works.keys()];
  }

  async offer(works: readonly LeasedWork[]): Promise<void> {
    for (const work of works) {
      this.works.set(work.name, work);
      if (this.takesPart) await work.begin(ALONE);
    }
  }

  async withdraw(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const work = this.works.get(name);
      this.works.delete(name);
      if (this.takesPart) await work?.end();
    }
  }
}

const LONG_MS = 20_000;
const MODEL = 'totals_v1';
let log: MemoryEventLog;
let store: SpecStore;
let running: SpecProcess[];
let trouble: string[];

/** A process that reads, and folds too unless told. */
class SpecProcess {
  readonly reading = new ServingReadStore(store);
  readonly leases: Everything;
  readonly atWork: GenerationsAtWork;
  readonly operator: Rebuilding;
  time = 0;

  constructor(projections: readonly Projection[], takesPart: boolean) {
    this.leases = new Everything(takesPart);
    this.atWork = new GenerationsAtWork({
      ...{ log, store, projections },
      reading: this.reading,
      records: new GenerationRecords(store),
      personal: new MemoryPersonalData(),
      leases: this.leases,
      onTrouble: (what) => void trouble.push(what),
      now: () => this.time,
      dropAfterMs: 0,
    });
    this.operator = new Rebuilding(log, store, this.atWork);
    running.push(this);
  }

  async start(): Promise<this> {
    await this.atWork.prepare();
    await this.leases.offer(this.atWork.works());
    return this;
  }

  async total(stream = 'counter-a'): Promise<Total | undefined> {
    return this.reading.get<Total>(MODEL, stream);
  }

  /** As a query that brings a position. */
  async totalAt(position: Position, stream = 'counter-a'): Promise<Total | undefined> {
    expect(await this.atWork.caughtUp(position, LONG_MS)).toBe(true);
    return this.total(stream);
  }

  /** Until a generation has folded everything. */
  async built(generation: number, name = 'totals'): Promise<void> {
    expect(await this.atWork.reached(name, generation, await log.head(), LONG_MS)).toBe(true);
  }
}

const process = (projections: readonly Projection[] = [totals()], takesPart = true) => new SpecProcess(projections, takesPart).start();
const added = (amount: number): CounterEvent => ({ type: 'Added', data: { by: amount } });
const adding = (stream: string, ...amounts: readonly number[]) => written(log, stream, amounts.map(added));
const total = (amounts: readonly number[], _id = 'counter-a'): Total => {
  return { _id, total: amounts.reduce((sum, amount) => sum + amount, 0), times: amounts.length };
};

/** Past every projection, under the position that it has. */
async function spoil(collection: string, change: (total: Total) => ReadDocument): Promise<void> {
  const stored = (await store.load<Total>(collection, ['counter-a'])).get('counter-a') as Stored<Total>;
  await store.write(collection, [{ id: 'counter-a', document: change(stored.document), position: stored.position + 0.5 }]);
}

beforeEach(() => {
  log = new MemoryEventLog();
  store = new SpecStore();
  running = [];
  trouble = [];
});
afterEach(async () => {
  for (const gate of store.gates.values()) gate.open();
  await Promise.all(running.map(({ atWork }) => atWork.stop()));
  expect(log.subscriptions).toBe(0);
});

describe('a generation beside the one that serves', () => {
  it('is built from the beginning while the other serves, and both go on being fed', async () => {
    const one = await process();
    await adding('counter-a', 1, 2);
    expect(await one.totalAt(await log.head())).toEqual(total([1, 2]));
    const standing = await one.operator.rebuild('totals');
    expect(standing?.generations).toMatchObject({ serving: 0, beside: 1, former: null });
    await adding('counter-a', 3);
    await one.built(1);
    expect(await store.get(`${MODEL}_g1`, 'counter-a')).toEqual(total([1, 2, 3]));
    expect(await one.totalAt(await log.head())).toEqual(total([1, 2, 3]));
  });

  it('does not hold up what serves, however slow it is', async () => {
    const one = await process();
    const gate = new Gate();
    store.gates.set(`${MODEL}_g1`, gate);
    gate.close();
    await one.operator.rebuild('totals');
    await adding('counter-a', 1);
    expect(await one.totalAt(await log.head())).toEqual(total([1]));
    await expect(one.atWork.reached('totals', 1, await log.head(), 0)).resolves.toBe(false);
  });

  it('is the one that is asked for again, unless it is to be another', async () => {
    const one = await process();
    await one.operator.rebuild('totals');
    expect((await one.operator.rebuild('totals'))?.generations.beside).toBe(1);
    expect((await one.operator.rebuild('totals', { anew: true }))?.generations).toMatchObject({ serving: 0, beside: 2 });
    expect(one.leases.names).toEqual([MODEL, `${MODEL}_g2`]);
  });

  it('that stopped is replaced, and holds up nothing', async () => {
    await adding('counter-a', 1, 13);
    const one = await process([totals('totals', 13)]);
    await one.operator.rebuild('totals');
    const stopped = () => one.atWork.standing()[0]?.statuses.get(1)?.state === 'stopped';
    await until('the new generation to stop', stopped);
    await expect(one.operator.switch('totals')).rejects.toThrow(GenerationBehind);
    expect((await one.operator.rebuild('totals'))?.generations.beside).toBe(2);
  });

  it('is not there by another name', async () => {
    const one = await process();
    expect(await one.operator.rebuild('nothing')).toBeUndefined();
    expect(await one.operator.switch('nothing')).toBeUndefined();
    expect(await one.operator.back('nothing')).toBeUndefined();
  });
});

describe('a switch', () => {
  const rebuilt = async (one: SpecProcess) => {
    await one.operator.rebuild('totals');
    await one.built(1);
  };

  it('is refused while there is nothing to switch to, and back while nothing served before', async () => {
    const one = await process();
    await expect(one.operator.switch('totals')).rejects.toThrow(NothingBeside);
    await rebuilt(one);
    await expect(one.operator.back('totals')).rejects.toThrow(NoWayBack);
  });

  it('is refused while the new generation is behind', async () => {
    const one = await process();
    await rebuilt(one);
    const gate = new Gate();
    store.gates.set(`${MODEL}_g1`, gate);
    gate.close();
    await adding('counter-a', 1);
    // Patience is over by a clock that stands still for nobody.
    await expect(one.operator.switch('totals')).rejects.toThrow(GenerationBehind);
    gate.open();
    await one.built(1);
    await one.operator.switch('totals');
    expect(await one.totalAt(await log.head())).toEqual(total([1]));
  });

  it('compares row by row, names what differs and leaves it as it is, unless that is accepted', async () => {
    const one = await process();
    await adding('counter-a', 1, 2);
    await adding('counter-b', 5);
    await one.totalAt(await log.head());
    await spoil(MODEL, (row) => ({ ...row, total: 99 }) as Total);
    await rebuilt(one);
    const refused = await one.operator.switch('totals').catch((error: unknown) => error as DifferencesFound);
    expect(refused).toBeInstanceOf(DifferencesFound);
    expect((refused as DifferencesFound).details.extensions).toEqual({
      comparison: { compared: 2, differences: 1, unsettled: 0, first: [{ id: 'counter-a', kind: 'different' }] },
    });
    expect((await one.total())?.total).toBe(99);
    const done = await one.operator.switch('totals', { acceptDifferences: true });
    expect(done?.standing.generations).toMatchObject({ serving: 1, beside: null, former: 0 });
    expect(await one.total()).toEqual(total([1, 2]));
  });

  it('has a way back, to what was fed all the while, and from there again', async () => {
    const one = await process();
    await adding('counter-a', 1, 2);
    await adding('counter-b', 5);
    await one.totalAt(await log.head());
    await spoil(MODEL, (row) => ({ ...row, total: 99 }) as Total);
    await rebuilt(one);
    await one.operator.switch('totals', { acceptDifferences: true });
    await adding('counter-a', 4);
    expect(await one.totalAt(await log.head())).toEqual(total([1, 2, 4]));
    await one.operator.back('totals');
    expect((await one.totalAt(await log.head()))?.total).toBe(103);
    await one.operator.switch('totals', { acceptDifferences: true });
    expect(await one.total()).toEqual(total([1, 2, 4]));
  });

  it('holds after a start anew, with what is beside and the way back', async () => {
    const one = await process();
    await adding('counter-a', 1);
    await rebuilt(one);
    await one.operator.switch('totals');
    await one.operator.rebuild('totals');
    await one.atWork.stop();
    await adding('counter-a', 2);
    const again = await process();
    expect([...again.leases.names].sort()).toEqual([MODEL, `${MODEL}_g1`, `${MODEL}_g2`]);
    expect(await again.totalAt(await log.head())).toEqual(total([1, 2]));
    expect(again.atWork.status()).toMatchObject([{ name: 'totals', version: 1, generation: 1 }]);
    await again.built(0);
    await again.built(2);
  });

  it('holds in other processes: for whoever brings a position at once, for others within a second', async () => {
    const [one, other] = [await process(), await process([totals()], false)];
    await adding('counter-a', 1);
    await one.totalAt(await log.head());
    await spoil(MODEL, (row) => ({ ...row, total: 99 }) as Total);
    await rebuilt(one);
    await one.operator.switch('totals', { acceptDifferences: true });
    await until('the other process to read what serves', async () => (await other.total())?.total === 1);
    await adding('counter-a', 2);
    expect(await other.totalAt(await log.head())).toEqual(total([1, 2]));
  });

  it('is learnt about before anything is read, by a process that has not looked for a while', async () => {
    const [one, other] = [await process(), await process([totals()], false)];
    await adding('counter-a', 1);
    await rebuilt(one);
    await one.operator.switch('totals');
    await one.operator.rebuild('totals');
    await one.built(2);
    await one.operator.switch('totals');
    await until('the first generation to be dropped', async () => (await store.get(MODEL, 'counter-a')) === undefined);
    other.time += KNOWN_MS + 1;
    expect(await other.total()).toEqual(total([1]));
  });

  describe('of which the new generation has fallen behind again', () => {
    const gate = new Gate();
    const several = async () => {
      for (let turn = 0; turn < 20; turn++) await breathe();
    };

    /** What was decided on a generation that had everything, and from then on has nothing more. */
    async function decided(): Promise<{ readonly one: SpecProcess; readonly carriedOut: () => Promise<unknown> }> {
      const one = await process();
      await adding('counter-a', 1);
      await rebuilt(one);
      store.gates.set(`${MODEL}_g1`, gate);
      gate.close();
      await adding('counter-a', 2);
      expect(await one.totalAt(await log.head())).toEqual(total([1, 2]));
      await gate.reached();
      const from = (await one.operator.list()).standing[0]?.generations as KeptGenerations;
      return { one, carriedOut: () => one.atWork.change(from, switched(from)) };
    }

    it('waits until it has what was shown before', async () => {
      const { one, carriedOut } = await decided();
      const changing = carriedOut();
      await several();
      expect(await one.total()).toEqual(total([1, 2]));
      gate.open();
      await changing;
      expect(one.atWork.status()).toMatchObject([{ generation: 1 }]);
      expect(await one.total()).toEqual(total([1, 2]));
    });

    it('promises nothing that only the old one has, to a query that then takes its time', async () => {
      const { one, carriedOut } = await decided();
      const changing = carriedOut();
      await several();
      await adding('counter-a', 4);
      const promised = one.atWork.caughtUp(await log.head(), LONG_MS);
      const read = promised.then(async () => {
        await changing;
        return one.total();
      });
      await several();
      gate.admit();
      await changing;
      await several();
      expect(one.atWork.status()).toMatchObject([{ generation: 1 }]);
      gate.open();
      expect(await read).toEqual(total([1, 2, 4]));
    });
  });

  it('drops what is neither read nor the way back, and nobody feeds it any more', async () => {
    const one = await process();
    await adding('counter-a', 1);
    for (const generation of [1, 2]) {
      await one.operator.rebuild('totals');
      await one.built(generation);
      await one.operator.switch('totals');
    }
    expect(one.leases.names).toEqual([`${MODEL}_g1`, `${MODEL}_g2`]);
    await until('the first generation to be dropped', async () => (await store.get(MODEL, 'counter-a')) === undefined);
    await adding('counter-a', 2);
    expect(await one.totalAt(await log.head())).toEqual(total([1, 2]));
    await one.built(1);
    expect(await store.get(MODEL, 'counter-a')).toBeUndefined();
  });

  it('leaves no query with a no that waited for a generation that was let go meanwhile', async () => {
    const one = await process();
    await rebuilt(one);
    await one.operator.switch('totals');
    const gate = new Gate();
    gate.close();
    store.gates.set(`${MODEL}_g1`, gate);
    await adding('counter-a', 1);
    await gate.reached();
    await adding('counter-a', 2);
    const read = one.totalAt(await log.head());
    await one.built(0);
    await one.operator.back('totals');
    const replacing = one.operator.rebuild('totals', { anew: true });
    await until('the generation to be let go', async () => !one.leases.names.includes(`${MODEL}_g1`));
    gate.open();
    await replacing;
    expect(await read).toEqual(total([1, 2]));
  });

  it('of one read model leaves the others alone', async () => {
    const one = await process([totals('totals'), totals('others')]);
    await adding('counter-a', 1);
    await rebuilt(one);
    await one.operator.switch('totals');
    await adding('counter-a', 2);
    for (const names of [undefined, ['totals'], ['others']]) expect(await one.atWork.caughtUp(await log.head(), LONG_MS, names)).toBe(true);
    expect(one.atWork.status().map(({ name, generation = 0 }) => [name, generation])).toEqual([['totals', 1], ['others', 0]]);
    expect(await one.reading.get('others_v1', 'counter-a')).toEqual(total([1, 2]));
  });
});

describe('for any history and any moment of a switch', () => {
  type Step = { readonly kind: 'rebuild' | 'switch' | 'back' } | { readonly kind: 'add'; readonly counter: number; readonly by: number };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), counter: fc.nat(2), by: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('rebuild' as const, 'switch' as const, 'back' as const) }) },
  );

  it('what is read equals a fresh fold, and a read with a position never shows less than that', async () => {
    let switches = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), fc.infiniteStream(fc.nat(4)), async (steps, paces) => {
        log = new MemoryEventLog();
        store = new SpecStore();
        store.pace = () => paces.next().value as number;
        const one = await process();
        const amounts = new Map<string, number[]>();
        const reads: Promise<void>[] = [];
        let operations = Promise.resolve();
        for (const each of steps) {
          if (each.kind === 'add') {
            const stream = `counter-${each.counter}`;
            const so = [...(amounts.get(stream) ?? []), each.by];
            amounts.set(stream, so);
            await adding(stream, each.by);
            const shown = async (position: Position) => {
              expect((await one.totalAt(position, stream))?.times).toBeGreaterThanOrEqual(so.length);
            };
            reads.push(shown(await log.head()));
          } else {
            const { operator } = one;
            const options = { anew: true };
            const operation = (): Promise<unknown> =>
              each.kind === 'rebuild' ? operator.rebuild('totals', options) : operator[each.kind]('totals');
            const done = () => void (switches += Number(each.kind !== 'rebuild'));
            // One after the other, while events go on being written.
            operations = operations.then(operation).then(done, () => undefined);
          }
          for (let turn = paces.next().value as number; turn > 0; turn--) await breathe();
        }
        await Promise.all([...reads, operations]);
        for (const [stream, all] of amounts) expect(await one.totalAt(await log.head(), stream)).toEqual(total(all, stream));
        await one.atWork.stop();
      }),
      { numRuns: 60 },
    );
    expect(switches).toBeGreaterThan(20);
  }, 60_000);
});
