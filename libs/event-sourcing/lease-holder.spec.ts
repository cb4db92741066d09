import { beforeEach, describe, expect, it } from '@jest/globals';
import { ProcessLeases } from '#libs/vault';
import { type Lease, type LeasedWork } from './lease.js';
import { BEAT_MS, LeaseHolder, TTL_MS, WORK_MS } from './lease-holder.js';
import { type LeaseRecord } from './ports/leases.js';

/** A store that can be away. */
class SpecLeases extends ProcessLeases {
  away = false;

  override beat(holder: string): Promise<readonly LeaseRecord[]> {
    return this.away ? Promise.reject(new Error('away')) : super.beat(holder);
  }
}

class SpecWork implements LeasedWork {
  lease: Lease | undefined;
  readonly tokens: (number | undefined)[] = [];
  /** What it fails with when it begins. */
  failing: Error | undefined;
  /** While something is at hand, it does not end. */
  atHand: Promise<void> = Promise.resolve();

  constructor(readonly name: string) {}

  begin(lease: Lease): Promise<void> {
    if (this.failing) return Promise.reject(this.failing);
    this.lease = lease;
    this.tokens.push(lease.token);
    return Promise.resolve();
  }

  async end(): Promise<void> {
    await this.atHand;
    this.lease = undefined;
  }

  get atWork(): boolean {
    return this.lease?.holds() ?? false;
  }
}

/** A process that looks when it is told to, by a clock of its own. */
class SpecProcess {
  readonly works: readonly SpecWork[];
  readonly told: string[] = [];
  readonly holder: LeaseHolder;
  time = Math.random() * 1e9;

  constructor(leases: SpecLeases, name: string, works: readonly string[], takesPart = true) {
    this.works = works.map((work) => new SpecWork(work));
    this.holder = new LeaseHolder(leases, {
      holder: name,
      takesPart,
      now: () => this.time,
      onTrouble: (what) => this.told.push(what),
    });
  }

  async join(): Promise<this> {
    await this.holder.offer(this.works);
    await this.holder.settled();
    return this;
  }

  async look(): Promise<void> {
    await this.holder.look();
    await this.holder.settled();
  }

  get atWork(): readonly string[] {
    return this.works.filter(({ atWork }) => atWork).map(({ name }) => name).sort();
  }

  work(name: string): SpecWork {
    const found = this.works.find((work) => work.name === name);
    if (!found) throw new Error(`There is no work ${name}.`);
    return found;
  }
}

const NAMES = ['one', 'two', 'three', 'four', 'five'];
let leases: SpecLeases;
beforeEach(() => {
  leases = new SpecLeases();
});
const joined = (name: string, works = NAMES) => new SpecProcess(leases, name, works).join();

/** Time goes by everywhere, and those that are named look as often as they should. */
async function goBy(ms: number, everybody: readonly SpecProcess[], looking: readonly SpecProcess[]): Promise<void> {
  for (let gone = 0; gone < ms; gone += BEAT_MS) {
    for (const each of everybody) each.time += BEAT_MS;
    for (const each of looking) await each.look();
  }
}

/** Nobody's work is done twice. */
function expectNobodyTwice(...processes: readonly SpecProcess[]): void {
  const all = processes.flatMap(({ atWork }) => atWork);
  expect(all).toEqual([...new Set(all)]);
}

describe('one process', () => {
  it('does all the work, at once', async () => {
    const a = await joined('a');
    expect(a.atWork).toEqual([...NAMES].sort());
    expect(a.work('one').tokens).toEqual([1]);
    expect([...a.holder.standing().values()]).toEqual(NAMES.map(() => 'here'));
  });

  it('goes on for as long as it gives signs of life', async () => {
    const a = await joined('a');
    await goBy(60_000, [a], [a]);
    expect(a.atWork).toHaveLength(5);
    expect(a.work('one').tokens).toEqual([1]);
  });

  it('stops by its own clock when the store does not answer, and goes on when it does again', async () => {
    const a = await joined('a');
    leases.away = true;
    a.time += WORK_MS - 1;
    expect(a.atWork).toHaveLength(5);
    a.time += 1;
    expect(a.atWork).toEqual([]);
    await a.look();
    expect(a.works.every(({ lease }) => lease === undefined)).toBe(true);
    expect(a.told).toContain('the leases cannot be looked at');
    leases.away = false;
    await a.look();
    expect(a.atWork).toHaveLength(5);
    expect(a.work('one').tokens).toEqual([1, 1]);
  });

  it('once a lease is over by its clock, it stays over although it stands in the store', async () => {
    const a = await joined('a');
    const { lease } = a.work('one');
    a.time += WORK_MS;
    expect(lease?.holds()).toBe(false);
    await a.look();
    expect(lease?.holds()).toBe(false);
  });

  it('gives back what cannot begin, and takes it again under the next token', async () => {
    const a = new SpecProcess(leases, 'a', ['one', 'two']);
    a.work('one').failing = new Error('no database');
    await a.join();
    expect([a.atWork, a.told]).toEqual([['two'], ['one could not begin']]);
    a.work('one').failing = undefined;
    await a.look();
    expect(a.atWork).toEqual(['one', 'two']);
    expect(a.work('one').tokens).toEqual([2]);
  });
});

