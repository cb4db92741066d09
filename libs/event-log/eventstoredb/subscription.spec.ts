import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { type EventLog, NO_STREAM, type RecordedEvent, START, type SubscribeOptions } from '#libs/event-sourcing';
import { event, newStream, refusal, settle, someEvents } from '../../../test/support/eventstoredb/events.js';
import { ProtocolServer } from '../../../test/support/eventstoredb/protocol-server.js';
import { until } from '../../../test/support/until.js';
import { openEventStoreDbLog } from './open.js';

const SOON = { readLimitMs: 200, longestPauseMs: 50, watchMs: 100, appendLimitMs: 500 };

/** A subscription that keeps what it is given, until it is stopped. */
class Follower {
  readonly seen: RecordedEvent[] = [];
  readonly states: string[] = [];
  private readonly stop = new AbortController();
  private readonly done: Promise<void>;

  constructor(log: EventLog, options: Partial<SubscribeOptions> = {}) {
    const onState = (state: string): void => void this.states.push(state);
    const batches = log.subscribe({ after: START, onState, ...options, signal: this.stop.signal });
    this.done = this.follow(batches);
  }

  get state(): string | undefined {
    return this.states.at(-1);
  }

  async reaches(state: string): Promise<void> {
    await until(`the subscription to be ${state}`, () => this.state === state);
  }

  async has(count: number): Promise<void> {
    await until(`${count} events`, () => this.seen.length >= count);
  }

  async end(): Promise<void> {
    this.stop.abort();
    await this.done;
  }

  private async follow(batches: AsyncIterable<readonly RecordedEvent[]>): Promise<void> {
    for await (const batch of batches) this.seen.push(...batch);
  }
}

/** A hundred where the long form is asked for. */
const DROPS = process.env['ROSTER_LONG'] ? 100 : 20;

