import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { open } from 'lmdb';
import {
  type EventLog,
  type JsonObject,
  LogUnavailable,
  NO_STREAM,
  onWritePoint,
  type RecordedEvent,
  RevisionConflict,
  START,
  type StoredEvent,
} from '#libs/event-sourcing';
import { type EmbeddedEventLog, type EmbeddedEventLogOptions, openEmbeddedEventLog } from './embedded-event-log.js';
import { DataDirectoryUnusable } from './errors.js';
import { type Child, ChildPrograms } from '../../test/support/child-programs.js';
import { heapInUse } from '../../test/support/memory.js';

let programs: ChildPrograms;
let directory: string;
let opened: EmbeddedEventLog[];

beforeAll(async () => {
  programs = await ChildPrograms.compile();
}, 60_000);

afterAll(() => programs.remove());

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'roster-log-'));
  opened = [];
});

afterEach(async () => {
  onWritePoint(undefined);
  for (const log of opened) await log.close();
  await rm(directory, { recursive: true, force: true });
});

async function openLog(options: Partial<EmbeddedEventLogOptions> = {}): Promise<EmbeddedEventLog> {
  const log = await openEmbeddedEventLog({ directory, ...options });
  opened.push(log);
  return log;
}

function event(data: JsonObject = {}): StoredEvent {
  const actor = { kind: 'system', id: 'spec' } as const;
  const metadata = { v: 1, at: '2026-03-01T12:00:00.000Z', actor, correlationId: 'a', causationId: 'b' };
  return { id: randomUUID(), type: 'Happened', data, metadata };
}

const WORDY = 60_000;

/** Each with 200 bytes of text beside an id. */
function wordyEvents(count: number): readonly StoredEvent[] {
  return Array.from({ length: count }, () => event({ id: randomUUID(), text: 'words '.repeat(33) }));
}

function someEvents(count: number): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, index) => event({ index }));
}

async function everything(log: EventLog): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for (;;) {
    const page = await log.readAll(found.at(-1)?.position ?? START);
    if (page.length === 0) return found;
    found.push(...page);
  }
}

function refusal(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'not refused',
    (error: unknown) => error,
  );
}