describe('several processes', () => {
  it('share the work evenly once all have looked, whoever came first', async () => {
    const a = await joined('a');
    const b = await joined('b');
    expect(b.atWork).toEqual([]);
    expect(b.holder.standing().get('one')).toBe('elsewhere');
    await goBy(3000, [a, b], [a, b]);
    expect([a.atWork.length, b.atWork.length].sort()).toEqual([2, 3]);
    expectNobodyTwice(a, b);
    const c = await joined('c');
    await goBy(3000, [a, b, c], [a, b, c]);
    expect([a, b, c].map(({ atWork }) => atWork.length).sort()).toEqual([1, 2, 2]);
    expectNobodyTwice(a, b, c);
  });

  it('finish what is at hand before they give it back', async () => {
    const [a, b] = [await joined('a', ['one', 'two']), await joined('b', ['one', 'two'])];
    let finish = (): void => undefined;
    const atHand = new Promise<void>((resolve) => (finish = resolve));
    for (const work of a.works) work.atHand = atHand;
    await a.holder.look();
    await b.look();
    expect([a.atWork.length, b.atWork.length]).toEqual([2, 0]);
    finish();
    await a.holder.settled();
    await b.look();
    expect([a.atWork.length, b.atWork.length]).toEqual([1, 1]);
    expectNobodyTwice(a, b);
  });

  it('one that stops gives all of it back: the other has it at its next look', async () => {
    const [a, b] = [await joined('a'), await joined('b')];
    await goBy(3000, [a, b], [a, b]);
    await a.holder.stop();
    await b.look();
    await b.look();
    expect(b.atWork).toHaveLength(5);
    expect((await leases.beat('nobody')).map(({ name }) => name)).not.toContain('process a');
  });

  it('what was offered later ends first: it may need what was offered before', async () => {
    const [earlier, later] = [new SpecWork('projection'), new SpecWork('process')];
    const holder = new LeaseHolder(new SpecLeases());
    await holder.offer([earlier]);
    await holder.offer([later]);
    await holder.settled();
    let finished = (): void => undefined;
    later.atHand = new Promise((resolve) => (finished = resolve));
    const stopped = holder.stop();
    await holder.look();
    expect([earlier.atWork, later.atWork]).toEqual([true, true]);
    finished();
    await stopped;
    expect([earlier.atWork, later.atWork]).toEqual([false, false]);
  });

  it('one that dies is replaced within ten seconds, and not before it stopped by its own clock', async () => {
    const [a, b] = [await joined('a'), await joined('b')];
    await goBy(3000, [a, b], [a, b]);
    const mine = b.atWork;
    await goBy(TTL_MS - BEAT_MS, [a, b], [b]);
    expect(a.atWork).toEqual([]);
    expect(b.atWork).toEqual(mine);
    await goBy(10_000 - TTL_MS, [a, b], [b]);
    expect(b.atWork).toHaveLength(5);
    const token = b.works.filter(({ name }) => !mine.includes(name)).map(({ tokens }) => tokens);
    expect(token).toEqual(token.map(() => [expect.any(Number)]));
  });

  it('one that stood still and wakes finds its leases taken, and takes its part again', async () => {
    const [a, b] = [await joined('a'), await joined('b')];
    await goBy(3000, [a, b], [a, b]);
    const frozen = a.works.filter(({ atWork }) => atWork).map(({ lease }) => lease);
    await goBy(10_000, [a, b], [b]);
    expect(frozen.some((lease) => lease?.holds())).toBe(false);
    expectNobodyTwice(a, b);
    await a.look();
    expectNobodyTwice(a, b);
    await goBy(4000, [a, b], [a, b]);
    expect([a.atWork.length, b.atWork.length].sort()).toEqual([2, 3]);
    for (const { name } of a.works) {
      const [of, other] = [a.work(name).tokens, b.work(name).tokens];
      expect(of.some((token) => other.includes(token))).toBe(false);
    }
  });

  it('whoever only stood still for a look does not find others dead', async () => {
    const [a, b] = [await joined('a'), await joined('b')];
    await goBy(3000, [a, b], [a, b]);
    // b stands still, a goes on.
    await goBy(60_000, [a, b], [a]);
    const theirs = a.atWork;
    await b.look();
    expect(b.atWork).toEqual([]);
    expect(a.atWork).toEqual(theirs);
  });

  it('a lease is confirmed for as long as nobody has taken it over, and never after', async () => {
    const a = await joined('a');
    const { lease } = a.work('one');
    expect(await lease?.confirm()).toBe(true);
    const seen = (await leases.beat('nobody')).find(({ name }) => name === 'one');
    await leases.acquire('one', 'b', seen);
    expect(lease?.holds()).toBe(true);
    expect(await lease?.confirm()).toBe(false);
    expect(lease?.holds()).toBe(false);
  });

  it('one that leaves the work to others takes none, and tells who does it', async () => {
    const watching = await new SpecProcess(leases, 'w', NAMES, false).join();
    expect(watching.holder.standing().get('one')).toBe('nobody');
    const a = await joined('a');
    await goBy(3000, [a, watching], [a, watching]);
    expect([a.atWork.length, watching.atWork.length]).toEqual([5, 0]);
    expect(watching.holder.standing().get('one')).toBe('elsewhere');
    await goBy(10_000, [a, watching], [watching]);
    expect(watching.atWork).toEqual([]);
    expect(watching.holder.standing().get('one')).toBe('nobody');
  });

  it('a lease that was granted though the answer was lost is worked on at the next look', async () => {
    const a = await joined('a', ['one']);
    await leases.acquire('two', 'a', undefined);
    const late = new SpecWork('two');
    await a.holder.offer([late]);
    await a.holder.settled();
    expect(late.tokens).toEqual([1]);
  });
});
