import { EventEmitter, once } from 'node:events';
import { type ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { v4 as uuid } from 'uuid';
import { START } from '#libs/event-sourcing';
import { encodePosition } from '#libs/http';
import { NOON } from '../../test/support/given.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { EventFeed } from './event-feed.js';
import { streamLive } from './live-stream.js';

const everything = { personal: false, wants: () => true, check: () => Promise.resolve() };
const FULL_MS = 10_000;
const HEARTBEAT_MS = 15_000;

/** A connection, as far as the stream knows one. */
class Connection extends EventEmitter {
  full = false;
  writableNeedDrain = false;
  destroyed = false;
  text = '';

  write(frames: Buffer | string): boolean {
    this.text += String(frames);
    this.writableNeedDrain = this.full;
    this.emit('written');
    return !this.full;
  }
  drain(): void {
    this.full = this.writableNeedDrain = false;
    this.emit('drain');
  }
  destroy(): void {
    this.destroyed = true;
  }
  end(): void {
    this.emit('close');
  }
  get revisions(): readonly number[] {
    return [...this.text.matchAll(/"revision":(\d+)/g)].map(([, revision]) => Number(revision));
  }
}

let log: MemoryEventLog;
let feed: EventFeed;
let written: number;

beforeEach(() => {
  log = new MemoryEventLog();
  feed = new EventFeed(log, new MemoryPersonalData());
  written = 0;
});
afterEach(async () => {
  jest.useRealTimers();
  await feed.onModuleDestroy();
  await log.close();
});

async function write(): Promise<void> {
  const metadata = { v: 1, at: NOON, actor: { kind: 'system', id: 's' }, correlationId: 'c', causationId: 'c' } as const;
  await log.append('workspace-w', written - 1, [{ id: uuid(), type: 'InboxAdded', data: {}, metadata }]);
  written += 1;
}

function stream(connection: Connection, reader = everything): Promise<void> {
  return streamLive(connection as unknown as ServerResponse, feed, reader, START);
}

/** Resolves once the connection was given so many events. */
async function given(connection: Connection, count: number): Promise<void> {
  while (connection.revisions.length < count) await once(connection, 'written');
}

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

it('[S-4] leaves nothing behind of the pages that it sent', async () => {
  const connection = new Connection();
  const over = stream(connection);
  await write();
  await given(connection, 1);
  const before = timers();
  for (let index = 2; index <= 100; index++) {
    await write();
    await given(connection, index);
  }
  expect(connection.revisions).toEqual(Array.from({ length: 100 }, (_, revision) => revision));
  expect(timers()).toBeLessThanOrEqual(before + 2);
  connection.emit('close');
  await over;
  expect(connection.listenerCount('drain')).toBe(0);
});

it('[S-4] sends no more while the connection is full, and goes on where it was', async () => {
  const connection = new Connection();
  connection.full = true;
  await write();
  const over = stream(connection);
  await given(connection, 1);
  await write();
  await write();
  expect(connection.revisions).toEqual([0]);
  connection.drain();
  await given(connection, 3);
  expect(connection.revisions).toEqual([0, 1, 2]);
  connection.emit('close');
  await over;
});

it('[S-4] cuts off who has taken nothing for ten seconds', async () => {
  const connection = new Connection();
  connection.full = true;
  await write();
  jest.useFakeTimers({ doNotFake: ['performance', 'nextTick', 'setImmediate', 'queueMicrotask'] });
  const over = stream(connection);
  await given(connection, 1);
  await jest.advanceTimersByTimeAsync(FULL_MS - 1);
  expect(connection.destroyed).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  await over;
  expect(connection.destroyed).toBe(true);
});

it('ends when the service stops', async () => {
  const over = stream(new Connection());
  await feed.onModuleDestroy();
  await over;
});

it('tells who wants nothing of it how far it is, once a second at most, and at the latest with the next heartbeat', async () => {
  const places = (connection: Connection) => connection.text.match(/^id: .*$/gm) ?? [];
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const connection = new Connection();
  const over = stream(connection, { ...everything, wants: () => false });
  await write();
  await jest.advanceTimersByTimeAsync(20);
  expect(places(connection)).toHaveLength(1);
  for (let index = 0; index < 40; index++) {
    await write();
    await jest.advanceTimersByTimeAsync(50);
  }
  expect(places(connection)).toHaveLength(2);
  await write();
  await jest.advanceTimersByTimeAsync(HEARTBEAT_MS);
  expect(places(connection).at(-1)).toBe(`id: ${encodePosition(await log.head())}`);
  expect(connection.revisions).toEqual([]);
  await feed.onModuleDestroy();
  await over;
});