describe('the embedded event log', () => {
  it('begins at START and counts positions from 1 without a gap, over restarts too', async () => {
    let log = await openLog();
    expect(await log.head()).toBe(START);
    expect(await log.readAll(START)).toEqual([]);
    for (let round = 0; round < 3; round++) {
      for (const stream of ['case-a', 'case-b']) await log.append(stream, round * 2 - 1, someEvents(2));
      await refusal(log.append('case-a', 0, someEvents(3)));
      await log.close();
      log = await openLog();
    }
    expect((await everything(log)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await log.head()).toBe(12);
  });

  it.each([1, 1024])('refuses an id that its stream has already (index after %d)', async (indexAfter) => {
    const log = await openLog({ indexAfter });
    const [first, second] = [event(), event()];
    await log.append('case-a', NO_STREAM, [first, second]);
    for (const events of [[first], [event(), second]]) {
      const conflict = await refusal(log.append('case-a', 1, events));
      expect(conflict).toBeInstanceOf(RevisionConflict);
      expect(conflict).toMatchObject({ expected: 1, actual: 1 });
    }
    await log.append('case-b', NO_STREAM, [first]);
    expect(await log.readStream('case-a', 0)).toHaveLength(2);
  });

  it('gives at most maxReadBatch events at once', async () => {
    const log = await openLog({ maxReadBatch: 4 });
    await log.append('case-a', NO_STREAM, someEvents(10));
    expect(await log.readAll(START, 100)).toHaveLength(4);
    expect(await log.readStream('case-a', 0, 100)).toHaveLength(4);
    expect(await everything(log)).toHaveLength(10);
  });

  it('lets the rest of the process have its turn while a long log is read', async () => {
    const log = await openLog({ maxReadBatch: 10 });
    await log.append('case-a', NO_STREAM, someEvents(200));
    let turns = 0;
    let reading = true;
    const others = (async () => {
      while (reading) {
        await new Promise((resolve) => setImmediate(resolve));
        turns++;
      }
    })();
    await everything(log);
    reading = false;
    await others;
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  it('lets 64 writers share transactions', async () => {
    const log = await openLog();
    let transactions = 0;
    onWritePoint((name) => (transactions += name === 'event-log.append.after-commit' ? 1 : 0));
    await Promise.all(Array.from({ length: 64 }, (_, index) => log.append(`case-${index}`, NO_STREAM, someEvents(1))));
    expect(transactions).toBeLessThanOrEqual(2);
  });

  it('passes the write points with nothing visible before the commit and all of it after', async () => {
    const log = await openLog();
    await log.append('case-a', NO_STREAM, someEvents(1));
    const passed: [name: string, head: Promise<number>, ...reads: Promise<readonly RecordedEvent[]>[]][] = [];
    let resolved = false;
    onWritePoint((name) => {
      expect(resolved).toBe(false);
      passed.push([name, log.head(), log.readStream('case-a', 0), log.readAll(START)]);
    });
    await log.append('case-a', 0, someEvents(1)).then(() => (resolved = true));
    await refusal(log.append('case-a', 0, someEvents(1)));
    const seen = await Promise.all(
      passed.map(async ([name, head, ...reads]) => {
        return [name, await head, ...(await Promise.all(reads)).map(({ length }) => length)];
      }),
    );
    expect(seen).toEqual([
      ['event-log.append.before-commit', 1, 1, 1],
      ['event-log.append.after-commit', 2, 2, 2],
    ]);
  });

  it('keeps events of many shapes that many write at once', async () => {
    let log = await openLog({ indexAfter: 50 });
    const written = new Map<string, StoredEvent>();
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let round = 0; round < 12; round++) {
        const field = `field${String.fromCharCode(97 + writer)}`;
        const nested = [{ [`of${'x'.repeat(round)}`]: { writer } }];
        const table = { [randomUUID()]: { role: 'user' }, [`${writer}@mail.example`]: null };
        const one = event({ [field]: round, nested, table });
        written.set(one.id, one);
        await log.append(`case-${writer}`, round - 1, [one]);
      }
    });
    await Promise.all(writers);
    for (let restart = 0; restart < 2; restart++) {
      const all = await everything(log);
      expect(all).toHaveLength(16 * 12);
      for (const { stream, revision, position, ...stored } of all) {
        expect(stored).toEqual(written.get(stored.id));
        expect((await log.readStream(stream, revision, 1))[0]?.position).toBe(position);
      }
      await log.close();
      log = await openLog({ indexAfter: 50 });
    }
  }, 30_000);

  it.each([
    ['while they are written', (log: EmbeddedEventLog) => Promise.resolve(log)],
    ['from the disk', (log: EmbeddedEventLog) => log.close().then(() => openLog())],
  ])('gives those who follow it, %s, strings that keep no other text in memory', async (_, followed) => {
    let log = await openLog();
    for (let part = 0; part < WORDY; part += 500) await log.append('wordy-a', part - 1, wordyEvents(500));
    log = await followed(log);
    const kept: unknown[] = [];
    const before = heapInUse();
    for await (const batch of log.subscribe({ after: START, signal: new AbortController().signal })) {
      kept.push(...batch.map(({ data }) => data['id']));
      if (kept.length === WORDY) break;
    }
    expect(heapInUse() - before).toBeLessThan(WORDY / 1024 / 3);
    expect(kept).toHaveLength(WORDY);
  });

  it('refuses to write where something else has written, and does no damage', async () => {
    const log = await openLog();
    const other = await openLog();
    await other.append('case-a', NO_STREAM, someEvents(2));
    expect(await refusal(log.append('case-b', NO_STREAM, someEvents(1)))).toBeInstanceOf(LogUnavailable);
    expect(log.writable).toBe(false);
    await other.append('case-a', 1, someEvents(1));
    expect((await everything(other)).map(({ stream, revision }) => [stream, revision])).toEqual([
      ['case-a', 0],
      ['case-a', 1],
      ['case-a', 2],
    ]);
  });

  it('waits for the appends that are under way when it is closed, in however many transactions', async () => {
    const log = await openLog();
    const streams = Array.from({ length: 12 }, (_, index) => `case-${index}`);
    const appends = streams.map((stream) => log.append(stream, NO_STREAM, someEvents(1000)));
    const settled = Promise.allSettled(appends);
    await log.close();
    expect((await settled).map(({ status }) => status)).toEqual(streams.map(() => 'fulfilled'));
    expect(await (await openLog()).head()).toBe(12_000);
  });

  it('says whether it can be written', async () => {
    const log = await openLog();
    expect(log.status()).toEqual({ writable: true });
    await log.close();
    expect(log.status()).toEqual({ writable: false, detail: expect.stringContaining('closed') });
    expect(log.writable).toBe(false);
  });
});

