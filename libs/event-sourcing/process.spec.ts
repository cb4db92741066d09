import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CommandRunner } from './command-runner.js';
import { type CommandScope } from './command-scope.js';
import { type Opened } from './event.js';
import { LogUnavailable } from './ports/event-log.js';
import { type Process, ProcessRunner } from './process.js';
import { counter, type CounterEvent, note, scope, server, setLimit, written } from '../../test/support/counter.js';
import { Gate } from '../../test/support/gate.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemoryVault } from '../../test/support/memory-vault.js';
import { until } from '../../test/support/until.js';

let log: MemoryEventLog;
let vault: MemoryVault;
let personal: MemoryPersonalData;
let runner: CommandRunner;
let started: ProcessRunner[];

/** Amounts that were reacted to, in order. */
let done: number[];
const adding = (...amounts: number[]) =>
  written(log, 'counter-a', amounts.map((by) => ({ type: 'Added', data: { by } })));
const quiet = (count: number) =>
  written(log, 'counter-q', Array.from({ length: count }, (_, limit) => ({ type: 'LimitSet', data: { limit } })));
const amountOf = (event: Opened<CounterEvent>): number => (event.type === 'Added' ? event.data.by : NaN);
const reacted = (count: number) => until(`${count} reactions`, () => done.length >= count);
const checkpoints = (): unknown[] => vault.puts.flatMap((entries) => entries.map(({ value }) => value));
const positions = (): number[] => log.contents('counter-a').map(({ position }) => position);

function processOf(
  react: (event: Opened<CounterEvent>, scope: CommandScope) => void | Promise<void> = () => undefined,
  parallel?: number,
): Process {
  const process: Process<CounterEvent> = {
    name: 'follow-up',
    handles: ['Added'],
    ...(parallel === undefined ? {} : { parallel }),
    react: async (event, command) => {
      await react(event, command);
      done.push(amountOf(event));
    },
  };
  return process;
}

async function start(process: Process, onTrouble?: (what: string, error: unknown) => void): Promise<ProcessRunner> {
  const one = new ProcessRunner(process, log, vault, personal, onTrouble);
  started.push(one);
  await one.start();
  return one;
}

beforeEach(() => {
  log = new MemoryEventLog();
  vault = new MemoryVault();
  personal = new MemoryPersonalData();
  runner = server({ log, personal });
  started = [];
  done = [];
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.stop()));
  expect(log.subscriptions).toBe(0);
});

it('reacts to what is there and to what comes, in order, and to nothing else', async () => {
  await adding(1, 2);
  await start(processOf());
  await reacted(2);
  await quiet(1);
  await adding(3);
  await reacted(3);
  expect(done).toEqual([1, 2, 3]);
});

it('gives the reaction a scope with a key made from the event, and what caused it', async () => {
  const scopes: CommandScope[] = [];
  await adding(1, 2);
  const react = processOf((_, command) => void scopes.push(command));
  await start(react);
  await reacted(2);
  const [event] = log.contents('counter-a');
  expect(scopes[0]).toMatchObject({
    actor: { kind: 'system', id: 'follow-up' },
    correlationId: event?.metadata.correlationId,
    causationId: event?.id,
  });
  expect(scopes[0]?.key?.commandId).not.toBe(scopes[1]?.key?.commandId);
  vault = new MemoryVault();
  await start(react);
  await reacted(4);
  expect(scopes[2]?.key).toEqual(scopes[0]?.key);
});

it('opens personal fields', async () => {
  const texts: unknown[] = [];
  await runner.run(counter, 'a', scope(), note('ann', 'secret'));
  const noting: Process<CounterEvent> = {
    name: 'noting',
    handles: ['Noted'],
    react: (event) => Promise.resolve(void texts.push(event.type === 'Noted' && event.personal?.fields?.text)),
  };
  await start(noting);
  await until('the note', () => texts.length > 0);
  expect(texts).toEqual(['secret']);
});

