import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AppendOutcomeUnknown,
  AppendTooLarge,
  type DoneBy,
  type EventLog,
  type GenerationsAtWork,
  type LeaseHolder,
  LogUnavailable,
  type ProcessStatus,
  type ProjectionStatus,
  RevisionConflict,
} from '#libs/event-sourcing';
import { type EventFeed } from '#libs/feed';
import { add, counter, OverLimit, scope, server, SetClock, setLimit, written } from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { Scrape } from '../../test/support/prometheus.js';
import { Metrics } from './metrics.js';
import { Standing } from './metrics-standing.js';
import { type Processes } from './processes.js';
import { DecisionSpans } from './tracing.js';
import { WatchedLog } from './watched-log.js';

let metrics: Metrics;
beforeEach(() => {
  metrics = new Metrics();
});
const scrape = async (): Promise<Scrape> => new Scrape(await metrics.registry.metrics());

describe('requests', () => {
  const answer = { requestId: 'r', method: 'GET', route: '/v1/me', status: 200, ms: 30 };

  it('are counted by route and status, and timed by route', async () => {
    metrics.answered(answer);
    metrics.answered({ ...answer, status: 401, ms: 2 });
    const told = await scrape();
    expect(told.value('roster_http_requests_total', { method: 'GET', route: '/v1/me', status: '200' })).toBe(1);
    expect(told.value('roster_http_requests_total', { method: 'GET', route: '/v1/me', status: '401' })).toBe(1);
    expect(told.value('roster_http_request_duration_seconds_sum', { route: '/v1/me' })).toBeCloseTo(0.032);
    expect(told.value('roster_http_request_duration_seconds_bucket', { route: '/v1/me', le: '0.0025' })).toBe(1);
    expect(told.value('roster_http_request_duration_seconds_bucket', { route: '/v1/me', le: '0.05' })).toBe(2);
  });

  it('without a route, or with a method of no route, are one each', async () => {
    const nowhere = { ...answer, route: undefined, status: 404 };
    for (const method of ['PROPFIND', 'MKCOL', 'LINK']) metrics.answered({ ...nowhere, method });
    const told = await scrape();
    expect(told.value('roster_http_requests_total', { method: 'other', route: 'none', status: '404' })).toBe(3);
  });

  it('of the event feed are counted and not timed', async () => {
    metrics.answered({ ...answer, route: '/v1/events', ms: 3_600_000 });
    const told = await scrape();
    expect(told.value('roster_http_requests_total', { route: '/v1/events' })).toBe(1);
    expect(told.all('roster_http_request_duration_seconds_sum')).toEqual([]);
  });
});

describe('appends', () => {
  let log: MemoryEventLog;
  let watched: WatchedLog;
  beforeEach(() => {
    log = new MemoryEventLog();
    watched = new WatchedLog(log, metrics, new DecisionSpans());
  });

  it('are counted with their commands and events, refusals left out', async () => {
    const runner = server({ log: watched as unknown as MemoryEventLog, observer: metrics.runner });
    await runner.run(counter, 'a', scope(), setLimit(5));
    const asked = [1, 2, 9].map((by) => runner.run(counter, 'a', scope(), add(by)));
    const ends = (await Promise.allSettled(asked)).map(({ status }) => status);
    expect(ends).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const told = await scrape();
    expect(told.value('roster_append_duration_seconds_count', { outcome: 'ok' })).toBe(2);
    expect(told.value('roster_append_commands_sum')).toBe(3);
    expect(told.value('roster_append_commands_bucket', { le: '1' })).toBe(1);
    expect(told.value('roster_appended_events_total')).toBe(3);
    expect(told.value('roster_append_conflicts_total')).toBe(0);
  });

  it('that find their stream changed are counted as conflicts', async () => {
    const runner = server({ log: watched as unknown as MemoryEventLog, observer: metrics.runner });
    await runner.run(counter, 'a', scope(), add(1));
    log.overtake(() => written(log, 'counter-a', [{ type: 'Added', data: { by: 1 } }]));
    expect((await runner.run(counter, 'a', scope(), add(1))).state.count).toBe(3);
    const told = await scrape();
    expect(told.value('roster_append_conflicts_total')).toBe(1);
    expect(told.value('roster_append_duration_seconds_count', { outcome: 'conflict' })).toBe(1);
    expect(told.value('roster_append_duration_seconds_count', { outcome: 'ok' })).toBe(2);
  });

  it.each([
    ['conflict', new RevisionConflict('counter-a', 0, 1)],
    ['refused', new AppendTooLarge()],
    ['unavailable', new LogUnavailable()],
    ['unknown', new AppendOutcomeUnknown()],
    ['failed', new TypeError('of bo@acme.test')],
  ])('that end as %s pass their error on', async (outcome, error) => {
    const failing = { append: () => Promise.reject(error) } as unknown as EventLog;
    const one = new WatchedLog(failing, metrics, new DecisionSpans());
    await expect(one.append('counter-a', -1, [])).rejects.toBe(error);
    expect((await scrape()).value('roster_append_duration_seconds_count', { outcome })).toBe(1);
  });

  it('aside, the log does what it did', async () => {
    await written(log, 'counter-a', [{ type: 'Added', data: { by: 1 } }]);
    expect(await watched.readStream('counter-a', 0)).toEqual(await log.readStream('counter-a', 0));
    expect(await watched.readAll(-1, 10)).toEqual(await log.readAll(-1, 10));
    expect(await watched.head()).toBe(await log.head());
    for await (const batch of watched.subscribe({ after: -1, signal: new AbortController().signal })) {
      expect(batch).toHaveLength(1);
      break;
    }
    await watched.close();
    await expect(log.readAll(-1)).rejects.toThrow(LogUnavailable);
  });
});

