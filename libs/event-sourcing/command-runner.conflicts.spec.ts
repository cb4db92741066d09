import { beforeEach, describe, expect, it } from '@jest/globals';
import { add, counter, keyed, OverLimit, scope, server, setLimit, written } from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { TooContended } from './command-errors.js';
import { type CommandRunner } from './command-runner.js';
import { AppendOutcomeUnknown, LogUnavailable } from './ports/event-log.js';

let log: MemoryEventLog;
let here: CommandRunner;
let elsewhere: CommandRunner;
const added = (): readonly unknown[] => log.contents('counter-a').map(({ data }) => data);

beforeEach(() => {
  log = new MemoryEventLog();
  here = server({ log });
  elsewhere = server({ log });
});

describe('another server that wrote first', () => {
  it('makes everything decided again on the new end of the stream', async () => {
    log.overtake(() => elsewhere.run(counter, 'a', scope(), setLimit(5)));
    const [fits, tooMuch] = await Promise.allSettled([
      here.run(counter, 'a', scope(), add(5)),
      here.run(counter, 'a', scope(), add(1)),
    ]);
    expect(fits).toMatchObject({ status: 'fulfilled', value: { state: { count: 5, limit: 5 }, revision: 1 } });
    expect(tooMuch).toMatchObject({ status: 'rejected', reason: expect.any(OverLimit) });
    expect(added()).toEqual([{ limit: 5 }, { by: 5 }]);
  });

  it('again and again is given up after a bounded number of tries, and nothing is written', async () => {
    const interfere = async (): Promise<void> => {
      await written(log, 'counter-a', [{ type: 'Added', data: { by: 1 } }]);
      log.overtake(interfere);
    };
    log.overtake(interfere);
    await expect(here.run(counter, 'a', scope(), add(1000))).rejects.toThrow(TooContended);
    expect(log.contents('counter-a').length).toBeLessThan(100);
    expect(added()).not.toContainEqual({ by: 1000 });
  });

  it('[R-5] of servers that race for the last place exactly one gets it', async () => {
    await here.run(counter, 'a', scope(), setLimit(1));
    const servers = Array.from({ length: 8 }, () => server({ log }));
    await Promise.all(servers.map((one) => one.read(counter, 'a')));
    const outcomes = await Promise.allSettled(servers.map((one) => one.run(counter, 'a', scope(), add(1))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(added()).toEqual([{ limit: 1 }, { by: 1 }]);
  });
});

describe('a state that has gone stale', () => {
  beforeEach(async () => {
    await here.run(counter, 'a', scope(), setLimit(5));
  });

  it('gives no refusal that no longer holds', async () => {
    await elsewhere.run(counter, 'a', scope(), setLimit(100));
    expect((await here.run(counter, 'a', scope(), add(50))).state.count).toBe(50);
  });

  it('makes nothing be taken for done that is not', async () => {
    await elsewhere.run(counter, 'a', scope(), setLimit(100));
    expect((await here.run(counter, 'a', scope(), setLimit(5))).events).toHaveLength(1);
    expect(added()).toEqual([{ limit: 5 }, { limit: 100 }, { limit: 5 }]);
  });

  it('[S-3] plans nothing', async () => {
    await elsewhere.run(counter, 'a', scope(), add(2));
    const outcome = await here.run(counter, 'a', scope({ dryRun: true }), add(1));
    expect(outcome.state.count).toBe(3);
  });

  it('costs one read where nothing has changed', async () => {
    log.reads.length = 0;
    await expect(here.run(counter, 'a', scope(), add(6))).rejects.toThrow(OverLimit);
    expect(log.reads).toHaveLength(1);
  });

  it('that a query was still loading as the command came gives no such refusal either', async () => {
    const cold = server({ log });
    log.streamReads.close();
    const query = cold.read(counter, 'a');
    await log.streamReads.reached();
    log.streamReads.admit();
    await log.streamReads.reached();
    // The query has found the end of the stream. What is written from here on, only the command must see.
    await written(log, 'counter-a', [{ type: 'LimitSet', data: { limit: 100 } }]);
    const command = cold.run(counter, 'a', scope(), add(50));
    const laterQuery = cold.read(counter, 'a');
    log.streamReads.open();
    expect((await query).state.limit).toBe(5);
    expect((await laterQuery).state.limit).toBe(100);
    expect((await command).state.count).toBe(50);
  });
});

describe('a query', () => {
  it('sees what other servers wrote before it was asked', async () => {
    await here.run(counter, 'a', scope(), add(1));
    await elsewhere.run(counter, 'a', scope(), add(2));
    expect((await here.read(counter, 'a')).state.count).toBe(3);
  });

  it('of a stream that is not there gives the initial state', async () => {
    expect(await here.read(counter, 'a')).toEqual({ state: counter.initial, revision: -1, position: -1 });
  });
});

describe('an append that was not confirmed', () => {
  it('is sent again with the same ids, and found written', async () => {
    log.leaveUnknown(true);
    expect((await here.run(counter, 'a', scope(), add(1))).revision).toBe(0);
    expect(log.asked).toHaveLength(2);
    expect(log.asked[1]).toEqual(log.asked[0]);
    expect(added()).toEqual([{ by: 1 }]);
  });

  it('is sent again with the same ids, and written then', async () => {
    log.leaveUnknown(false);
    expect((await here.run(counter, 'a', scope(), add(1))).revision).toBe(0);
    expect(log.asked[1]).toEqual(log.asked[0]);
    expect(added()).toEqual([{ by: 1 }]);
  });

  it('is found written also where others have written since', async () => {
    log.leaveUnknown(true);
    log.overtake(() => elsewhere.run(counter, 'a', scope(), add(10)));
    const outcome = await here.run(counter, 'a', scope(), add(1));
    expect(outcome).toMatchObject({ revision: 0, state: { count: 1 } });
    expect(added()).toEqual([{ by: 1 }, { by: 10 }]);
    expect((await here.read(counter, 'a')).state.count).toBe(11);
  });

  it('and was not written is decided again where others have written since', async () => {
    log.leaveUnknown(false);
    log.overtake(() => elsewhere.run(counter, 'a', scope(), add(10)));
    expect((await here.run(counter, 'a', scope(), add(1))).state.count).toBe(11);
    expect(added()).toEqual([{ by: 10 }, { by: 1 }]);
  });

  it('for good is said to be unknown, and the same key settles it', async () => {
    log.leaveUnknown(true);
    log.leaveUnknown(false, 100);
    await expect(here.run(counter, 'a', keyed(1), add(1))).rejects.toThrow(AppendOutcomeUnknown);
    expect(log.asked.length).toBeLessThan(20);
    log.calm();
    const outcome = await here.run(counter, 'a', keyed(1), add(1));
    expect(outcome).toMatchObject({ repeated: true, revision: 0, state: { count: 1 } });
    expect(added()).toEqual([{ by: 1 }]);
  });

  it('for good keeps nobody waiting who stands in line behind it', async () => {
    log.leaveUnknown(false, 100);
    log.appends.close();
    const first = here.run(counter, 'a', scope(), add(1));
    await log.appends.reached();
    const second = here.run(counter, 'a', scope(), add(10));
    log.appends.open();
    const [unknown, refused] = await Promise.allSettled([first, second]);
    expect(unknown).toMatchObject({ reason: expect.any(AppendOutcomeUnknown) });
    expect(refused).toMatchObject({ reason: expect.any(LogUnavailable) });
    expect(log.asked.every(({ ids }) => ids[0] === log.asked[0]?.ids[0])).toBe(true);
    log.calm();
    expect((await here.run(counter, 'a', scope(), add(100))).state.count).toBe(100);
  });

  it('is not said to be unwritten because the log cannot be reached afterwards', async () => {
    log.leaveUnknown(true);
    log.failAppends(100);
    await expect(here.run(counter, 'a', scope(), add(1))).rejects.toThrow(AppendOutcomeUnknown);
    expect(added()).toEqual([{ by: 1 }]);
  });

  it('is found written once the log can be reached again', async () => {
    log.leaveUnknown(true);
    log.failAppends();
    expect((await here.run(counter, 'a', scope(), add(1))).revision).toBe(0);
    expect(added()).toEqual([{ by: 1 }]);
  });
});