describe('the checkpoint', () => {
  it('is kept only after what the event asks for is done', async () => {
    const gate = new Gate();
    gate.close();
    await adding(1);
    await start(processOf(() => gate.pass()));
    await gate.reached();
    expect(checkpoints()).toEqual([]);
    gate.open();
    await until('a checkpoint', () => checkpoints().length > 0);
    expect(checkpoints()).toEqual(positions());
  });

  it('goes along with the work, so that a crash repeats little of it', async () => {
    const gate = new Gate();
    await adding(1, 2, 3);
    await start(processOf((event) => (amountOf(event) === 3 ? gate.pass() : undefined)));
    gate.close();
    await gate.reached();
    await until('a checkpoint', () => checkpoints().includes(positions()[1]));
    gate.open();
  });

  it('is not written for each event that is none of its business', async () => {
    const one = await start(processOf());
    for (let i = 0; i < 30; i++) await quiet(10);
    await until('the end', async () => one.status().position === (await log.head()));
    expect(checkpoints()).toEqual([]);
    await quiet(800);
    await until('the end', async () => one.status().position === (await log.head()));
    expect(checkpoints()).toHaveLength(1);
  });

  it('passes over what came between the events that it works on', async () => {
    await adding(1);
    await quiet(3);
    await start(processOf());
    const head = await log.head();
    await until('a checkpoint at the end', () => checkpoints().includes(head));
  });

  it('that cannot be written is tried again, and nothing is done twice for it', async () => {
    let failures = 2;
    vault.beforePut = () => {
      if (failures-- > 0) throw new LogUnavailable();
    };
    await adding(1);
    const one = await start(processOf());
    await until('trouble', () => one.status().error === 'LogUnavailable');
    await until('a checkpoint', () => checkpoints().length > 0);
    expect(one.status().error).toBeUndefined();
    expect(done).toEqual([1]);
  });
});

describe('after a crash', () => {
  /** A process that dies when something happens: nothing that it does afterwards counts. */
  async function crash(process: Process, at: 'before the checkpoint' | 'after the checkpoint'): Promise<void> {
    const frozen = new Gate();
    frozen.close(1);
    const before = checkpoints().length;
    if (at === 'before the checkpoint') vault.beforePut = () => frozen.pass();
    const dying = await start(process);
    if (at === 'before the checkpoint') await frozen.reached();
    else await until('a checkpoint', () => checkpoints().length > before);
    vault.beforePut = () => undefined;
    // What it would still write is lost with it.
    const lost = vault;
    vault = new MemoryVault();
    for (const entries of lost.puts) await vault.put(entries);
    frozen.open();
    await dying.stop();
  }

  it('before the checkpoint the event comes again, and its command is not carried out twice', async () => {
    const process = processOf(async (_, command) => {
      await runner.run(counter, 'target', command, setLimit(5));
    });
    await adding(1);
    await crash(process, 'before the checkpoint');
    await start(process);
    await reacted(2);
    expect(done).toEqual([1, 1]);
    expect(log.contents('counter-target')).toHaveLength(1);
  });

  it('after the checkpoint the event does not come again', async () => {
    await adding(1);
    await crash(processOf(), 'after the checkpoint');
    await start(processOf());
    await adding(2);
    await reacted(2);
    expect(done).toEqual([1, 2]);
  });

  it('within a reaction that had done its part the command is not carried out twice', async () => {
    const gate = new Gate();
    gate.close(1);
    const process = processOf(async (_, command) => {
      await runner.run(counter, 'target', command, setLimit(5));
      await gate.pass();
    });
    await adding(1);
    await start(process);
    await gate.reached();
    // The first one hangs in the middle; another one takes over.
    await start(process);
    await reacted(1);
    gate.open();
    await reacted(2);
    expect(log.contents('counter-target')).toHaveLength(1);
  });
});