describe('commands, projections and mails', () => {
  it('commands are counted by outcome and code', async () => {
    metrics.commandEnded('Members.change', 'ok', '');
    metrics.commandEnded('Members.change', 'refused', new OverLimit().code);
    const told = await scrape();
    expect(told.value('roster_commands_total', { command: 'Members.change', outcome: 'ok', code: '' })).toBe(1);
    expect(told.value('roster_commands_total', { outcome: 'refused', code: 'over_limit' })).toBe(1);
  });

  it('batches are timed, and their events counted', async () => {
    metrics.batchEnded('user-table', 300, 0.2);
    metrics.batchEnded('user-table', 1, 0.001);
    const told = await scrape();
    expect(told.value('roster_projection_events_total', { projection: 'user-table' })).toBe(301);
    expect(told.value('roster_projection_batch_duration_seconds_count', { projection: 'user-table' })).toBe(2);
  });

  it('mails are counted by template, and told to the log as before', async () => {
    const heard: string[][] = [];
    const mails = metrics.countingMails({
      sent: (mail) => heard.push(['sent', mail]),
      refused: (mail, reason) => heard.push(['refused', mail, reason]),
      outdated: (mail) => heard.push(['outdated', mail]),
    });
    mails.sent('verification');
    mails.refused('invitation', 'no such box: bo@acme.test');
    mails.outdated('reset');
    expect(heard).toEqual([
      ['sent', 'verification'],
      ['refused', 'invitation', 'no such box: bo@acme.test'],
      ['outdated', 'reset'],
    ]);
    const told = await scrape();
    expect(told.value('roster_mails_total', { template: 'invitation', outcome: 'refused' })).toBe(1);
    for (const { labels } of told.all('roster_mails_total')) expect(Object.keys(labels)).toEqual(['template', 'outcome']);
  });

  it('one service knows nothing of another in the same process', async () => {
    new Metrics().commandEnded('Members.change', 'ok', '');
    expect((await scrape()).all('roster_commands_total')).toEqual([]);
  });
});

