import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  AppendOutcomeUnknown,
  type AppendResult,
  AppendTooLarge,
  type EventLog,
  type JsonObject,
  LogUnavailable,
  NO_STREAM,
  type Position,
  type RecordedEvent,
  RevisionConflict,
  START,
  type StoredEvent,
  type SubscribeOptions,
} from '#libs/event-sourcing';

export interface EventLogUnderTest {
  readonly log: EventLog;
  /** The same log after a restart: closes what is open and opens it again on the same data. */
  reopen(): Promise<EventLog>;
  /** Closes what is open and clears its data away. */
  close(): Promise<void>;
}

/**
 * What the EventLog port promises, for every adapter. The log need not be empty and may have other writers: the suite
 * looks only at streams of its own. Positions may have gaps.
 */
export function eventLogContract(name: string, open: () => Promise<EventLogUnderTest>): void {
  describe(`EventLog: ${name}`, () => {
    let subject: EventLogUnderTest;
    let log: EventLog;
    /** Head of the log before the test wrote anything. */
    let before: Position;

    beforeEach(async () => {
      subject = await open();
      log = subject.log;
      before = await log.head();
    });

    afterEach(() => subject.close());

    describe('append and readStream', () => {
      it('gives back what was appended, with stream, revision and position', async () => {
        const stream = newStream();
        const events = [event(), event({ personal: { of: randomUUID(), sealed: 'c2VhbGVk' } }), event()];
        const result = await log.append(stream, NO_STREAM, events);
        expect(result.revision).toBe(2);
        expect(result.positions).toHaveLength(3);
        expect(await log.readStream(stream, 0)).toEqual(
          events.map((stored, revision) => ({ ...stored, stream, revision, position: result.positions[revision] })),
        );
      });

      it('counts revisions from 0 without a gap over many appends', async () => {
        const stream = newStream();
        let revision = NO_STREAM;
        for (const size of [1, 3, 1, 5, 2]) {
          const result = await log.append(stream, revision, someEvents(size));
          expect(result.revision).toBe(revision + size);
          revision = result.revision;
        }
        expect((await log.readStream(stream, 0)).map((read) => read.revision)).toEqual(upTo(11));
      });

      it('takes a stream that does not exist as an empty one', async () => {
        const stream = newStream();
        expect(await log.readStream(stream, 0)).toEqual([]);
        expect(await log.readStream(stream, 5)).toEqual([]);
      });

      it('reads from a revision on, which is included, at most as many as asked for', async () => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(10));
        const revisions = async (from: number, limit?: number): Promise<readonly number[]> =>
          (await log.readStream(stream, from, limit)).map(({ revision }) => revision);
        expect(await revisions(0, 3)).toEqual([0, 1, 2]);
        expect(await revisions(7)).toEqual([7, 8, 9]);
        expect(await revisions(9, 1)).toEqual([9]);
        expect(await revisions(10)).toEqual([]);
        expect(await revisions(500, 1)).toEqual([]);
      });

      it('reads 1,000 events unless told, and the rest when asked again', async () => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(900));
        await log.append(stream, 899, someEvents(900));
        expect((await log.readStream(stream, 0)).length).toBeLessThanOrEqual(1000);
        expect((await wholeStream(log, stream)).map(({ revision }) => revision)).toEqual(upTo(1799));
      });

      it('keeps streams apart whose names begin alike', async () => {
        const id = randomUUID();
        const streams = [`case-${id}`, `case-${id}0`, `case-${id}-`, `case-${id}-0`, `cases-${id}`];
        for (const [index, stream] of streams.entries()) await log.append(stream, NO_STREAM, someEvents(index + 1));
        for (const [index, stream] of streams.entries()) {
          const events = await log.readStream(stream, 0);
          expect(events).toHaveLength(index + 1);
          expect(events.every((read) => read.stream === stream)).toBe(true);
        }
      });

      it.each([
        'domain-bücher.example',
        'email-a+b@c.example',
        'case-🦊 漢字',
        'case-a/b?c=%20&d#e',
        `case-${'x'.repeat(200)}`,
      ])('takes odd stream ids: %s', async (odd) => {
        const stream = `${odd}${randomUUID()}`;
        await log.append(stream, NO_STREAM, someEvents(2));
        expect((await log.readStream(stream, 0)).map((read) => read.stream)).toEqual([stream, stream]);
      });

      it('gives every JSON back as it was', async () => {
        const stream = newStream();
        let revision = NO_STREAM;
        const written: StoredEvent[] = [];
        await fc.assert(
          fc.asyncProperty(fc.array(jsonObject, { minLength: 1, maxLength: 20 }), async (datas) => {
            const events = datas.map((data) => event({ data }));
            revision = (await log.append(stream, revision, events)).revision;
            written.push(...events);
          }),
          { numRuns: 30 },
        );
        expect((await wholeStream(log, stream)).map(({ data }) => data)).toEqual(written.map(({ data }) => data));
        log = await subject.reopen();
        expect((await wholeStream(log, stream)).map(({ data }) => data)).toEqual(written.map(({ data }) => data));
      });

      it('gives back every kind of actor and all optional metadata', async () => {
        const stream = newStream();
        const events = ACTORS.map((actor) =>
          event({
            metadata: { ...METADATA, actor, reason: 'because', commandId: randomUUID(), fingerprint: 'f'.repeat(43) },
          }),
        );
        await log.append(stream, NO_STREAM, events);
        expect((await log.readStream(stream, 0)).map(({ metadata }) => metadata)).toEqual(
          events.map(({ metadata }) => metadata),
        );
      });
    });

    describe('expected revision', () => {
      it('refuses NO_STREAM for a stream that exists, and says where it is', async () => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(3));
        const conflict = await refusal(log.append(stream, NO_STREAM, someEvents(1)));
        expect(conflict).toBeInstanceOf(RevisionConflict);
        expect(conflict).toMatchObject({ code: 'revision_conflict', stream, expected: NO_STREAM, actual: 2 });
      });

      it('refuses a revision for a stream that does not exist', async () => {
        const stream = newStream();
        const conflict = await refusal(log.append(stream, 0, someEvents(1)));
        expect(conflict).toBeInstanceOf(RevisionConflict);
        expect(conflict).toMatchObject({ stream, expected: 0, actual: NO_STREAM });
      });

      it.each([0, 1, 3, 100])('refuses revision %d where the stream is at 2', async (expected) => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(3));
        expect(await refusal(log.append(stream, expected, someEvents(1)))).toMatchObject({ expected, actual: 2 });
      });

      it('writes nothing where it refuses', async () => {
        const stream = newStream();
        const { revision } = await log.append(stream, NO_STREAM, someEvents(1));
        const head = await log.head();
        await refusal(log.append(stream, NO_STREAM, someEvents(2)));
        await refusal(log.append(stream, 5, someEvents(2)));
        expect(await ours(log, head, [stream])).toEqual([]);
        expect(await log.readStream(stream, revision + 1)).toEqual([]);
        await log.append(stream, revision, someEvents(1));
      });

      it('lets exactly one of 32 racers win', async () => {
        const stream = newStream();
        for (let round = 0; round < 5; round++) {
          const racers = Array.from({ length: 32 }, () => [event()]);
          const outcomes = await Promise.allSettled(racers.map((events) => log.append(stream, round - 1, events)));
          const winners = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
          expect(winners).toHaveLength(1);
          for (const outcome of outcomes) {
            if (outcome.status === 'fulfilled') continue;
            expect(outcome.reason).toBeInstanceOf(RevisionConflict);
            expect(outcome.reason).toMatchObject({ actual: round });
          }
          const winner = racers[winners[0] as number]?.[0];
          expect((await log.readStream(stream, round)).map(({ id }) => id)).toEqual([winner?.id]);
        }
      });

      it('writes all events of an append or none, whoever races', async () => {
        const stream = newStream();
        const racers = Array.from({ length: 16 }, () => someEvents(7));
        await Promise.allSettled(racers.map((events) => log.append(stream, NO_STREAM, events)));
        const ids = (await log.readStream(stream, 0)).map(({ id }) => id);
        expect(racers.map((events) => events.map(({ id }) => id))).toContainEqual(ids);
      });
    });

    describe('the same append again', () => {
      it('gives the first result and writes nothing', async () => {
        const stream = newStream();
        const first = someEvents(3);
        const second = someEvents(2);
        const results = [await log.append(stream, NO_STREAM, first), await log.append(stream, 2, second)];
        const head = await log.head();
        expect(await log.append(stream, NO_STREAM, first)).toEqual(results[0]);
        expect(await log.append(stream, 2, second)).toEqual(results[1]);
        expect(await ours(log, head, [stream])).toEqual([]);
        expect(await log.readStream(stream, 0)).toHaveLength(5);
      });

      it('gives the first result after a restart too', async () => {
        const stream = newStream();
        const events = [someEvents(3), someEvents(2)] as const;
        const results = [await log.append(stream, NO_STREAM, events[0]), await log.append(stream, 2, events[1])];
        log = await subject.reopen();
        expect(await log.append(stream, NO_STREAM, events[0])).toEqual(results[0]);
        expect(await log.append(stream, 2, events[1])).toEqual(results[1]);
        expect(await log.readStream(stream, 0)).toHaveLength(5);
      });

      it('gives one result where both are under way at once', async () => {
        const stream = newStream();
        const events = someEvents(2);
        const results = await Promise.all(Array.from({ length: 8 }, () => log.append(stream, NO_STREAM, events)));
        for (const result of results) expect(result).toEqual(results[0]);
        expect(await log.readStream(stream, 0)).toHaveLength(2);
      });

      it('is a conflict where only a part of the ids is the same', async () => {
        const stream = newStream();
        const [a, b, c] = [event(), event(), event()];
        await log.append(stream, NO_STREAM, [a, b]);
        for (const events of [[a, c], [c, b], [b, a], [a, b, c], [b]]) {
          const conflict = await refusal(log.append(stream, NO_STREAM, events));
          expect(conflict).toBeInstanceOf(RevisionConflict);
          expect(conflict).toMatchObject({ expected: NO_STREAM, actual: 1 });
        }
        expect((await log.readStream(stream, 0)).map(({ id }) => id)).toEqual([a.id, b.id]);
      });

      it('is a conflict at another expected revision that the stream has left', async () => {
        const stream = newStream();
        const [a, b] = [event(), event()];
        await log.append(stream, NO_STREAM, [a]);
        await log.append(stream, 0, [b]);
        expect(await refusal(log.append(stream, 0, [a]))).toMatchObject({ expected: 0, actual: 1 });
        expect(await refusal(log.append(stream, NO_STREAM, [b]))).toMatchObject({ expected: NO_STREAM, actual: 1 });
        expect(await log.readStream(stream, 0)).toHaveLength(2);
      });
    });

    describe('as a model of streams', () => {
      it('does what a list for each stream does, over any sequence of appends and restarts', async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
            log = await subject.reopen();
            const model = new StreamModel();
            const start = await log.head();
            for (const { kind, stream, offset, size } of steps) {
              if (kind === 'restart') log = await subject.reopen();
              else await model.try(log, kind, stream, offset, size);
            }
            for (const name of model.names) {
              expect((await wholeStream(log, name)).map(({ id }) => id)).toEqual(model.idsOf(name));
            }
            expect((await ours(log, start, model.names)).map(({ id }) => id)).toEqual(model.order);
          }),
          { numRuns: 40 },
        );
      }, 60_000);
    });

    describe('readAll and head', () => {
      it('gives all streams in the order of their appends, positions growing', async () => {
        const streams = [newStream(), newStream(), newStream()];
        const ids: string[] = [];
        for (let index = 0; index < 30; index++) {
          const events = someEvents(1 + (index % 3));
          const stream = streams[index % 3] as string;
          await log.append(stream, await headOf(log, stream), events);
          ids.push(...events.map(({ id }) => id));
        }
        const all = await ours(log, before, streams);
        expect(all.map(({ id }) => id)).toEqual(ids);
        expectGrowing(all);
      });

      it('gives the same event as readStream does', async () => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, [event({ personal: { of: randomUUID(), sealed: 'c2VhbGVk' } }), event()]);
        expect(await ours(log, before, [stream])).toEqual(await log.readStream(stream, 0));
      });

      it('gives the positions that the append gave', async () => {
        const stream = newStream();
        const { positions } = await log.append(stream, NO_STREAM, someEvents(5));
        expect((await ours(log, before, [stream])).map(({ position }) => position)).toEqual(positions);
      });

      it('leaves the position out that it reads after, and gives at most as many as asked for', async () => {
        const stream = newStream();
        const { positions } = await log.append(stream, NO_STREAM, someEvents(10));
        const rest = await ours(log, positions[3] as Position, [stream]);
        expect(rest.map(({ revision }) => revision)).toEqual([4, 5, 6, 7, 8, 9]);
        expect((await log.readAll(before, 4)).length).toBeLessThanOrEqual(4);
        expect((await ours(log, before, [stream], 3)).map(({ revision }) => revision)).toEqual(upTo(9));
      });

      it('has nothing after its head', async () => {
        await log.append(newStream(), NO_STREAM, someEvents(3));
        const head = await log.head();
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(2));
        expect((await ours(log, head, [stream])).map(({ revision }) => revision)).toEqual([0, 1]);
        expect(await log.readAll((await log.head()) + 1_000_000)).toEqual([]);
      });

      it('has the position of the last append as its head, or a later one', async () => {
        const { positions } = await log.append(newStream(), NO_STREAM, someEvents(2));
        expect(await log.head()).toBeGreaterThanOrEqual(positions[1] as Position);
        expect(await log.head()).toBeGreaterThan(before);
      });

      it('has everything from START on', async () => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(2));
        expect((await ours(log, START, [stream])).map(({ revision }) => revision)).toEqual([0, 1]);
      });
    });

    describe('subscribe', () => {
      it('gives from START on what is there', async () => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(25));
        const seen = await follow(log, { after: START, maxBatch: 10 }, [stream], 25);
        expect(seen.map(({ revision }) => revision)).toEqual(upTo(24));
      });

      it('goes on after a position in the middle', async () => {
        const stream = newStream();
        const { positions } = await log.append(stream, NO_STREAM, someEvents(20));
        const seen = await follow(log, { after: positions[11] as Position, maxBatch: 3 }, [stream], 8);
        expect(seen.map(({ revision }) => revision)).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
      });

      it('gives what comes once it is live', async () => {
        const stream = newStream();
        let goLive = (): void => undefined;
        const live = new Promise<void>((resolve) => (goLive = resolve));
        const onState = (state: string): void => {
          if (state === 'live') goLive();
        };
        const following = follow(log, { after: before, onState }, [stream], 3);
        await live;
        await log.append(stream, NO_STREAM, someEvents(1));
        await log.append(stream, 0, someEvents(2));
        expect((await following).map(({ revision }) => revision)).toEqual([0, 1, 2]);
      });

      it('says when it has caught up', async () => {
        await log.append(newStream(), NO_STREAM, someEvents(5));
        const states: string[] = [];
        const stop = new AbortController();
        const onState = (state: string): void => {
          states.push(state);
          if (state === 'live') stop.abort();
        };
        const batches = log.subscribe({ after: before, signal: stop.signal, maxBatch: 2, onState });
        for await (const batch of batches) expect(batch.length).toBeGreaterThan(0);
        expect(states).toContain('catching_up');
        expect(states).not.toContain('dropped');
        expect(states.at(-1)).toBe('live');
      });

      it('loses, doubles and reorders nothing while it catches up and many write', async () => {
        const streams = Array.from({ length: 8 }, newStream);
        for (const stream of streams) await log.append(stream, NO_STREAM, someEvents(40));
        const writers = streams.map(async (stream) => {
          for (let revision = 39; revision < 99; revision += 2) await log.append(stream, revision, someEvents(2));
        });
        const following = [10, 64, 1000].map((maxBatch) => follow(log, { after: before, maxBatch }, streams, 800));
        await Promise.all(writers);
        const all = await ours(log, before, streams);
        expect(all).toHaveLength(800);
        for (const seen of await Promise.all(following)) expect(seen).toEqual(all);
      }, 60_000);

      it('gives every one of many subscribers everything', async () => {
        const stream = newStream();
        const following = Array.from({ length: 20 }, () => follow(log, { after: before }, [stream], 30));
        for (let revision = NO_STREAM; revision < 29; revision += 5) await log.append(stream, revision, someEvents(5));
        for (const seen of await Promise.all(following)) {
          expect(seen.map(({ revision }) => revision)).toEqual(upTo(29));
        }
      });

      it('gives batches no larger than asked for to a reader slower than the writer', async () => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(5));
        const stop = new AbortController();
        const seen: RecordedEvent[] = [];
        for await (const batch of log.subscribe({ after: before, signal: stop.signal, maxBatch: 7 })) {
          expect(batch.length).toBeLessThanOrEqual(7);
          seen.push(...batch.filter((read) => read.stream === stream));
          const revision = await headOf(log, stream);
          if (revision < 99) await log.append(stream, revision, someEvents(19));
          if (seen.length >= 100) stop.abort();
        }
        expect(seen.map(({ revision }) => revision)).toEqual(upTo(99));
      });

      it('ends without an error when it is aborted while it waits', async () => {
        const stop = new AbortController();
        const onState = (state: string): void => {
          if (state === 'live') setImmediate(() => stop.abort());
        };
        const batches = log.subscribe({ after: await log.head(), signal: stop.signal, onState });
        for await (const batch of batches) expect(batch).not.toEqual([]);
        expect(stop.signal.aborted).toBe(true);
      });

      it('gives nothing more once it is aborted', async () => {
        await log.append(newStream(), NO_STREAM, someEvents(20));
        const stop = new AbortController();
        let batches = 0;
        for await (const batch of log.subscribe({ after: before, signal: stop.signal, maxBatch: 5 })) {
          batches += batch.length > 0 ? 1 : 0;
          stop.abort();
        }
        expect(batches).toBe(1);
      });

      it('gives nothing at all where it was aborted before it began', async () => {
        await log.append(newStream(), NO_STREAM, someEvents(1));
        for await (const batch of log.subscribe({ after: before, signal: AbortSignal.abort() })) {
          expect(batch).toBe('nothing');
        }
      });

      it('can be left in the middle, and taken up again where it was left', async () => {
        const stream = newStream();
        await log.append(stream, NO_STREAM, someEvents(12));
        const seen: RecordedEvent[] = [];
        let after = before;
        while (seen.length < 12) {
          for await (const batch of log.subscribe({ after, signal: new AbortController().signal, maxBatch: 5 })) {
            seen.push(...batch.filter((read) => read.stream === stream));
            after = batch.at(-1)?.position ?? after;
            break;
          }
        }
        expect(seen.map(({ revision }) => revision)).toEqual(upTo(11));
      });
    });

    describe('size', () => {
      it('takes 1,000 events in one append', async () => {
        const stream = newStream();
        const events = someEvents(1000);
        const result = await log.append(stream, NO_STREAM, events);
        expect(result.revision).toBe(999);
        expect(result.positions).toHaveLength(1000);
        expectGrowing(await wholeStream(log, stream));
        expect((await wholeStream(log, stream)).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      });

      it('takes an event of nearly 1 MiB', async () => {
        const stream = newStream();
        const data = { text: 'ä'.repeat(500_000) };
        await log.append(stream, NO_STREAM, [event({ data })]);
        expect((await log.readStream(stream, 0))[0]?.data).toEqual(data);
      });

      it.each<[what: string, events: () => readonly StoredEvent[]]>([
        ['in one event', () => [event({ data: { text: 'x'.repeat(1024 * 1024) } })]],
        ['in many events', () => Array.from({ length: 64 }, () => event({ data: { text: 'x'.repeat(20_000) } }))],
        ['in characters of several bytes', () => [event({ data: { text: '漢'.repeat(400_000) } })]],
        ['in escapes', () => [event({ data: { text: '\u0001'.repeat(200_000) } })]],
      ])('refuses over 1 MiB %s, writes nothing, and can be used afterwards', async (_, events) => {
        const stream = newStream();
        expect(await refusal(log.append(stream, NO_STREAM, events()))).toBeInstanceOf(AppendTooLarge);
        expect(await log.readStream(stream, 0)).toEqual([]);
        await log.append(stream, NO_STREAM, someEvents(1));
        expect(await log.readStream(stream, 0)).toHaveLength(1);
      });
    });

    describe('mistakes of the program', () => {
      it.each<[what: string, stream: string, expected: number, events: readonly StoredEvent[]]>([
        ['no events', 'case-1', NO_STREAM, []],
        ['an id that is no UUID', 'case-1', NO_STREAM, [{ ...event(), id: 'one' }]],
        ['the same id twice', 'case-1', NO_STREAM, twice(event())],
        ['a stream without a category', '-1', NO_STREAM, [event()]],
        ['a stream without an id', 'case-', NO_STREAM, [event()]],
        ['a stream without either', 'case', NO_STREAM, [event()]],
        ['a stream of the system', '$case-1', NO_STREAM, [event()]],
        ['a stream with a control character', 'case-\u0000', NO_STREAM, [event()]],
        ['a stream with half a character', 'case-\ud800', NO_STREAM, [event()]],
        ['a stream longer than 512 bytes', `case-${'x'.repeat(600)}`, NO_STREAM, [event()]],
        ['a revision below NO_STREAM', 'case-1', -2, [event()]],
        ['a revision that is no whole number', 'case-1', 0.5, [event()]],
        ['data that is no JSON', 'case-1', NO_STREAM, [event({ data: { when: new Date() } as unknown as JsonObject })]],
      ])('are refused: %s', async (_, stream, expected, events) => {
        expect(await refusal(log.append(stream, expected, events))).toMatchObject({ name: 'TypeError' });
        const known = newStream();
        await log.append(known, NO_STREAM, someEvents(1));
        expect(await log.readStream(known, 0)).toHaveLength(1);
      });

      it('are refused: a limit below one', async () => {
        expect(await refusal(log.readStream(newStream(), 0, 0))).toMatchObject({ name: 'TypeError' });
        expect(await refusal(log.readAll(START, 0))).toMatchObject({ name: 'TypeError' });
      });
    });

    describe('restart and close', () => {
      it('keeps streams, order and head over a restart', async () => {
        const streams = [newStream(), newStream()];
        for (const stream of streams) await log.append(stream, NO_STREAM, someEvents(4));
        const all = await ours(log, before, streams);
        log = await subject.reopen();
        expect(await ours(log, before, streams)).toEqual(all);
        expect(await log.head()).toBeGreaterThanOrEqual(all.at(-1)?.position ?? Infinity);
        for (const stream of streams) {
          expect(await refusal(log.append(stream, NO_STREAM, someEvents(1)))).toMatchObject({ actual: 3 });
          expect((await log.append(stream, 3, someEvents(1))).revision).toBe(4);
        }
        expectGrowing(await ours(log, before, streams));
      });

      it('settles every append that is under way when it is closed, and keeps what it confirmed', async () => {
        const streams = Array.from({ length: 50 }, newStream);
        const appends = streams.map((stream) => log.append(stream, NO_STREAM, someEvents(2)));
        const settled = Promise.allSettled(appends);
        await log.close();
        const outcomes = await settled;
        log = await subject.reopen();
        for (const [index, stream] of streams.entries()) {
          const outcome = outcomes[index] as PromiseSettledResult<AppendResult>;
          const written = (await log.readStream(stream, 0)).length;
          if (outcome.status === 'fulfilled') expect(written).toBe(2);
          else if (outcome.reason instanceof LogUnavailable) expect(written).toBe(0);
          else expect(outcome.reason).toBeInstanceOf(AppendOutcomeUnknown);
        }
      });

      it('answers nothing once it is closed', async () => {
        await log.close();
        const stream = newStream();
        expect(await refusal(log.append(stream, NO_STREAM, someEvents(1)))).toBeInstanceOf(LogUnavailable);
        expect(await refusal(log.readStream(stream, 0))).toBeInstanceOf(LogUnavailable);
        expect(await refusal(log.readAll(START))).toBeInstanceOf(LogUnavailable);
        expect(await refusal(log.head())).toBeInstanceOf(LogUnavailable);
      });

      it('ends its subscriptions when it is closed', async () => {
        const stop = new AbortController();
        const closed: Promise<void>[] = [];
        const onState = (state: string): void => {
          if (state === 'live') closed.push(log.close());
        };
        const batches = log.subscribe({ after: await log.head(), signal: stop.signal, onState });
        for await (const batch of batches) expect(batch).not.toEqual([]);
        expect(closed).toHaveLength(1);
        await closed[0];
      });

      it('can be closed twice', async () => {
        await log.close();
        await log.close();
      });
    });
  });
}

