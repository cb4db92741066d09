import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type EventLog, LogUnavailable, NO_STREAM, START } from '#libs/event-sourcing';
import { event, newStream, refusal, someEvents } from '../../../test/support/eventstoredb/events.js';
import { ProtocolServer } from '../../../test/support/eventstoredb/protocol-server.js';
import { openEventStoreDbLog } from './open.js';

describe('reads from EventStoreDB', () => {
  let server: ProtocolServer;
  let log: EventLog;

  beforeEach(async () => {
    server = await ProtocolServer.start();
    log = await openEventStoreDbLog(server.url, { readLimitMs: 200 });
  });

  afterEach(async () => {
    await log.close();
    await server.stop();
  });

  it('end within the limit where the server is frozen, and go on once it is not', async () => {
    const stream = newStream();
    await log.append(stream, NO_STREAM, [event()]);
    server.faults.freeze();
    const reads = [log.readStream(stream, 0), log.readAll(START), log.head()];
    for (const outcome of await Promise.all(reads.map(refusal))) expect(outcome).toBeInstanceOf(LogUnavailable);
    server.faults.unfreeze();
    expect(await log.readStream(stream, 0)).toHaveLength(1);
  });

  it('fail where the server is down, and go on once it is back', async () => {
    const stream = newStream();
    await log.append(stream, NO_STREAM, [event()]);
    server.goDown();
    const reads = [log.readStream(stream, 0), log.readAll(START), log.head()];
    for (const outcome of await Promise.all(reads.map(refusal))) expect(outcome).toBeInstanceOf(LogUnavailable);
    server.comeBack();
    expect(await log.readStream(stream, 0)).toHaveLength(1);
  });

  it('fail where the server is not ready', async () => {
    server.faults.failReads('unavailable');
    expect(await refusal(log.readStream(newStream(), 0))).toBeInstanceOf(LogUnavailable);
    expect(await log.readStream(newStream(), 0)).toEqual([]);
  });

  it('ask the leader where the node they asked is none', async () => {
    const stream = newStream();
    await log.append(stream, NO_STREAM, someEvents(2));
    server.faults.failReads('not_leader');
    expect(await log.readStream(stream, 0)).toHaveLength(2);
    server.faults.failReads('not_leader', 2);
    expect(await refusal(log.readStream(stream, 0))).toBeInstanceOf(LogUnavailable);
  });

  it('take a stream that an operator deleted as an empty one', async () => {
    const stream = newStream();
    await log.append(stream, NO_STREAM, [event()]);
    server.store.softDelete(stream);
    expect(await log.readStream(stream, 0)).toEqual([]);
  });

  it('show nothing that Roster did not write', async () => {
    const operator = EventStoreDBClient.connectionString(server.url);
    const { positions } = await log.append(newStream(), NO_STREAM, [event()]);
    for (let i = 0; i < 40; i++) {
      await operator.appendToStream('orders-1', jsonEvent({ type: 'Ordered', data: { i }, metadata: { by: 'us' } }));
    }
    expect(await log.head()).toBe(positions[0]);
    expect(await log.readAll(START, 1)).toHaveLength(1);
    expect(await log.readAll(positions[0] ?? START, 3)).toEqual([]);
    const last = await log.append(newStream(), NO_STREAM, [event()]);
    expect((await log.readAll(positions[0] ?? START, 3)).map(({ position }) => position)).toEqual(last.positions);
    expect(await log.head()).toBe(last.positions[0]);
    await operator.dispose();
  });

  it('fail where somebody else wrote into a stream of Roster', async () => {
    const operator = EventStoreDBClient.connectionString(server.url);
    const stream = newStream();
    await log.append(stream, NO_STREAM, [event()]);
    await operator.appendToStream(stream, jsonEvent({ type: 'Meddled', data: {} }));
    expect(await refusal(log.readStream(stream, 0))).toBeInstanceOf(LogUnavailable);
    await operator.dispose();
  });

  it('find the last event behind hundreds of records of the server, and need not look twice', async () => {
    const { positions } = await log.append(newStream(), NO_STREAM, [event()]);
    const nothing = Buffer.from('{}');
    const record = { type: '$metadata', contentType: 'application/json', data: nothing, metadata: nothing };
    for (let i = 0; i < 600; i++) server.store.append('$$case', 'any', [{ ...record, id: `${i}` }]);
    expect(await log.head()).toBe(positions[0]);
    const looked = server.eventsSent;
    expect(await log.head()).toBe(positions[0]);
    expect(server.eventsSent - looked).toBeLessThan(100);
  });

  it('find no last event where Roster wrote nothing', async () => {
    expect(await log.head()).toBe(START);
    expect(await log.head()).toBe(START);
  });
});
