import { beforeEach, describe, expect, it } from '@jest/globals';
import { add, counter, keyed, note, OverLimit, scope, server, SetClock, setLimit } from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { type CommandRunner, type RunnerObserver } from './command-runner.js';
import { AppendTooLarge, LogUnavailable } from './ports/event-log.js';

let log: MemoryEventLog;
let runner: CommandRunner;
const added = (): readonly unknown[] => log.contents('counter-a').map(({ data }) => data);

beforeEach(() => {
  log = new MemoryEventLog();
  runner = server({ log });
});

describe('one command', () => {
  it('is decided, appended, and answered with its state, revision, time and events', async () => {
    const command = scope({ reason: 'because', correlationId: 'request-1', causationId: 'cause-1' });
    const outcome = await runner.run(counter, 'a', command, add(3));
    expect(outcome).toMatchObject({ revision: 0, at: '2026-03-01T12:00:00.000Z', repeated: false });
    expect(outcome.state.count).toBe(3);
    expect(outcome.events).toMatchObject([{ type: 'Added', data: { by: 3 } }]);
    const [event] = log.contents('counter-a');
    expect(event).toMatchObject({ stream: 'counter-a', revision: 0, type: 'Added', data: { by: 3 } });
    expect(event?.metadata).toEqual({
      v: 1,
      at: '2026-03-01T12:00:00.000Z',
      actor: { kind: 'system', id: 'spec' },
      reason: 'because',
      correlationId: 'request-1',
      causationId: 'cause-1',
    });
  });

  it('of several events writes them with one append', async () => {
    const outcome = await runner.run(counter, 'a', scope(), () => {
      return [1, 2, 3].map((by) => ({ type: 'Added', data: { by } }) as const);
    });
    expect(outcome).toMatchObject({ revision: 2, state: { count: 6 } });
    expect(log.asked).toHaveLength(1);
    expect(new Set(log.contents('counter-a').map(({ id }) => id)).size).toBe(3);
  });

  it('that changes nothing writes nothing', async () => {
    const outcome = await runner.run(counter, 'a', scope(), add(0));
    expect(outcome).toMatchObject({ revision: -1, events: [], repeated: false });
    expect(log.asked).toEqual([]);
  });

  it('that is refused rejects with the refusal and writes nothing', async () => {
    await runner.run(counter, 'a', scope(), setLimit(5));
    await expect(runner.run(counter, 'a', scope(), add(6))).rejects.toThrow(OverLimit);
    expect(log.contents('counter-a')).toHaveLength(1);
  });

  it('may use one scope for several commands to one stream', async () => {
    const one = scope();
    await runner.run(counter, 'a', one, add(1));
    await runner.run(counter, 'a', one, add(2));
    expect(added()).toEqual([{ by: 1 }, { by: 2 }]);
  });

  it('keeps personal fields sealed in the log and open in its answer', async () => {
    const { events } = await runner.run(counter, 'a', scope(), note('ann', 'secret'));
    expect(events).toMatchObject([{ personal: { of: 'ann', fields: { text: 'secret' } } }]);
    const [stored] = log.contents('counter-a');
    expect(stored?.personal?.of).toBe('ann');
    expect(JSON.stringify(stored)).not.toContain('secret');
  });

  it('folds only what a later load will see too: no personal fields, unless its decider asks for them', async () => {
    await runner.run(counter, 'a', scope(), note('ann', 'secret'));
    const live = await runner.read(counter, 'a');
    expect(live).toEqual(await server({ log }).read(counter, 'a'));
    expect(live.state.note).toBeNull();
  });

  it('is refused by a second decider for the same streams, whose state would be another', async () => {
    await runner.run(counter, 'a', scope(), add(1));
    await expect(runner.run({ ...counter }, 'a', scope(), add(1))).rejects.toThrow(TypeError);
    await expect(runner.read({ ...counter }, 'a')).rejects.toThrow(TypeError);
  });
});