describe('the directory of the embedded event log', () => {
  it('is made where it is missing, whatever its name', async () => {
    const log = await openEmbeddedEventLog({ directory: join(directory, 'not', 'there.yet') });
    opened.push(log);
    await log.append('case-a', NO_STREAM, someEvents(1));
    expect(await readdir(join(directory, 'not', 'there.yet'))).toContain('data.mdb');
  });

  it('is refused where it is a file, or lies in one', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    for (const impossible of [file, join(file, 'inside')]) {
      const error = await refusal(openEmbeddedEventLog({ directory: impossible }));
      expect(error).toBeInstanceOf(DataDirectoryUnusable);
      expect(error).toMatchObject({ code: 'data_dir_unusable', message: expect.stringMatching(/is a file/) });
    }
  });

  it('is refused where it is read-only, and left as it was', async () => {
    const sealed = join(directory, 'sealed');
    await mkdir(sealed, { mode: 0o555 });
    const child = programs.start(
      `import { openEmbeddedEventLog } from '#libs/event-log';
       await openEmbeddedEventLog({ directory: ${JSON.stringify(sealed)} })
         .catch(({ code, message }) => console.log(code, message));`,
      { unprivileged: true },
    );
    expect(await child.line()).toMatch(/^data_dir_unusable .*sealed cannot be used: this process may not write there/);
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(await readdir(sealed)).toEqual([]);
  });

  it.each<[what: string, damage: (data: Buffer) => Buffer]>([
    ['is something else', () => Buffer.from('no database at all'.repeat(1000))],
    ['is a few bytes', () => Buffer.from('abc')],
    ['is nothing but zeros', (data) => Buffer.alloc(data.length)],
    ['was cut off', (data) => data.subarray(0, 5000)],
    ['was overwritten at its second page', (data) => Buffer.concat([data.subarray(0, 4096), Buffer.alloc(20_000)])],
  ])('is refused where its data %s, and left as it was', async (_, damage) => {
    const log = await openLog();
    await log.append('case-a', NO_STREAM, someEvents(20));
    await log.close();
    const file = join(directory, 'data.mdb');
    const damaged = damage(await readFile(file));
    await writeFile(file, damaged);
    const error = await refusal(openEmbeddedEventLog({ directory }));
    expect(error).toBeInstanceOf(DataDirectoryUnusable);
    expect(error).toMatchObject({ message: expect.stringMatching(/damaged/) });
    expect(await readFile(file)).toEqual(damaged);
  });

  it('is refused where its data has another layout', async () => {
    const environment = open(directory, { noSubdir: false, overlappingSync: false });
    await environment.put('layout', 99);
    await environment.close();
    expect(await refusal(openEmbeddedEventLog({ directory }))).toMatchObject({
      code: 'data_dir_unusable',
      message: expect.stringContaining('layout 99'),
    });
  });
});

/** A program whose writers append until they are refused or killed, and print what was confirmed. */
function writers(data = "{ text: 'x'.repeat(200) }"): string {
  return `
    let count = 0;
    import { openEmbeddedEventLog } from '#libs/event-log';
    import { onWritePoint } from '#libs/event-sourcing';
    import { randomUUID } from 'node:crypto';
    const actor = { kind: 'system', id: 'child' };
    const metadata = { v: 1, at: '2026-03-01T12:00:00.000Z', actor, correlationId: 'a', causationId: 'b' };
    const event = () => ({ id: randomUUID(), type: 'Happened', data: ${data}, metadata });
    const log = await openEmbeddedEventLog({ directory: ${JSON.stringify(directory)}, indexAfter: 40 });
    const say = (what) => process.stdout.write(JSON.stringify(what) + '\\n');
    async function write(stream) {
      let revision = (await log.readStream(stream, 0, 10000)).length - 1;
      for (;;) {
        const events = [event(), event()];
        say({ stream, tried: events.map(({ id }) => id) });
        revision = (await log.append(stream, revision, events)).revision;
        say({ stream, revision, ids: events.map(({ id }) => id) });
      }
    }`;
}

interface Said {
  readonly stream: string;
  readonly revision?: number;
  readonly ids?: readonly string[];
}

/** Everything that the child still prints. */
async function rest(child: Child): Promise<readonly Said[]> {
  const said: Said[] = [];
  for (;;) {
    const line = await child.line().catch(() => undefined);
    if (line === undefined) return said;
    if (line.endsWith('}')) said.push(JSON.parse(line) as Said);
  }
}

/** What was confirmed is there, in its place; nothing is there by halves; all that is there is in order. */
async function expectSound(log: EventLog, said: readonly Said[]): Promise<void> {
  const all = await everything(log);
  expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1));
  const streams = new Map<string, RecordedEvent[]>();
  for (const read of all) streams.set(read.stream, [...(streams.get(read.stream) ?? []), read]);
  for (const [stream, events] of streams) {
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index));
    expect(events.length % 2).toBe(0);
    expect(await log.readStream(stream, 0, 10_000)).toEqual(events);
  }
  for (const { stream, revision, ids } of said) {
    if (revision === undefined || !ids) continue;
    expect(streams.get(stream)?.slice(revision - 1, revision + 1).map(({ id }) => id)).toEqual(ids);
  }
}

