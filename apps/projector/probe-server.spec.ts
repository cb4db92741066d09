import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { answerProbes, type Probed, type ProbeServer } from './probe-server.js';

let server: ProbeServer;
let probed: { status: 'up' | 'down'; failing: boolean; troubles: unknown[] };

beforeEach(async () => {
  probed = { status: 'up', failing: false, troubles: [] };
  const asked: Probed = {
    ready: () => (probed.failing ? Promise.reject(new Error('secret')) : Promise.resolve({ status: probed.status })),
    figures: () => Promise.resolve({ type: 'text/plain; version=0.0.4', text: 'roster_info 1\n' }),
    onTrouble: (error) => probed.troubles.push(error),
  };
  server = await answerProbes({ host: '127.0.0.1', port: 0 }, asked);
});
afterEach(() => server.close());

const ask = async (path: string, method = 'GET') => {
  const answer = await fetch(server.address + path, { method, headers: { connection: 'close' } });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

it('tells that it lives, whether it is ready, and the figures', async () => {
  expect(await ask('/health/live')).toMatchObject({ status: 200, text: '{"status":"up"}' });
  expect(await ask('/health/ready?x=1')).toMatchObject({ status: 200, text: '{"status":"up"}' });
  probed.status = 'down';
  expect(await ask('/health/ready')).toMatchObject({ status: 503, text: '{"status":"down"}' });
  expect(await ask('/metrics')).toEqual({ status: 200, type: 'text/plain; version=0.0.4', text: 'roster_info 1\n' });
});

it('answers nothing else, and no other method', async () => {
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/v1/me')).status).toBe(404);
  expect((await ask('/health/live', 'POST')).status).toBe(404);
});

it('says nothing of what went wrong, but where it is logged', async () => {
  probed.failing = true;
  expect(await ask('/health/ready')).toMatchObject({ status: 500, text: '{"status":"down"}' });
  expect(probed.troubles).toHaveLength(1);
});

it('rejects where the port is taken', async () => {
  const port = Number(new URL(server.address).port);
  const asked = { ready: () => Promise.resolve({ status: 'up' as const }), figures: () => Promise.reject(new Error()), onTrouble: () => undefined };
  await expect(answerProbes({ host: '127.0.0.1', port }, asked)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
