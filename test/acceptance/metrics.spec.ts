import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStream } from '../support/event-stream.js';
import { found, join, newDomain, PASSWORD, type Person } from '../support/people.js';
import { Scrape } from '../support/prometheus.js';
import { freePort, ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { at, changeRole, done, invite, member } from './workspace-calls.js';

let service: ServiceProcess;
let ann: Person & { readonly domain: string };
let bo: Person;

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
  ann = await found(service);
  bo = await join(service, ann.domain, 'bo');
}, 60_000);
afterAll(() => service.remove());

async function scrape(of = service): Promise<Scrape> {
  const { status, text } = await of.client().get('/metrics');
  expect(status).toBe(200);
  return new Scrape(text);
}

/** By how much a counter moves while something is done. */
async function moved(name: string, labels: Record<string, string>, work: () => Promise<unknown>): Promise<number> {
  const before = (await scrape()).value(name, labels);
  await work();
  return (await scrape()).value(name, labels) - before;
}

describe('GET /metrics', () => {
  it('is open, in the text format of Prometheus, and in the contract', async () => {
    const { headers, text } = await service.client().get('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const { types } = new Scrape(text);
    expect(Object.fromEntries(types)).toMatchObject({
      roster_commands_total: 'counter',
      roster_append_duration_seconds: 'histogram',
      roster_feed_readers: 'gauge',
      process_cpu_seconds_total: 'counter',
    });
    const { paths } = (await service.client().get('/openapi.json')).body;
    expect(paths['/metrics'].get.responses['200'].content).toHaveProperty('text/plain');
  });

  it('tells the version that runs', async () => {
    const [info] = (await scrape()).all('roster_info');
    expect(info?.labels['version']).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('commands', () => {
  const inbox = (extra: object = {}) => ann.client.post(at(ann, '/inboxes'), { name: `Inbox ${randomUUID()}` }, extra);

  it('are counted by name and outcome', async () => {
    const twice = async () => [await done(inbox(), 201), await done(inbox(), 201)];
    expect(await moved('roster_commands_total', { command: 'Inboxes.add', outcome: 'ok', code: '' }, twice)).toBe(2);
  });

  it('[S-3] that only look ahead are planned', async () => {
    const look = () => done(ann.client.post(at(ann, '/inboxes?dryRun=true'), { name: 'Only a look' }), 200);
    expect(await moved('roster_commands_total', { command: 'Inboxes.add', outcome: 'planned' }, look)).toBe(1);
  });

  it('[R-4] that are refused are counted by their code', async () => {
    const refused = async () => expect((await changeRole(ann, ann, 'user')).body.code).toBe('last_admin');
    const labels = { command: 'ChangeRole.change', outcome: 'refused', code: 'last_admin' };
    expect(await moved('roster_commands_total', labels, refused)).toBe(1);
  });

  it('of a wrong form are refused too', async () => {
    const wrong = () => done(ann.client.post(at(ann, '/inboxes'), { name: 7 }), 422);
    const labels = { command: 'Inboxes.add', outcome: 'refused', code: 'invalid_request' };
    expect(await moved('roster_commands_total', labels, wrong)).toBe(1);
  });

  it('write events, of which every append is timed', async () => {
    const before = await scrape();
    await done(inbox(), 201);
    const after = await scrape();
    for (const name of ['roster_appended_events_total', 'roster_append_commands_count', 'roster_append_commands_sum']) {
      expect([name, after.value(name) - before.value(name)]).toEqual([name, 1]);
    }
    const timed = { name: 'roster_append_duration_seconds_count', labels: { outcome: 'ok' } };
    expect(after.value(timed.name, timed.labels) - before.value(timed.name, timed.labels)).toBe(1);
  });
});

describe('requests', () => {
  it('are counted by the pattern of their route and their status', async () => {
    const labels = { method: 'GET', route: '/v1/workspaces/:workspaceId/members/:memberId', status: '200' };
    const ask = async () => [await done(ann.client.get(member(ann, bo))), await done(ann.client.get(member(ann, ann)))];
    expect(await moved('roster_http_requests_total', labels, ask)).toBe(2);
  });

  it('of whatever callers think of make no new series', async () => {
    const strange = async (): Promise<void> => {
      const id = randomUUID();
      for (const path of [`/v1/${id}`, `/${id}/x`, `/v1/workspaces/${id}`, at(ann, `/members/${id}`), `/%zz-${id}`]) {
        for (const method of ['GET', 'PROPFIND', 'DELETE']) await ann.client.send(method, path);
      }
      await ann.client.get('/v1/me', { headers: { 'x-request-id': id, 'user-agent': id, host: `${id}.test` } });
      await ann.client.post(at(ann, '/inboxes'), { name: `Inbox ${id}`, [id]: id });
      await service.service(`rk_${id}`).get('/v1/workspaces');
    };
    const own = async () => (await scrape()).series.filter((series) => series.startsWith('roster_'));
    await strange();
    const before = new Set(await own());
    for (let i = 0; i < 10; i++) await strange();
    expect((await own()).filter((series) => !before.has(series))).toEqual([]);
  });
});

it('nothing in it is about anybody: no address, no name, no id', async () => {
  await invite(ann, `kim@${newDomain()}`);
  const body = { email: `jo@${newDomain()}`, password: PASSWORD, name: 'Josephine' };
  await done(service.client().post('/v1/sign-ups', body), 202);
  const { text } = await service.client().get('/metrics');
  const theirs = [ann.workspaceId, ann.memberId, ann.accountId, bo.memberId, ann.domain, 'Josephine', '@', '127.0.0.1'];
  for (const one of theirs) {
    expect([one, text.includes(one)]).toEqual([one, false]);
  }
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
});

describe('what goes on behind', () => {
  it('mails are counted by template', async () => {
    const told = await until('the mail to be counted', async () => {
      const now = await scrape();
      return now.value('roster_mails_total', { template: 'invitation', outcome: 'sent' }) > 0 && now;
    });
    expect(told.value('roster_mails_total', { template: 'verification', outcome: 'sent' })).toBeGreaterThanOrEqual(2);
  });

  it('every projection that readiness names tells its state and its lag, and folds what is written', async () => {
    const { projections } = (await service.client().get('/health/ready')).body as { projections: { name: string }[] };
    expect(projections.length).toBeGreaterThan(3);
    const folded = (told: Scrape) => told.value('roster_projection_events_total', { projection: 'user-table' });
    const before = await scrape();
    await done(ann.client.post(at(ann, '/inboxes'), { name: 'One more' }), 201);
    const after = await until('the projections to catch up', async () => {
      const now = await scrape();
      const lag = now.all('roster_projection_lag_events').map(({ value }) => value);
      return folded(now) > folded(before) && lag.every((events) => events === 0) && now;
    });
    for (const { name } of projections) {
      const live = after.all('roster_projection_state', { projection: name, state: 'live' });
      expect(live.map(({ value }) => value)).toEqual([1]);
      expect(after.all('roster_projection_lag_seconds', { projection: name }).map(({ value }) => value)).toEqual([0]);
    }
    expect(after.all('roster_dependency_up', { dependency: 'event-log' }).map(({ value }) => value)).toEqual([1]);
  });

  it('[S-4] readers of the feed are counted for as long as they stay', async () => {
    const readers = async () => (await scrape()).value('roster_feed_readers');
    expect(await readers()).toBe(0);
    const authorization = `Bearer ${service.serviceKey}`;
    const stream = await EventStream.open(service.address, '/v1/events', { authorization });
    await until('the reader to be counted', async () => (await readers()) === 1);
    stream.close();
    await until('the reader to be forgotten', async () => (await readers()) === 0);
  });

  it('a mail server that is away shows as a process that waits, with what it has still to send', async () => {
    const away = await ServiceProcess.start({ env: { SMTP_URL: `smtp://127.0.0.1:${await freePort()}` } });
    try {
      const body = { email: `kim@${newDomain()}`, password: PASSWORD, name: 'Kim' };
      await done(away.client().post('/v1/sign-ups', body), 202);
      const process = 'account-mail';
      const told = await until('the process to wait', async () => {
        const now = await scrape(away);
        return now.value('roster_process_state', { process, state: 'waiting' }) === 1 && now;
      });
      expect(told.value('roster_process_waiting_on', { process, error: 'MailServerDown' })).toBe(1);
      expect(told.value('roster_process_backlog_events', { process })).toBe(1);
      expect(told.value('roster_process_backlog_seconds', { process })).toBeGreaterThan(0);
    } finally {
      await away.remove();
    }
  }, 60_000);
});
