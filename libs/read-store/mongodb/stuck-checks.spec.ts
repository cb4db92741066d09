import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { type MongoClient } from 'mongodb';
import { freeStuckChecks } from './stuck-checks.js';

const LIMIT_MS = 1000;

/** Tells of its looks as the driver does. */
class SpecClient extends EventEmitter {
  begun = 0;
  servers = ['a', 'b'];

  look(server: string, awaited = false): void {
    this.emit('serverHeartbeatStarted', { connectionId: server, awaited });
  }

  async close(): Promise<void> {
    for (const address of this.servers) this.emit('serverClosed', { address });
  }

  async connect(): Promise<void> {
    this.begun++;
  }
}

let client: SpecClient;
let letBe: () => void;
const later = () => jest.advanceTimersByTimeAsync(3 * LIMIT_MS);

beforeEach(() => {
  jest.useFakeTimers();
  client = new SpecClient();
  letBe = freeStuckChecks(client as unknown as MongoClient, LIMIT_MS);
});
afterEach(() => void jest.useRealTimers());

it('a client begins anew once, however many servers are looked for without an end', async () => {
  client.look('a');
  await jest.advanceTimersByTimeAsync(LIMIT_MS / 2);
  client.look('b');
  await later();
  expect(client.begun).toBe(1);
});

it('a client is left alone where each look ends, or its server has gone, or holds it open', async () => {
  for (const server of client.servers) client.look(server);
  client.emit('serverHeartbeatSucceeded', { connectionId: 'a' });
  client.emit('serverHeartbeatFailed', { connectionId: 'b' });
  client.look('c');
  client.emit('serverClosed', { address: 'c' });
  client.look('d', true);
  await later();
  expect(client.begun).toBe(0);
});

it('a client that its owner closes does not begin anew', async () => {
  client.look('elsewhere');
  letBe();
  await client.close();
  await later();
  expect(client.begun).toBe(0);
});