describe('a process that is killed', () => {
  it('loses nothing that it confirmed and leaves nothing by halves, at any moment', async () => {
    const confirmed: Said[] = [];
    for (let round = 0; round < 6; round++) {
      const child = programs.start(`${writers()}
        for (let writer = 0; writer < 8; writer++) void write('case-' + writer);`);
      const enough = 40 + round * 37;
      for (let lines = 0; lines < enough; lines++) confirmed.push(JSON.parse(await child.line()) as Said);
      await child.kill('SIGKILL');
      confirmed.push(...(await rest(child)));
      const log = await openLog();
      await expectSound(log, confirmed);
      await log.close();
    }
    expect(confirmed.filter(({ revision }) => revision !== undefined).length).toBeGreaterThan(50);
  }, 60_000);

  it.each([
    ['event-log.append.before-commit', 0],
    ['event-log.append.after-commit', 2],
  ])('at the write point %s leaves %d of two events, and the same append settles it', async (point, written) => {
    const child = programs.start(`${writers()}
      await log.append('case-a', -1, [event(), event()]);
      onWritePoint((name) => name === '${point}' && process.kill(process.pid, 'SIGKILL'));
      const events = [event(), event()];
      process.stdout.write(JSON.stringify(events) + '\\n', () => void log.append('case-a', 1, events));`);
    const events = JSON.parse(await child.line()) as StoredEvent[];
    expect(await child.ended).toEqual({ code: null, signal: 'SIGKILL' });
    const log = await openLog();
    expect(await log.readStream('case-a', 2)).toHaveLength(written);
    expect(await log.append('case-a', 1, events)).toEqual({ revision: 3, positions: [3, 4] });
    expect((await log.readStream('case-a', 2)).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  }, 30_000);
});

describe('a full disk', () => {
  it.each([
    ['of one shape', "{ text: 'x'.repeat(200) }"],
    ['of ever new shapes', "{ ['f'.padEnd(35, [...String(count++)].map((d) => 'abcdefghij'[d]).join('') + 'z')]: 1 }"],
  ])('ends writing (events %s) with a clear error, and goes on from there once there is room', async (_, data) => {
    const child = programs.start(
      `${writers(data)}
       process.on('unhandledRejection', (error) => say({ stream: 'unhandled', error: String(error) }));
       const refusal = (promise) => promise.catch(({ code, kind, message }) => ({ code, kind, message }));
       const refusals = await Promise.all(Array.from({ length: 8 }, (_, writer) => refusal(write('case-' + writer))));
       refusals.push(await refusal(log.append('case-new', -1, [event()])));
       const unseen = { ...event(), data: { neverSeenBefore: { field: 1 } } };
       refusals.push(await refusal(log.append('case-new', -1, [unseen])));
       const stop = new AbortController();
       let followed = 0;
       const onState = (state) => state === 'live' && stop.abort();
       for await (const batch of log.subscribe({ after: -1, signal: stop.signal, onState })) followed += batch.length;
       say({ stream: 'end', refusals, status: log.status(), head: await log.head(), followed });
       await log.close();`,
      { fileLimit: 600 },
    );
    const said = await rest(child);
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(said.filter(({ stream }) => stream === 'unhandled')).toEqual([]);
    const confirmed = said.filter(({ revision }) => revision !== undefined);
    expect(confirmed.length).toBeGreaterThan(100);
    const end = said.at(-1) as unknown as Record<string, unknown>;
    const message = expect.stringMatching(/disk .*is full.*can be read but not written/) as unknown;
    const full = { code: 'event_log_unavailable', kind: 'unavailable', message };
    expect(end).toMatchObject({
      refusals: Array.from({ length: 10 }, () => full),
      status: { writable: false, detail: message },
      head: confirmed.length * 2,
      followed: confirmed.length * 2,
    });

    const log = await openLog();
    await expectSound(log, said);
    expect(await log.head()).toBe(confirmed.length * 2);
    await log.append('case-new', NO_STREAM, [event({ neverSeenBefore: { field: 1 } })]);
    expect((await log.readStream('case-new', 0))[0]?.data).toEqual({ neverSeenBefore: { field: 1 } });
  }, 60_000);

  it('is told apart where the log cannot even be made', async () => {
    const child = programs.start(
      `import { openEmbeddedEventLog } from '#libs/event-log';
       await openEmbeddedEventLog({ directory: ${JSON.stringify(join(directory, 'new'))} })
         .catch(({ code, message }) => console.log(code, message));`,
      { fileLimit: 4 },
    );
    expect(await child.line()).toMatch(/^data_dir_unusable .* cannot be used: its disk is full/);
    expect(await child.ended).toEqual({ code: 0, signal: null });
  });
});