const METADATA = {
  v: 1,
  at: '2026-03-01T12:00:00.000Z',
  actor: { kind: 'system', id: 'contract' },
  correlationId: 'c0ffee00-0000-4000-8000-000000000001',
  causationId: 'c0ffee00-0000-4000-8000-000000000002',
} as const;

const ACTORS = [
  { kind: 'member', id: randomUUID(), accountId: randomUUID() },
  { kind: 'account', id: randomUUID() },
  { kind: 'service', id: 'billing' },
  { kind: 'service', id: 'directory', onBehalfOf: randomUUID() },
  { kind: 'system', id: 'mailer' },
] as const;

/** Any JSON object. As JSON would bring it: no -0. A field `__proto__` is refused everywhere. */
const jsonObject = fc
  .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 8 })
  .map((value) => JSON.stringify(value))
  .filter((json) => !json.includes('__proto__'))
  .map((json) => JSON.parse(json) as JsonObject);

const step = fc.record({
  kind: fc.constantFrom('append', 'append', 'append', 'stale', 'ahead', 'repeat', 'restart'),
  stream: fc.nat(2),
  offset: fc.integer({ min: 1, max: 5 }),
  size: fc.integer({ min: 1, max: 6 }),
});

/** An append that was carried out. */
interface Done {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly StoredEvent[];
  readonly result: AppendResult;
}

