import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CounterEvent, written } from '../../test/support/counter.js';
import { Gate } from '../../test/support/gate.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemoryVault } from '../../test/support/memory-vault.js';
import { SpecLease } from '../../test/support/spec-lease.js';
import { until } from '../../test/support/until.js';
import { LeaseLost } from './lease.js';
import { type Process, ProcessRunner } from './process.js';

let log: MemoryEventLog;
let vault: MemoryVault;
let started: ProcessRunner[];
/** Who reacted to what, in order. */
let done: string[];

const adding = (...amounts: number[]) =>
  written(log, 'counter-a', amounts.map((by) => ({ type: 'Added', data: { by } })));
const positionOf = (index: number) => log.contents('counter-a').at(index)?.position;
const kept = () => vault.get<number>('checkpoint', 'follow-up');

async function start(name: string, lease: SpecLease, gate = new Gate(), parallel = 1): Promise<ProcessRunner> {
  const process: Process<CounterEvent> = {
    name: 'follow-up',
    handles: ['Added'],
    parallel,
    react: async (event) => {
      await gate.pass();
      done.push(`${name} ${event.type === 'Added' ? event.data.by : ''}`);
    },
  };
  const one = new ProcessRunner(process, log, vault, new MemoryPersonalData(), undefined, lease);
  await one.start();
  started.push(one);
  return one;
}

beforeEach(() => {
  log = new MemoryEventLog();
  vault = new MemoryVault();
  started = [];
  done = [];
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.stop()));
  expect(log.subscriptions).toBe(0);
});

describe('a process under a lease', () => {
  it('goes on where the holder before was', async () => {
    await adding(1, 2);
    const a = await start('a', new SpecLease(1));
    await until('both', () => done.length === 2);
    await a.stop();
    await start('b', new SpecLease(2));
    await adding(3);
    await until('the third', () => done.length === 3);
    expect(done).toEqual(['a 1', 'a 2', 'b 3']);
  });

  it('does nothing more from the moment on that the lease is over, whatever it has in hand', async () => {
    const [lease, gate] = [new SpecLease(1), new Gate()];
    gate.close(1);
    await adding(1, 2, 3);
    const a = await start('a', lease, gate);
    await gate.reached();
    lease.holding = false;
    gate.open();
    await until('it to say so', () => a.status().error === 'LeaseLost');
    await a.stop();
    expect(done).toEqual(['a 1']);
  });

  it('in parallel as well', async () => {
    const [lease, gate] = [new SpecLease(1), new Gate()];
    gate.close(3);
    await adding(1, 2, 3, 4, 5, 6);
    const a = await start('a', lease, gate, 3);
    await gate.reached(3);
    lease.holding = false;
    gate.open();
    await until('it to say so', () => a.status().error === 'LeaseLost');
    await a.stop();
    expect(done.toSorted()).toEqual(['a 1', 'a 2', 'a 3']);
  });

  it('moves no checkpoint once another has taken over, though it believes in its lease', async () => {
    const gate = new Gate();
    gate.close(1);
    await adding(1, 2);
    const a = await start('a', new SpecLease(1), gate);
    await gate.reached();
    await start('b', new SpecLease(2));
    await until('the other to be done', async () => (await kept()) === positionOf(1));
    gate.open();
    await until('it to notice', () => a.status().error === 'LeaseLost');
    await a.stop();
    expect(await kept()).toBe(positionOf(1));
    expect(vault.puts.flat().map(({ value }) => value)).not.toContain(undefined);
  });

  it('does not begin where somebody with a later token was', async () => {
    await start('b', new SpecLease(2));
    await expect(start('a', new SpecLease(1))).rejects.toThrow(LeaseLost);
  });
});
