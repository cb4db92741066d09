import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AppendOutcomeUnknown, type AppendResult, LogUnavailable, RevisionConflict } from '#libs/event-sourcing';
import { AppendQueue } from './append-queue.js';
import { type EncodedAppend } from './event-tables.js';

const EIO = 5;
const ENOSPC = 28;

/** Tables whose transactions wait until the test ends them, as LMDB does or as it fails. */
class HeldTables {
  head = 0;
  changed = true;
  readonly sizes: number[] = [];
  private written = 0;
  private finish: ((error?: Error) => void) | undefined;

  append({ stream, expected, ids }: EncodedAppend): AppendResult {
    if (stream === 'case-conflict') throw new RevisionConflict(stream, expected, 7);
    if (stream === 'case-broken') throw new RangeError('broken');
    this.written += ids.length;
    return { revision: expected + ids.length, positions: ids.map((_, index) => this.written - ids.length + 1 + index) };
  }

  lastOnDisk(): number {
    return this.head;
  }

  async transaction<T>(change: () => T): Promise<T> {
    await Promise.resolve();
    const before = this.written;
    const result = change();
    this.sizes.push(this.written - before);
    await new Promise<void>((resolve, reject) => {
      this.finish = (error) => (error ? reject(error) : resolve());
    });
    this.head = this.written;
    return result;
  }

  /** Ends the transaction that is under way, once there is one. */
  async end(code?: number): Promise<void> {
    while (!this.finish) await new Promise((resolve) => setImmediate(resolve));
    const finish = this.finish;
    this.finish = undefined;
    finish(code === undefined ? undefined : commitFailure(code));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** As lmdb rejects: an error that carries a promise of the reason, which rejects too. */
function commitFailure(code: number): Error {
  const cause = Object.assign(new Error('write failed'), { code });
  return Object.assign(new Error('Commit failed'), { commitError: Promise.reject(cause) });
}

function queueOn(tables: HeldTables, committed: () => void = () => undefined): AppendQueue {
  return new AppendQueue(tables, committed, (cause) => Promise.resolve((cause as { code?: number }).code === ENOSPC));
}

function append(stream = 'case-1', events = 1): EncodedAppend {
  return {
    stream,
    expected: -1,
    ids: Array.from({ length: events }, () => randomUUID()),
    events: Array.from({ length: events }, () => new Uint8Array(1)),
  };
}

function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: unknown) => error);
}

describe('AppendQueue', () => {
  it('lets all appends that wait share the next transaction', async () => {
    const tables = new HeldTables();
    const queue = queueOn(tables);
    const first = queue.add(append());
    await Promise.resolve();
    await Promise.resolve();
    const others = Array.from({ length: 63 }, () => queue.add(append()));
    await tables.end();
    await first;
    await tables.end();
    await Promise.all(others);
    expect(tables.sizes).toEqual([1, 63]);
  });

  it('puts at most 4,096 events into one transaction, but always one append', async () => {
    const tables = new HeldTables();
    const queue = queueOn(tables);
    const appends = [append('case-1', 3000), append('case-2', 1096), append('case-3', 1), append('case-4', 9000)];
    const results = Promise.all(appends.map((waiting) => queue.add(waiting)));
    for (let transaction = 0; transaction < 3; transaction++) await tables.end();
    await results;
    expect(tables.sizes).toEqual([4096, 1, 9000]);
  });

  it('gives each append its own outcome', async () => {
    const tables = new HeldTables();
    const queue = queueOn(tables);
    const results = [queue.add(append()), queue.add(append('case-conflict')), queue.add(append('case-2', 2))];
    const outcomes = Promise.all(results.map(outcome));
    await tables.end();
    expect(await outcomes).toEqual([
      { revision: 0, positions: [1] },
      expect.any(RevisionConflict),
      { revision: 1, positions: [2, 3] },
    ]);
    expect(queue.failure).toBeUndefined();
  });

  it('resolves nothing before its transaction is on the disk', async () => {
    const tables = new HeldTables();
    const queue = queueOn(tables);
    let settled = 0;
    const results = ['case-1', 'case-conflict'].map(async (stream) => {
      await outcome(queue.add(append(stream)));
      settled++;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe(0);
    await tables.end();
    await Promise.all(results);
    expect(settled).toBe(2);
  });

  it('refuses everything after the disk was full, and says why', async () => {
    const tables = new HeldTables();
    const queue = queueOn(tables);
    const failed = append();
    const results = [outcome(queue.add(failed)), outcome(queue.add(append('case-conflict')))];
    await tables.end(ENOSPC);
    const again = await outcome(queue.add(failed));
    for (const error of [...(await Promise.all(results)), again, queue.refusal(failed.ids)]) {
      expect(error).toBeInstanceOf(LogUnavailable);
      expect(error).toMatchObject({ message: expect.stringMatching(/disk of the event log is full/) });
    }
    expect(queue.failure).toMatch(/full/);
    expect(tables.sizes).toHaveLength(1);
  });

  it('refuses everything after the disk failed otherwise too', async () => {
    const tables = new HeldTables();
    const queue = queueOn(tables);
    const result = outcome(queue.add(append()));
    await tables.end(EIO);
    expect(await result).toBeInstanceOf(LogUnavailable);
    expect(await outcome(queue.add(append()))).toBeInstanceOf(LogUnavailable);
    expect(queue.failure).toMatch(/failed/);
    expect(tables.sizes).toHaveLength(1);
  });

  it.each<[what: string, lastOnDisk: () => number]>([
    ['shows more than before', () => 1],
    ['cannot be read', () => {
      throw new Error('MDB_PANIC');
    }],
  ])('does not claim to know what became of an append where the log %s after it failed', async (_, lastOnDisk) => {
    const tables = new HeldTables();
    tables.lastOnDisk = lastOnDisk;
    const queue = queueOn(tables);
    const doubtful = append();
    const result = outcome(queue.add(doubtful));
    await tables.end(EIO);
    expect(await result).toBeInstanceOf(AppendOutcomeUnknown);
    expect(await outcome(queue.add(doubtful))).toBeInstanceOf(AppendOutcomeUnknown);
    expect(queue.refusal(doubtful.ids)).toBeInstanceOf(AppendOutcomeUnknown);
    expect(await outcome(queue.add(append()))).toBeInstanceOf(LogUnavailable);
    expect(tables.sizes).toHaveLength(1);
  });

  it('knows that nothing was written where the transaction itself threw', async () => {
    const queue = queueOn(new HeldTables());
    const broken = append('case-broken');
    expect(await outcome(queue.add(broken))).toBeInstanceOf(LogUnavailable);
    expect(await outcome(queue.add(broken))).toBeInstanceOf(LogUnavailable);
  });

  it('tells of what was committed before it resolves the appends, and not of a conflict alone', async () => {
    const tables = new HeldTables();
    const told: string[] = [];
    const queue = queueOn(tables, () => told.push('committed'));
    const conflict = outcome(queue.add(append('case-conflict')));
    await tables.end();
    await conflict;
    const result = queue.add(append()).then(() => told.push('resolved'));
    await tables.end();
    await result;
    expect(told).toEqual(['committed', 'resolved']);
  });
});