/** Streams as plain lists, to compare with. */
class StreamModel {
  readonly names: readonly string[] = Array.from({ length: 3 }, newStream);
  /** Ids in the order of the whole log. */
  readonly order: string[] = [];
  private readonly streams = new Map<string, string[]>();
  private readonly done: Done[] = [];

  idsOf(name: string): readonly string[] {
    return this.streams.get(name) ?? [];
  }

  /** Appends to the log and to the model, where the revision fits; otherwise sees that the log refuses it. */
  async try(log: EventLog, kind: string, index: number, offset: number, size: number): Promise<void> {
    const earlier = this.done[(offset * 7 + size) % Math.max(this.done.length, 1)];
    if (kind === 'repeat') {
      if (earlier) expect(await log.append(earlier.stream, earlier.expected, earlier.events)).toEqual(earlier.result);
      return;
    }
    const stream = this.names[index] as string;
    const ids = this.streams.get(stream) ?? [];
    const actual = ids.length - 1;
    const events = someEvents(size);
    const expected = kind === 'stale' ? Math.max(actual - offset, NO_STREAM) : actual + (kind === 'ahead' ? offset : 0);
    if (expected !== actual) {
      expect(await refusal(log.append(stream, expected, events))).toMatchObject({ expected, actual });
      return;
    }
    const result = await log.append(stream, expected, events);
    expect(result.revision).toBe(actual + size);
    this.done.push({ stream, expected, events, result });
    this.streams.set(stream, [...ids, ...events.map(({ id }) => id)]);
    this.order.push(...events.map(({ id }) => id));
  }
}

