import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import {
  AppendOutcomeUnknown,
  AppendTooLarge,
  type EventLog,
  LogUnavailable,
  NO_STREAM,
  RevisionConflict,
  START,
} from '#libs/event-sourcing';
import { event, newStream, refusal, settle, someEvents } from '../../../test/support/eventstoredb/events.js';
import { type Mishap } from '../../../test/support/eventstoredb/faults.js';
import { ProtocolServer } from '../../../test/support/eventstoredb/protocol-server.js';
import { until } from '../../../test/support/until.js';
import { openEventStoreDbLog } from './open.js';

const SOON = { appendLimitMs: 300, readLimitMs: 300 };

describe('appends to EventStoreDB', () => {
  let server: ProtocolServer;
  let log: EventLog;

  beforeEach(async () => {
    server = await ProtocolServer.start();
    log = await openEventStoreDbLog(server.url, SOON);
  });

  afterEach(async () => {
    await log.close();
    await server.stop();
  });

  const written = async (stream: string): Promise<readonly string[]> =>
    (await log.readStream(stream, 0)).map(({ id }) => id);

  it.each<[how: Mishap['how'], writtenAllTheSame: boolean]>([
    ['cut', false],
    ['cut', true],
    ['broken', false],
    ['broken', true],
    ['unavailable', false],
    ['unavailable', true],
    ['silent', false],
    ['silent', true],
    ['timeout', false],
    ['timeout', true],
    ['unknown', false],
    ['unknown', true],
  ])('have an unknown outcome that the same append settles: %s, written %s', async (how, writtenAllTheSame) => {
    const stream = newStream();
    const events = someEvents(2);
    server.faults.befall({ how, written: writtenAllTheSame });
    expect(await refusal(log.append(stream, NO_STREAM, events))).toBeInstanceOf(AppendOutcomeUnknown);
    expect(await written(stream)).toHaveLength(writtenAllTheSame ? 2 : 0);
    const { revision, positions } = await log.append(stream, NO_STREAM, events);
    expect(revision).toBe(1);
    expect((await log.readStream(stream, 0)).map(({ position }) => position)).toEqual(positions);
    expect(await written(stream)).toEqual(events.map(({ id }) => id));
  });

  it('were not written where the server says that it is not ready', async () => {
    const stream = newStream();
    server.faults.befall({ how: 'not_ready', written: false });
    expect(await refusal(log.append(stream, NO_STREAM, [event()]))).toBeInstanceOf(LogUnavailable);
    expect(await written(stream)).toEqual([]);
    await log.append(stream, NO_STREAM, [event()]);
  });

  it('may be answered twice', async () => {
    const stream = newStream();
    server.faults.befall({ how: 'twice', written: true }, 3);
    for (const revision of [0, 1, 2, 3]) {
      expect((await log.append(stream, revision - 1, [event()])).revision).toBe(revision);
    }
    expect(await written(stream)).toHaveLength(4);
  });

  it('end within the limit where the server is frozen, and are settled once it is not', async () => {
    const stream = newStream();
    const events = [event()];
    await log.append(newStream(), NO_STREAM, [event()]);
    server.faults.freeze();
    const began = Date.now();
    expect(await refusal(log.append(stream, NO_STREAM, events))).toBeInstanceOf(AppendOutcomeUnknown);
    expect(Date.now() - began).toBeLessThan(SOON.appendLimitMs * 10);
    server.faults.unfreeze();
    expect((await settle(log, stream, NO_STREAM, events)).revision).toBe(0);
    expect(await written(stream)).toEqual(events.map(({ id }) => id));
  });

  it('do not follow on a call where one waited in vain', async () => {
    for (let expected = NO_STREAM; expected < 5; expected++) await log.append('case-1', expected, [event()]);
    expect(server.batchCalls).toBe(1);
    server.faults.befall({ how: 'silent', written: false });
    expect(await refusal(log.append('case-1', 5, [event()]))).toBeInstanceOf(AppendOutcomeUnknown);
    await log.append('case-1', 5, [event()]);
    expect(server.batchCalls).toBe(2);
  });

  it('were not written where the server is down, and go on once it is back', async () => {
    const stream = newStream();
    server.goDown();
    expect(await refusal(log.append(stream, NO_STREAM, [event()]))).toBeInstanceOf(LogUnavailable);
    expect(await refusal(log.append(stream, NO_STREAM, [event()]))).toBeInstanceOf(LogUnavailable);
    server.comeBack();
    await settle(log, stream, NO_STREAM, [event()]);
    const events = someEvents(2);
    server.goDown();
    const down = async (): Promise<boolean> =>
      (await refusal(log.append(stream, 0, events))) instanceof LogUnavailable;
    await until('the log to know that the server is down', down);
    expect(await refusal(log.append(stream, 0, events))).toBeInstanceOf(LogUnavailable);
    server.comeBack();
    await settle(log, stream, 0, events);
    expect(await written(stream)).toHaveLength(3);
  });

  it('were not written where nobody listens', async () => {
    const nobody = await ProtocolServer.start();
    const { url } = nobody;
    await nobody.stop();
    const lost = await openEventStoreDbLog(url, SOON);
    expect(await refusal(lost.append(newStream(), NO_STREAM, [event()]))).toBeInstanceOf(LogUnavailable);
    expect(await refusal(lost.head())).toBeInstanceOf(LogUnavailable);
    await lost.close();
  });

  it('do not suffer from what befalls another log of the process', async () => {
    const other = await ProtocolServer.start();
    const unlucky = await openEventStoreDbLog(other.url, { appendLimitMs: 10_000 });
    const patient = await openEventStoreDbLog(server.url, { appendLimitMs: 10_000 });
    await unlucky.append(newStream(), NO_STREAM, [event()]);
    await patient.append(newStream(), NO_STREAM, [event()]);
    other.faults.freeze();
    server.faults.freeze();
    const lost = Array.from({ length: 20 }, () => refusal(unlucky.append(newStream(), NO_STREAM, [event()])));
    const kept = Array.from({ length: 20 }, () => patient.append(newStream(), NO_STREAM, [event()]));
    await until('all of them at their servers', () => other.batchAppends.length + server.batchAppends.length === 42);
    other.cutConnections();
    for (const outcome of await Promise.all(lost)) expect(outcome).toBeInstanceOf(AppendOutcomeUnknown);
    server.faults.unfreeze();
    for (const { revision } of await Promise.all(kept)) expect(revision).toBe(0);
    await patient.close();
    await unlucky.close();
    await other.stop();
  });

  it('of large messages survive a connection that breaks while they queue up', async () => {
    await log.append(newStream(), NO_STREAM, [event()]);
    const arrived = server.batchAppends.length;
    server.faults.befall({ how: 'silent', written: false }, 400);
    const data = { text: 'x'.repeat(100_000) };
    const patient = await openEventStoreDbLog(server.url, { appendLimitMs: 20_000 });
    const many = Array.from({ length: 200 }, () => refusal(patient.append(newStream(), NO_STREAM, [event({ data })])));
    await until('the first of them', () => server.batchAppends.length > arrived);
    server.cutConnections();
    for (const outcome of await Promise.all(many)) expect(outcome).toBeInstanceOf(AppendOutcomeUnknown);
    await patient.close();
  });

  it('lose and double nothing over 200 mishaps under 16 writers', async () => {
    const kinds = ['cut', 'broken', 'unavailable', 'twice', 'not_ready', 'timeout', 'unknown'] as const;
    const mishaps = Array.from({ length: 200 }, (_, index) => index);
    const streams = Array.from({ length: 16 }, newStream);
    const feed = (index: number): void => {
      const how = kinds[index % kinds.length] ?? 'cut';
      server.faults.befall({ how, written: how === 'twice' || (how !== 'not_ready' && index % 2 === 0) });
    };
    const acknowledged = await Promise.all(
      streams.map(async (stream, writer) => {
        const ids: string[] = [];
        let expected = NO_STREAM;
        for (let round = 0; round < 40; round++) {
          if (round % 3 === 0) for (const index of mishaps.splice(0, 1)) feed(index);
          const events = someEvents(1 + ((round + writer) % 3));
          const result = await settle(log, stream, expected, events);
          expect(result.revision).toBe(expected + events.length);
          expected = result.revision;
          ids.push(...events.map(({ id }) => id));
        }
        return ids;
      }),
    );
    expect(mishaps).toEqual([]);
    for (const [index, stream] of streams.entries()) expect(await written(stream)).toEqual(acknowledged[index]);
    expect(await log.readAll(START, 10_000)).toHaveLength(acknowledged.flat().length);
  }, 60_000);

  it('of two processes race for a revision, and one wins', async () => {
    const other = await openEventStoreDbLog(server.url);
    const stream = newStream();
    const both = Array.from({ length: 16 }, () => [log, other]).flat();
    const outcomes = await Promise.allSettled(both.map((racer) => racer.append(stream, NO_STREAM, [event()])));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RevisionConflict);
    }
    await other.close();
  });

  it('are too large where the server says so', async () => {
    const bare = event({ type: 'A'.repeat(200), data: { text: '' } });
    const { data, metadata } = bare;
    const room = 1024 * 1024 - JSON.stringify({ data, metadata }).length;
    const stream = newStream();
    const large = event({ ...bare, data: { text: 'x'.repeat(room) } });
    expect(await refusal(log.append(stream, NO_STREAM, [large]))).toBeInstanceOf(AppendTooLarge);
    expect(server.batchAppends).toHaveLength(1);
    await log.append(stream, NO_STREAM, [event()]);
  });

  it('and reads are refused for a stream with a tombstone', async () => {
    const stream = newStream();
    await log.append(stream, NO_STREAM, [event()]);
    server.store.tombstone(stream);
    const gone = { name: 'StreamTombstoned', code: 'event_log_unavailable', stream };
    expect(await refusal(log.append(stream, 0, [event()]))).toMatchObject(gone);
    expect(await refusal(log.readStream(stream, 0))).toMatchObject(gone);
  });

  it('of several events need one read, of one event none', async () => {
    await log.append(newStream(), NO_STREAM, [event()]);
    expect(server.reads).toBe(0);
    await log.append(newStream(), NO_STREAM, someEvents(512));
    expect(server.reads).toBe(1);
  });

  it('have an unknown outcome where the positions of their events cannot be read', async () => {
    const stream = newStream();
    const events = someEvents(3);
    server.faults.failReads('unavailable');
    expect(await refusal(log.append(stream, NO_STREAM, events))).toBeInstanceOf(AppendOutcomeUnknown);
    expect((await log.append(stream, NO_STREAM, events)).positions).toHaveLength(3);
    expect(await written(stream)).toHaveLength(3);
  });

  it('look to an operator as data of the domain, with the metadata that EventStoreDB knows', async () => {
    const stream = newStream();
    const stored = event({ data: { role: 'admin' }, personal: { of: 'm-1', sealed: 'c2VhbGVk' } });
    await log.append(stream, NO_STREAM, [stored]);
    const operator = EventStoreDBClient.connectionString(server.url);
    for await (const { event: seen } of operator.readStream(stream)) {
      expect(seen).toMatchObject({ id: stored.id, type: 'CaseNoted', isJson: true, data: { role: 'admin' } });
      const { correlationId, causationId, ...rest } = stored.metadata;
      const personal = stored.personal;
      expect(seen?.metadata).toEqual({ $correlationId: correlationId, $causationId: causationId, ...rest, personal });
    }
    await operator.dispose();
  });

  it('find the leader of a cluster', async () => {
    const stream = newStream();
    const clustered = await openEventStoreDbLog(server.discoverUrl);
    await clustered.append(stream, NO_STREAM, someEvents(2));
    expect(await clustered.readStream(stream, 0)).toHaveLength(2);
    await clustered.close();
  });
});