describe('a reaction that fails', () => {
  it('is tried again until it works; nothing is skipped and nothing overtakes it', async () => {
    const tries: number[] = [];
    const trouble: string[] = [];
    await adding(1, 2, 3);
    const failing = processOf((event) => {
      tries.push(amountOf(event));
      if (tries.filter((by) => by === 2).length < 3 && amountOf(event) === 2) throw new LogUnavailable();
    });
    const one = await start(failing, (what) => void trouble.push(what));
    await until('trouble', () => one.status().error !== undefined);
    const [position] = positions();
    expect(one.status()).toEqual({ name: 'follow-up', state: 'waiting', position, error: 'LogUnavailable' });
    await reacted(3);
    expect(done).toEqual([1, 2, 3]);
    expect(tries).toEqual([1, 2, 2, 2, 3]);
    expect(trouble).toEqual(['process follow-up waits', 'process follow-up waits']);
    await until('live', () => one.status().state === 'live');
    expect(one.status().error).toBeUndefined();
  });

  it('does not keep the process from stopping, and comes again after the next start', async () => {
    await adding(1, 2);
    const one = await start(
      processOf((event) => {
        if (amountOf(event) === 2) throw new LogUnavailable();
      }),
    );
    await until('trouble', () => one.status().error !== undefined);
    await one.stop();
    expect(checkpoints().at(-1)).toBe(positions()[0]);
    await start(processOf());
    await reacted(2);
    expect(done).toEqual([1, 2]);
  });

  it('because the keys cannot be had waits for them', async () => {
    await runner.run(counter, 'a', scope(), note('ann', 'secret'));
    personal.failing = true;
    const one = await start({ ...processOf(), handles: ['Noted'] });
    await until('trouble', () => one.status().state === 'waiting');
    personal.failing = false;
    await reacted(1);
  });
});

describe('in parallel', () => {
  it('works on so many events at once and no more', async () => {
    const gate = new Gate();
    gate.close();
    let atOnce = 0;
    let most = 0;
    await adding(...Array.from({ length: 12 }, (_, by) => by));
    await start(
      processOf(async () => {
        most = Math.max(most, ++atOnce);
        await gate.pass();
        atOnce--;
      }, 4),
    );
    await gate.reached(4);
    gate.open();
    await reacted(12);
    expect(most).toBe(4);
  });

  it('keeps the checkpoint before the first event that is not done', async () => {
    const gate = new Gate();
    gate.close();
    await adding(0, 1, 2, 3, 4);
    const one = await start(processOf((event) => (amountOf(event) === 1 ? gate.pass() : undefined), 2));
    await reacted(4);
    const stopped = one.stop();
    expect(one.status().position).toBe(positions()[0]);
    gate.open();
    await stopped;
    expect(checkpoints().at(-1)).toBe(positions()[4]);
  });

  it('says that it waits as long as one of them does, whatever the others do', async () => {
    let failing = true;
    await adding(0, 1, 2, 3);
    const one = await start(
      processOf((event) => {
        if (amountOf(event) === 1 && failing) throw new LogUnavailable();
      }, 2),
    );
    await reacted(3);
    expect(one.status()).toMatchObject({ state: 'waiting', error: 'LogUnavailable' });
    failing = false;
    await reacted(4);
  });
});

describe('stopped', () => {
  it('while it works it finishes the event at hand, saves, and begins no other', async () => {
    const gate = new Gate();
    gate.close();
    await adding(1, 2, 3);
    const one = await start(processOf(() => gate.pass()));
    await gate.reached();
    const stopped = one.stop();
    gate.open();
    await stopped;
    expect(done).toEqual([1]);
    expect(checkpoints()).toEqual([positions()[0]]);
    await start(processOf());
    await reacted(3);
    expect(done).toEqual([1, 2, 3]);
  });

  it('keeps how far it came through what is none of its business', async () => {
    const one = await start(processOf());
    await quiet(5);
    const head = await log.head();
    await until('the end', () => one.status().position === head);
    await one.stop();
    expect(checkpoints()).toEqual([head]);
    await (await start(processOf())).stop();
    expect(checkpoints()).toEqual([head]);
  });

  it('leaves no timer behind, though it was waiting for a retry', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    await adding(1);
    const one = await start(
      processOf(() => {
        throw new Error('never');
      }),
    );
    await until('trouble', () => one.status().error !== undefined);
    await one.stop();
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

it('begins again where it was when its subscription breaks or ends', async () => {
  const trouble: string[] = [];
  await adding(1);
  const one = await start(processOf(), (what) => void trouble.push(what));
  await reacted(1);
  await until('live', () => one.status().state === 'live');
  log.breakSubscriptions(new Error('adapter broken'));
  await until('waiting', () => one.status().state === 'waiting');
  await adding(2);
  await reacted(2);
  log.breakSubscriptions();
  await adding(3);
  await reacted(3);
  expect(done).toEqual([1, 2, 3]);
  expect(trouble).toEqual(['process follow-up lost its subscription']);
});
