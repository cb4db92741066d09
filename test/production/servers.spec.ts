import { existsSync, readdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import { START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { found, newDomain } from '../support/people.js';
import { ProductionServers } from '../support/production-servers.js';
import { downOf } from '../support/readiness.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

describe('in production mode', () => {
  let servers: ProductionServers;
  let service: ServiceProcess;
  beforeAll(async () => {
    servers = await ProductionServers.start();
    service = await ServiceProcess.start({ servers });
  }, START_LIMIT_MS);
  afterAll(async () => {
    await service.remove();
    await servers.stop();
  });

  it('nothing but emails is in the data folder, and no service key is made', async () => {
    await found(service);
    expect(readdirSync(service.dataDir).filter((name) => !name.startsWith('.lock-'))).toEqual(['outbox']);
  });

  it('each dependency is told by its name', async () => {
    const { status, body } = await service.client().get('/health/ready');
    expect([status, body.dependencies]).toEqual([
      200,
      ['event-log', 'mongodb', 'start'].map((name) => ({ name, status: 'up' })),
    ]);
  });

  it('what was done before a restart is there at once after it, from where the read models stood', async () => {
    const ann = await found(service);
    await ann.client.post(`/v1/workspaces/${ann.workspaceId}/invitations`, { email: `bo@${newDomain()}` });
    await service.restart();
    const { body } = await ann.client.get(`/v1/workspaces/${ann.workspaceId}/members`);
    expect(body.counts).toMatchObject({ members: 2, invited: 1 });
  });

  it.each([
    ['EventStoreDB', 'event-log', async () => servers.events.goDown(), async () => servers.events.comeBack()],
    ['MongoDB', 'mongodb', async () => servers.mongo.kill(), async () => servers.mongo.again()],
    ['MongoDB that stands still', 'mongodb', async () => servers.mongo.signal('SIGSTOP'), async () => servers.mongo.signal('SIGCONT')],
  ])('%s: while it is away commands are refused and readiness names it; then all goes on by itself', async (_, name, away, back) => {
    const ann = await found(service);
    const invite = () => ann.client.post(`/v1/workspaces/${ann.workspaceId}/invitations`, { email: `bo@${newDomain()}` });
    await away();
    await until('it to be named', async () => (await downOf(service)).includes(name));
    const { status, headers } = await invite();
    expect([status, Number(headers['retry-after']) > 0]).toEqual([503, true]);
    expect((await service.client().get('/health/live')).status).toBe(200);
    await back();
    await until('it to be ready again', async () => (await downOf(service)).length === 0, 60_000);
    expect((await invite()).status).toBe(201);
  });

  it('waits where read models and processes are ahead of the log, and names them', async () => {
    const another = await ProtocolServer.start();
    try {
      await service.stop();
      await service.run({ EVENTSTORE_URL: another.url }, { patiently: false });
      const start = await until('it to be told', async () => {
        const { body } = await service.client().get('/health/ready');
        return (body.dependencies as { name: string; detail?: string }[]).find(({ detail }) => detail?.includes('an earlier backup'));
      });
      expect(start).toMatchObject({ name: 'start', status: 'down', detail: expect.stringContaining('user-table') });
    } finally {
      await service.restart({});
      await another.stop();
    }
  });
});

describe('with servers that are down at the start', () => {
  let servers: ProductionServers;
  beforeEach(async () => {
    servers = await ProductionServers.start();
  }, START_LIMIT_MS);
  afterEach(() => servers.stop());

  it('it starts, answers that it lives and is not ready, refuses the rest, and begins once they are there', async () => {
    const service = await ServiceProcess.start({ servers });
    try {
      await service.stop();
      servers.events.goDown();
      await servers.mongo.kill();
      await service.run({}, { patiently: false });
      expect((await service.client().get('/health/live')).status).toBe(200);
      await until('both to be named', async () => (await downOf(service)).join() === 'event-log,mongodb,start');
      const { status, body, headers } = await service.client().post('/v1/sessions', { email: 'a@b.test', password: 'x' });
      expect([status, body.code, headers['retry-after']]).toEqual([503, 'starting', '1']);
      servers.events.comeBack();
      await servers.mongo.again();
      await until('it to be ready', () => service.ready(), 60_000);
      await found(service);
    } finally {
      await service.remove();
    }
  });

  it('it stops when it is told to, though they never came', async () => {
    const service = await ServiceProcess.start({ servers });
    try {
      await service.stop();
      servers.events.goDown();
      await servers.mongo.kill();
      await service.run({}, { patiently: false });
      expect(await service.stop()).toBe(0);
    } finally {
      await service.remove();
    }
  });
});

describe('with one of the two', () => {
  let servers: ProductionServers;
  beforeAll(async () => {
    servers = await ProductionServers.start();
  }, START_LIMIT_MS);
  afterAll(() => servers.stop());

  it.each([
    ['EventStoreDB alone', 'MONGODB_URL', ['outbox', 'snapshots', 'vault']],
    ['MongoDB alone', 'EVENTSTORE_URL', ['events', 'outbox']],
  ])('%s: the rest is in the data folder, and is there after a restart', async (_, missing, inFolder) => {
    const service = await ServiceProcess.start({ servers, env: { [missing]: '' } });
    try {
      const ann = await found(service);
      await service.restart();
      expect((await ann.client.get(`/v1/workspaces/${ann.workspaceId}/members`)).body.counts).toMatchObject({ members: 1 });
      expect(readdirSync(service.dataDir).filter((name) => !name.startsWith('.lock-')).sort()).toEqual(inFolder);
      expect(existsSync(joinPath(service.dataDir, 'service-key'))).toBe(false);
    } finally {
      await service.remove();
    }
  });
});