describe('how things stand', () => {
  let log: MemoryEventLog;
  let clock: SetClock;
  let projections: ProjectionStatus[];
  let processes: ProcessStatus[];
  let leases: ReadonlyMap<string, DoneBy>;
  const feed = { readers: 0 };
  let dependencies: Record<string, 'up' | 'down'>;

  beforeEach(async () => {
    log = new MemoryEventLog();
    clock = new SetClock();
    projections = [];
    processes = [];
    leases = new Map();
    feed.readers = 0;
    dependencies = { 'event-log': 'up', mongodb: 'down' };
    await written(log, 'counter-a', [
      { type: 'Added', data: { by: 1 } },
      { type: 'LimitSet', data: { limit: 2 } },
      { type: 'Added', data: { by: 1 } },
    ]);
    clock.set('2026-03-01T12:00:30.500Z');
  });
  const at = (index: number): number => log.contents('counter-a')[index]?.position ?? NaN;
  const standing = (): Standing =>
    new Standing(
      metrics,
      log,
      clock,
      Object.entries(dependencies).map(([name, status]) => () => Promise.resolve({ name, status })),
      { status: () => projections, look: () => Promise.resolve() } as unknown as GenerationsAtWork,
      { status: () => processes, handledBy: () => new Set(['Added']) } as unknown as Processes,
      feed as unknown as EventFeed,
      { standing: () => leases } as unknown as LeaseHolder,
    );

  it('a projection tells its state, and how far it lags', async () => {
    projections = [
      { name: 'table', version: 1, state: 'live', position: at(2) },
      { name: 'table', version: 2, state: 'catching_up', position: at(0) },
      { name: 'list', version: 1, state: 'stopped', position: at(1), stoppedAt: at(2), error: 'CannotFold' },
    ];
    await standing().look();
    const told = await scrape();
    const lagOf = (projection: string, version: string) =>
      ['events', 'seconds'].map((unit) => told.value(`roster_projection_lag_${unit}`, { projection, version }));
    expect(lagOf('table', '1')).toEqual([0, 0]);
    expect(lagOf('table', '2')).toEqual([2, 30.5]);
    expect(lagOf('list', '1')).toEqual([1, 30.5]);
    const states = told.all('roster_projection_state', { projection: 'list' });
    expect(states.map(({ labels, value }) => [labels['state'], value])).toEqual([
      ['live', 0],
      ['catching_up', 0],
      ['waiting', 0],
      ['stopped', 1],
      ['elsewhere', 0],
    ]);
  });

  it('a process tells what it waits on, and how much of what it acts on is still to do', async () => {
    processes = [
      { name: 'mail', state: 'waiting', position: at(0) - 1, error: 'MailServerDown' },
      { name: 'other', state: 'live', position: at(2) },
    ];
    const one = standing();
    await one.look();
    const told = await scrape();
    expect(told.value('roster_process_waiting_on', { process: 'mail', error: 'MailServerDown' })).toBe(1);
    expect(told.value('roster_process_state', { process: 'mail', state: 'waiting' })).toBe(1);
    expect(told.value('roster_process_backlog_events', { process: 'mail' })).toBe(2);
    expect(told.value('roster_process_backlog_seconds', { process: 'mail' })).toBe(30.5);
    expect(told.value('roster_process_backlog_events', { process: 'other' })).toBe(0);
    processes = [{ name: 'mail', state: 'live', position: at(2) }];
    await one.look();
    expect((await scrape()).all('roster_process_waiting_on')).toEqual([]);
  });

  it('which shared work is done here is told, and of what others do neither backlog nor troubles', async () => {
    leases = new Map([
      ['table_v1', 'here'],
      ['mail', 'elsewhere'],
      ['other', 'nobody'],
    ]);
    processes = [{ name: 'mail', state: 'elsewhere', position: -1 }];
    projections = [{ name: 'list', version: 1, state: 'elsewhere', position: at(1) }];
    await standing().look();
    const told = await scrape();
    expect(told.all('roster_lease_held').map(({ labels, value }) => [labels['lease'], value])).toEqual([
      ['table_v1', 1],
      ['mail', 0],
      ['other', 0],
    ]);
    expect(told.value('roster_process_state', { process: 'mail', state: 'elsewhere' })).toBe(1);
    expect(told.all('roster_process_backlog_events')).toEqual([]);
    expect(told.value('roster_projection_lag_events', { projection: 'list', version: '1' })).toBe(1);
  });

  it('dependencies and readers of the feed are told', async () => {
    feed.readers = 3;
    await standing().look();
    const told = await scrape();
    expect(told.value('roster_dependency_up', { dependency: 'event-log' })).toBe(1);
    expect(told.all('roster_dependency_up', { dependency: 'mongodb' }).map(({ value }) => value)).toEqual([0]);
    expect(told.value('roster_feed_readers')).toBe(3);
  });

  it('what is not known while the log does not answer is left out, and the rest is told', async () => {
    projections = [{ name: 'table', version: 1, state: 'waiting', position: at(0) }];
    const one = standing();
    await one.look();
    log.failReads();
    await one.look();
    const told = await scrape();
    expect(told.all('roster_projection_lag_events')).toEqual([]);
    expect(told.value('roster_projection_state', { projection: 'table', state: 'waiting' })).toBe(1);
  });

  it('the log is not asked for events while it is known to be down', async () => {
    projections = [{ name: 'table', version: 1, state: 'waiting', position: at(0) }];
    dependencies = { 'event-log': 'down' };
    await standing().look();
    const told = await scrape();
    expect(told.all('roster_projection_lag_events')).toEqual([]);
    expect(told.all('roster_dependency_up', { dependency: 'event-log' }).map(({ value }) => value)).toEqual([0]);
  });

  it('who asks at the same moment shares the one look', async () => {
    const one = standing();
    expect(one.look()).toBe(one.look());
    await one.look();
  });
});