describe('commands that wait on one stream', () => {
  it('asked for at once go out in one append', async () => {
    const outcomes = await Promise.all(Array.from({ length: 64 }, () => runner.run(counter, 'a', scope(), add(1))));
    expect(log.asked).toHaveLength(1);
    expect(outcomes.map(({ revision }) => revision)).toEqual(Array.from({ length: 64 }, (_, index) => index));
  });

  it('while an append is under way go out together with the next one', async () => {
    log.appends.close();
    const first = runner.run(counter, 'a', scope(), add(1));
    await log.appends.reached();
    const rest = Array.from({ length: 63 }, () => runner.run(counter, 'a', scope(), add(1)));
    log.appends.open();
    await Promise.all([first, ...rest]);
    expect(log.asked.map(({ ids }) => ids.length)).toEqual([1, 63]);
  });

  it('are bounded in number for one append', async () => {
    await Promise.all(Array.from({ length: 1200 }, () => runner.run(counter, 'a', scope(), add(1))));
    expect(log.asked.length).toBeLessThanOrEqual(3);
    expect(log.contents('counter-a')).toHaveLength(1200);
  });

  it('on another stream do not wait for it', async () => {
    log.appends.close();
    const both = [runner.run(counter, 'a', scope(), add(1)), runner.run(counter, 'b', scope(), add(1))];
    await log.appends.reached(2);
    log.appends.open();
    await Promise.all(both);
  });

  it('see what those before them decided', async () => {
    const [, second, third] = await Promise.all([
      runner.run(counter, 'a', scope(), setLimit(5)),
      runner.run(counter, 'a', scope(), add(3)),
      runner.run(counter, 'a', scope(), add(2)),
      expect(runner.run(counter, 'a', scope(), add(1))).rejects.toThrow(OverLimit),
    ]);
    expect(second).toMatchObject({ state: { count: 3 }, revision: 1 });
    expect(third).toMatchObject({ state: { count: 5 }, revision: 2 });
    expect(log.asked).toHaveLength(1);
  });

  it('leave out one that is refused', async () => {
    const outcomes = await Promise.allSettled([
      runner.run(counter, 'a', scope(), setLimit(5)),
      runner.run(counter, 'a', scope(), add(6)),
      runner.run(counter, 'a', scope(), add(5)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log.asked).toHaveLength(1);
    expect(added()).toEqual([{ limit: 5 }, { by: 5 }]);
  });

  it('leave out one whose decision or key breaks', async () => {
    const key = { commandId: 'no uuid at all', fingerprint: '' };
    await runner.run(counter, 'a', scope(), add(1));
    const outcomes = await Promise.allSettled([
      runner.run(counter, 'a', scope(), () => {
        throw new Error('broken');
      }),
      runner.run(counter, 'a', scope({ key }), add(1)),
      runner.run(counter, 'a', scope(), add(2)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(added()).toEqual([{ by: 1 }, { by: 2 }]);
  });

  it('are answered with the revision of the very state that they were decided on', async () => {
    const command = scope();
    const [, nothing] = await Promise.all([
      runner.run(counter, 'a', scope(), add(1)),
      runner.run(counter, 'a', command, add(0)),
      runner.run(counter, 'a', scope(), add(10)),
    ]);
    expect(nothing).toMatchObject({ state: { count: 1 }, revision: 0 });
    expect(command.position).toBe(log.contents('counter-a')[0]?.position);
  });

  it('that are too large together are split until they fit', async () => {
    log = new MemoryEventLog({ maxAppendBytes: 1000 });
    runner = server({ log });
    const amounts = Array.from({ length: 20 }, (_, index) => index + 1);
    const outcomes = await Promise.all(amounts.map((by) => runner.run(counter, 'a', scope(), add(by))));
    expect(outcomes.at(-1)).toMatchObject({ state: { count: 210 }, revision: 19 });
    expect(added()).toEqual(amounts.map((by) => ({ by })));
  });

  it('do not suffer from one that is too large by itself', async () => {
    log = new MemoryEventLog({ maxAppendBytes: 2000 });
    runner = server({ log });
    const large = runner.run(counter, 'a', scope({ reason: 'x'.repeat(2000) }), add(1));
    const rest = Array.from({ length: 4 }, () => runner.run(counter, 'a', scope(), add(1)));
    await expect(large).rejects.toThrow(AppendTooLarge);
    expect((await Promise.all(rest)).at(-1)?.state.count).toBe(4);
  });
});

describe('time', () => {
  it('is that of the clock', async () => {
    const clock = new SetClock('2026-03-01T12:00:00.000Z');
    runner = server({ log, clock });
    await runner.run(counter, 'a', scope(), add(1));
    clock.set('2026-03-01T12:00:01.000Z');
    expect((await runner.run(counter, 'a', scope(), add(1))).at).toBe('2026-03-01T12:00:01.000Z');
  });

  it('never goes back within a stream, whatever the clock says, on any server', async () => {
    const late = server({ log, clock: new SetClock('2026-03-01T12:00:05.000Z') });
    const early = server({ log, clock: new SetClock('2026-03-01T11:00:00.000Z') });
    await early.run(counter, 'a', scope(), add(1));
    await late.run(counter, 'a', scope(), add(1));
    const seen: string[] = [];
    await early.run(counter, 'a', scope(), (state, { now }) => {
      seen.push(now);
      return add(1)(state, { now });
    });
    expect(seen.at(-1)).toBe('2026-03-01T12:00:05.000Z');
    const times = log.contents('counter-a').map(({ metadata }) => metadata.at);
    expect(times).toEqual([...times].sort());
  });
});

describe('the position of a command', () => {
  it('[S-2] is that of the last event that it wrote', async () => {
    const [first, second] = [scope(), scope()];
    await Promise.all([runner.run(counter, 'a', first, add(1)), runner.run(counter, 'a', second, add(1))]);
    const [a, b] = log.contents('counter-a');
    expect([first.position, second.position]).toEqual([a?.position, b?.position]);
    expect(runner.written).toBe(b?.position);
  });

  it('[S-2] is that of the state where nothing had to change', async () => {
    await runner.run(counter, 'a', scope(), add(1));
    const idle = scope();
    await runner.run(counter, 'a', idle, add(0));
    expect(idle.position).toBe(log.contents('counter-a')[0]?.position);
  });

  it('[S-2] is that of the first events where the command is repeated', async () => {
    await runner.run(counter, 'a', keyed(1), add(1));
    await runner.run(counter, 'a', scope(), add(1));
    const again = keyed(1);
    await runner.run(counter, 'a', again, add(1));
    expect(again.position).toBe(log.contents('counter-a')[0]?.position);
  });

  it('[S-2] is the highest of all streams that the command went to, in whatever order', async () => {
    const command = scope();
    await runner.run(counter, 'b', scope(), add(1));
    await runner.run(counter, 'a', command.as({ kind: 'system', id: 'x' }), add(1));
    await runner.run(counter, 'b', command.step('b'), add(0));
    expect(command.position).toBe(log.contents('counter-a')[0]?.position);
  });

  it('is not there where nothing was written yet', () => {
    expect(runner.written).toBeUndefined();
    expect(scope().position).toBeUndefined();
  });
});

describe('a dry run', () => {
  it('[S-3] tells what it would write, writes nothing and leaves the state as it is', async () => {
    await runner.run(counter, 'a', scope(), add(1));
    const dry = scope({ dryRun: true });
    const outcome = await runner.run(counter, 'a', dry, add(2));
    expect(outcome).toMatchObject({ state: { count: 3 }, repeated: false });
    expect(dry.planned).toEqual([{ type: 'Added', stream: 'counter-a', data: { by: 2 } }]);
    expect(log.asked).toHaveLength(1);
    expect((await runner.read(counter, 'a')).state.count).toBe(1);
  });

  it('[S-3] tells personal fields among the others', async () => {
    const dry = scope({ dryRun: true });
    await runner.run(counter, 'a', dry, note('ann', 'secret'));
    expect(dry.planned).toEqual([{ type: 'Noted', stream: 'counter-a', data: { text: 'secret' } }]);
    expect(log.asked).toEqual([]);
  });

  it('[S-3] beside real commands neither writes nor is seen by them', async () => {
    const dry = scope({ dryRun: true });
    const [, planned, real] = await Promise.all([
      runner.run(counter, 'a', scope(), add(1)),
      runner.run(counter, 'a', dry, add(100)),
      runner.run(counter, 'a', scope(), add(2)),
    ]);
    expect(planned.state.count).toBe(101);
    expect(real.state.count).toBe(3);
    expect(added()).toEqual([{ by: 1 }, { by: 2 }]);
  });

  it('[S-3] is refused what the command itself would be refused', async () => {
    await runner.run(counter, 'a', scope(), setLimit(1));
    await expect(runner.run(counter, 'a', scope({ dryRun: true }), add(2))).rejects.toThrow(OverLimit);
  });

  it('[S-3] uses up no key', async () => {
    await runner.run(counter, 'a', keyed(1, { dryRun: true }), add(1));
    expect((await runner.run(counter, 'a', keyed(1), add(1))).repeated).toBe(false);
    expect(added()).toEqual([{ by: 1 }]);
  });
});

describe('a failure', () => {
  it('of an append rejects all that went out with it, and the next command works', async () => {
    log.failAppends();
    const outcomes = await Promise.allSettled([1, 2, 3].map((by) => runner.run(counter, 'a', scope(), add(by))));
    const refused = { status: 'rejected', reason: expect.any(LogUnavailable) };
    expect(outcomes).toMatchObject([refused, refused, refused]);
    expect((await runner.run(counter, 'a', scope(), add(4))).state.count).toBe(4);
    expect(added()).toEqual([{ by: 4 }]);
  });

  it('of an append does not make the next command read the whole stream again', async () => {
    await runner.run(counter, 'a', scope(), add(1));
    log.failAppends();
    await expect(runner.run(counter, 'a', scope(), add(1))).rejects.toThrow(LogUnavailable);
    log.reads.length = 0;
    await runner.run(counter, 'a', scope(), add(1));
    expect(log.reads.filter(({ from }) => from === 0)).toEqual([]);
  });

  it('of a read rejects the command and the query, and the next ones work', async () => {
    log.failReads(2);
    await expect(runner.run(counter, 'a', scope(), add(1))).rejects.toThrow(LogUnavailable);
    await expect(runner.read(counter, 'a')).rejects.toThrow(LogUnavailable);
    expect((await runner.run(counter, 'a', scope(), add(1))).state.count).toBe(1);
    expect((await runner.read(counter, 'a')).state.count).toBe(1);
  });

  it('of the keys rejects what needs them', async () => {
    const personal = new MemoryPersonalData();
    runner = server({ log, personal });
    personal.failing = true;
    await expect(runner.run(counter, 'a', scope(), note('ann', 'x'))).rejects.toThrow('no keys today');
    personal.failing = false;
    await runner.run(counter, 'a', scope(), note('ann', 'x'));
    expect(log.contents('counter-a')).toHaveLength(1);
  });
});

it('tells the observer how many commands and events each append held, and of conflicts', async () => {
  const seen: unknown[] = [];
  const observer: RunnerObserver = {
    appended: (commands, events) => seen.push({ commands, events }),
    conflicted: () => seen.push('conflict'),
  };
  runner = server({ log, observer });
  log.overtake(() => server({ log }).run(counter, 'a', scope(), setLimit(10)));
  await Promise.allSettled([
    runner.run(counter, 'a', scope(), add(1)),
    runner.run(counter, 'a', scope(), add(0)),
    runner.run(counter, 'a', scope(), add(11)),
    runner.run(counter, 'a', scope(), add(2)),
  ]);
  expect(seen).toEqual(['conflict', { commands: 2, events: 2 }]);
});