describe('a subscription to EventStoreDB', () => {
  let server: ProtocolServer;
  let log: EventLog;

  beforeEach(async () => {
    // The oldest: it does not say when a subscription has caught up.
    server = await ProtocolServer.start({ version: '22.10.5.0' });
    log = await openEventStoreDbLog(server.url, SOON);
  });

  afterEach(async () => {
    await log.close();
    await server.stop();
  });

  it.each<[what: string, drop: () => void]>([
    ['an end without an error', () => server.endSubscriptions('no_error')],
    ['an end by the server', () => server.endSubscriptions({ code: status.UNAVAILABLE, details: 'Not Ready' })],
    ['an error', () => server.endSubscriptions({ code: status.INTERNAL, details: 'Received RST_STREAM with code 2' })],
    ['"Consumer too slow"', () => server.dropSlowSubscriptions()],
    ['a cut connection', () => server.cutConnections()],
  ])('goes on after %s, misses nothing, doubles nothing, and says so', async (_, drop) => {
    const stream = newStream();
    await log.append(stream, NO_STREAM, someEvents(20));
    const follower = new Follower(log);
    await follower.reaches('live');
    drop();
    await settle(log, stream, 19, someEvents(20));
    await follower.has(40);
    await follower.reaches('live');
    expect(follower.states).toContain('dropped');
    expect(follower.seen).toEqual(await log.readStream(stream, 0));
    await follower.end();
  });

  it('waits for a server that is down, for as long as it takes', async () => {
    const stream = newStream();
    await log.append(stream, NO_STREAM, someEvents(5));
    const follower = new Follower(log);
    await follower.has(5);
    server.goDown();
    await follower.reaches('dropped');
    const tries = server.reads;
    expect(follower.state).toBe('dropped');
    server.comeBack();
    await follower.reaches('live');
    expect(server.reads).toBeGreaterThan(tries);
    await settle(log, stream, 4, someEvents(5));
    await follower.has(10);
    expect(follower.seen).toEqual(await log.readStream(stream, 0));
    await follower.end();
  });

  it('keeps trying to connect while appends do too, whatever gRPC would wait', async () => {
    const follower = new Follower(log);
    await follower.reaches('live');
    server.goDown();
    const tries = async (): Promise<boolean> => {
      await refusal(log.append(newStream(), NO_STREAM, [event()]));
      return server.turnedAway > 50;
    };
    await until('many tries to connect', tries);
    server.comeBack();
    await follower.reaches('live');
    await follower.end();
  });

  it('begins where the server is not there yet', async () => {
    server.goDown();
    const follower = new Follower(log);
    await follower.reaches('dropped');
    server.comeBack();
    await follower.reaches('live');
    await follower.end();
  });

  it('notices a server that is frozen though nothing is written, and goes on after it', async () => {
    const stream = newStream();
    const follower = new Follower(log);
    await follower.reaches('live');
    server.faults.freeze();
    await follower.reaches('dropped');
    server.faults.unfreeze();
    await follower.reaches('live');
    await settle(log, stream, NO_STREAM, someEvents(3));
    await follower.has(3);
    expect(follower.seen).toHaveLength(3);
    await follower.end();
  });

  it('stays as it is while nothing is written', async () => {
    const follower = new Follower(log);
    await follower.reaches('live');
    const looks = server.reads;
    await until('it to have looked at the log a few times', () => server.reads > looks + 3);
    expect(follower.states).toEqual(['catching_up', 'live']);
    expect(server.subscriptions).toBe(1);
    await follower.end();
  });

  it(`misses and doubles nothing over ${DROPS} drops while 4 write`, async () => {
    const streams = Array.from({ length: 4 }, newStream);
    const follower = new Follower(log, { maxBatch: 7 });
    const drops = [
      () => server.endSubscriptions('no_error'),
      () => server.endSubscriptions({ code: status.UNAVAILABLE, details: 'Server Is Too Busy' }),
      () => server.dropSlowSubscriptions(),
      () => server.cutConnections(),
    ];
    for (let drop = 0; drop < DROPS; drop++) {
      await until('a subscription', () => server.subscriptions > 0);
      const writing = streams.map((stream) => settle(log, stream, 2 * drop - 1, someEvents(2)));
      const enough = follower.seen.length + (drop % 8);
      await until('some events', () => follower.seen.length >= enough);
      drops[drop % drops.length]?.();
      await Promise.all(writing);
    }
    await follower.has(8 * DROPS);
    // The last drop may still be noticed by the first read after it.
    const all = await until('the log to be read', () => log.readAll(START, 10_000).catch(() => undefined));
    expect(follower.seen).toEqual(all);
    expect(follower.states.filter((state) => state === 'dropped').length).toBeGreaterThan(0.7 * DROPS);
    await follower.end();
  }, 180_000);

  it('reads no further ahead than a batch, where its reader takes none', async () => {
    const stream = newStream();
    const data = { text: 'x'.repeat(10_000) };
    for (let i = 0; i < 20; i++) {
      await settle(log, stream, 50 * i - 1, Array.from({ length: 50 }, () => event({ data })));
    }
    const stop = new AbortController();
    for await (const batch of log.subscribe({ after: START, signal: stop.signal, maxBatch: 10 })) {
      expect(batch.length).toBeLessThanOrEqual(10);
      // Meanwhile the same server sends everything to a reader that takes it.
      for (let i = 0; i < 3; i++) expect(await log.readAll(START)).toHaveLength(1000);
      expect(server.eventsSentToSubscribers).toBeLessThan(200);
      stop.abort();
    }
  });

  it('is at its end once it has passed over what Roster did not write', async () => {
    const operator = EventStoreDBClient.connectionString(server.url);
    await log.append(newStream(), NO_STREAM, [event()]);
    for (let i = 0; i < 30; i++) {
      await operator.appendToStream('orders-1', jsonEvent({ type: 'Ordered', data: { i } }));
    }
    const follower = new Follower(log, { maxBatch: 5 });
    await follower.reaches('live');
    expect(follower.seen).toHaveLength(1);
    await log.append(newStream(), NO_STREAM, [event()]);
    await follower.has(2);
    expect(follower.seen.map(({ stream }) => stream)).not.toContain('orders-1');
    await follower.end();
    await operator.dispose();
  });

  it('ends at once where it is stopped while the server is down, and leaves nothing behind at the server', async () => {
    const follower = new Follower(log);
    await follower.reaches('live');
    const other = new Follower(log);
    await other.reaches('live');
    await other.end();
    await until('its end at the server', () => server.subscriptions === 1);
    server.goDown();
    await follower.reaches('dropped');
    await follower.end();
    expect(follower.state).toBe('dropped');
  });
});