function event(parts: Partial<StoredEvent> = {}): StoredEvent {
  const data = { note: 'Grüße 🦊', tags: [['a'], []] };
  return { id: randomUUID(), type: 'CaseNoted', data, metadata: METADATA, ...parts };
}

function someEvents(count: number): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, index) => event({ data: { index } }));
}

function twice(stored: StoredEvent): readonly StoredEvent[] {
  return [stored, { ...stored }];
}

function newStream(): string {
  return `case-${randomUUID()}`;
}

function upTo(last: number): readonly number[] {
  return Array.from({ length: last + 1 }, (_, index) => index);
}

async function refusal(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'not refused',
    (error: unknown) => error,
  );
}

async function headOf(log: EventLog, stream: string): Promise<number> {
  return (await wholeStream(log, stream)).length - 1;
}

async function wholeStream(log: EventLog, stream: string): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for (;;) {
    const page = await log.readStream(stream, found.length);
    if (page.length === 0) return found;
    found.push(...page);
  }
}

/** Events of these streams after a position, in the order of the whole log. */
async function ours(
  log: EventLog,
  after: Position,
  streams: readonly string[],
  limit?: number,
): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  let position = after;
  for (;;) {
    const page = await log.readAll(position, limit);
    if (page.length === 0) return found;
    expectGrowing(page, position);
    found.push(...page.filter(({ stream }) => streams.includes(stream)));
    position = page.at(-1)?.position ?? position;
  }
}

/** Subscribes until so many events of these streams have come. */
async function follow(
  log: EventLog,
  options: Omit<SubscribeOptions, 'signal'>,
  streams: readonly string[],
  count: number,
): Promise<readonly RecordedEvent[]> {
  const stop = new AbortController();
  const seen: RecordedEvent[] = [];
  let position = options.after;
  for await (const batch of log.subscribe({ ...options, signal: stop.signal })) {
    expectGrowing(batch, position);
    position = batch.at(-1)?.position ?? position;
    seen.push(...batch.filter(({ stream }) => streams.includes(stream)));
    if (seen.length >= count) stop.abort();
  }
  return seen;
}

function expectGrowing(events: readonly RecordedEvent[], after: Position = START): void {
  let last = after;
  for (const { position } of events) {
    expect(position).toBeGreaterThan(last);
    last = position;
  }
}
