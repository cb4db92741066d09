import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v4 as uuid } from 'uuid';
import { type Position, START } from '#libs/event-sourcing';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { EventFeed } from './event-feed.js';

class SmallFeed extends EventFeed {
  protected override readonly most = 10;
}

let log: MemoryEventLog;
let feed: EventFeed;
let revisions: Map<string, number>;

beforeEach(() => {
  log = new MemoryEventLog();
  feed = new SmallFeed(log, new MemoryPersonalData());
  revisions = new Map();
});
afterEach(async () => {
  await feed.onModuleDestroy();
  await log.close();
});

async function write(stream = 'workspace-w'): Promise<string> {
  const id = uuid();
  const expected = revisions.get(stream) ?? -1;
  const metadata = { v: 1, at: '2026-03-01T12:00:00.000Z', actor: { kind: 'system', id: 's' }, correlationId: 'c', causationId: 'c' } as const;
  await log.append(stream, expected, [{ id, type: 'InboxAdded', data: {}, metadata }]);
  revisions.set(stream, expected + 1);
  return id;
}

const never = new AbortController().signal;

/** A reader of its own, from a position on. */
async function follow(after: Position, count: number): Promise<string[]> {
  const seen: string[] = [];
  let at = after;
  while (seen.length < count && !feed.stopped.aborted) {
    const { entries, position } = await feed.next(at, never);
    for (const { event } of entries) seen.push(event.id);
    at = position;
  }
  return seen;
}

describe('the feed', () => {
  it('[S-4] gives every reader the same events in the same order, whenever they began', async () => {
    const before = [await write(), await write()];
    const early = follow(START, 6);
    const after: string[] = [];
    const readers: Promise<string[]>[] = [];
    for (let index = 0; index < 4; index++) {
      after.push(await write());
      readers.push(follow(START, 6));
    }
    const whole = [...before, ...after];
    expect(await early).toEqual(whole);
    for (const reader of readers) expect(await reader).toEqual(whole);
  });

  it('leaves out reservations, and goes past them all the same', async () => {
    const first = await write();
    await write('email-digest');
    await write('domain-acme.test');
    const second = await write('account-a');
    expect(await follow(START, 2)).toEqual([first, second]);
    await write('email-other');
    const head = await log.head();
    let at = START;
    while (at < head) at = (await feed.next(at, never)).position;
    expect(at).toBe(head);
  });

  it('gives an empty page once the reader’s patience is over, and loses nothing by it', async () => {
    const patience = new AbortController();
    const waiting = feed.next(await log.head(), patience.signal);
    patience.abort();
    expect((await waiting).entries).toEqual([]);
    const id = await write();
    expect(await follow(START, 1)).toEqual([id]);
  });

  it('keeps only the newest; who is further back reads the log', async () => {
    await follow(START, 0);
    const ids: string[] = [];
    const reader = follow(START, 200);
    for (let index = 0; index < 200; index++) ids.push(await write());
    expect(await reader).toEqual(ids);
    expect(await follow(START, 200)).toEqual(ids);
  });

  it('ends for everybody when the service stops', async () => {
    const waiting = feed.next(await log.head(), never);
    await feed.onModuleDestroy();
    expect((await waiting).entries).toEqual([]);
    expect(feed.stopped.aborted).toBe(true);
  });
});
