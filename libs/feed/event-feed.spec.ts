import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v4 as uuid } from 'uuid';
import { type Position, type RecordedEvent, START } from '#libs/event-sourcing';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { Bell } from './bell.js';
import { EventFeed } from './event-feed.js';

class SmallFeed extends EventFeed {
  protected override readonly most = 10;
}

let log: MemoryEventLog;
let personal: MemoryPersonalData;
let feed: EventFeed;
let revisions: Map<string, number>;

beforeEach(() => {
  log = new MemoryEventLog();
  personal = new MemoryPersonalData();
  feed = new SmallFeed(log, personal);
  revisions = new Map();
});
afterEach(async () => {
  await feed.onModuleDestroy();
  await log.close();
});

async function write(stream = 'workspace-w', type = 'InboxAdded', about?: RecordedEvent['personal']): Promise<string> {
  const id = uuid();
  const expected = revisions.get(stream) ?? -1;
  const metadata = { v: 1, at: '2026-03-01T12:00:00.000Z', actor: { kind: 'system', id: 's' }, correlationId: 'c', causationId: 'c' } as const;
  await log.append(stream, expected, [{ id, type, data: {}, metadata, ...(about && { personal: about }) }]);
  revisions.set(stream, expected + 1);
  return id;
}

async function sealed(of: string, fields: object) {
  return { of, sealed: (await personal.sealer([of]))(of, fields) };
}

const patient = () => new Bell(new AbortController().signal);
const impatient = () => new Bell(new AbortController().signal, 1);

/** Everything after a position that one page holds, from what is kept where it is. */
async function pageAfter(after: Position) {
  return (await feed.next(after, patient())).entries;
}

/** A reader of its own, from a position on. */
async function follow(after: Position, count: number): Promise<string[]> {
  const seen: string[] = [];
  let at = after;
  while (seen.length < count && !feed.stopped.aborted) {
    const { entries, position } = await feed.next(at, patient());
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
    while (at < head) at = (await feed.next(at, patient())).position;
    expect(at).toBe(head);
  });

  it('gives an empty page once the reader’s patience is over, and loses nothing by it', async () => {
    const patience = new AbortController();
    const waiting = feed.next(await log.head(), new Bell(patience.signal));
    patience.abort();
    expect((await waiting).entries).toEqual([]);
    const id = await write();
    expect(await follow(START, 1)).toEqual([id]);
  });

  it('gives an empty page after so many milliseconds', async () => {
    const head = await log.head();
    expect(await feed.next(head, impatient())).toMatchObject({ entries: [], position: head });
  });

  it('gives the same page to all who wait at the same place', async () => {
    await write();
    await follow(START, 1);
    const head = await log.head();
    let pages = await Promise.all([feed.next(head, impatient()), feed.next(head, impatient())]);
    const second = write();
    while (pages[0].entries.length === 0) pages = await Promise.all([feed.next(head, patient()), feed.next(head, patient())]);
    expect(pages[0]).toBe(pages[1]);
    expect(pages[0].entries.map(({ event }) => event.id)).toEqual([await second]);
  });

  it('[S-4] gives everything in order to those it wakes only now and then', async () => {
    const ids: string[] = [];
    const readers = Array.from({ length: 20 }, () => follow(START, 300));
    for (let index = 0; index < 300; index++) ids.push(await write());
    for (const reader of readers) expect(await reader).toEqual(ids);
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
    const waiting = feed.next(await log.head(), patient());
    await feed.onModuleDestroy();
    expect((await waiting).entries).toEqual([]);
    expect(feed.stopped.aborted).toBe(true);
  });

  it('opens nothing for who may not know it, nor what nobody asked for', async () => {
    await write('account-bo', 'AccountOpened', await sealed('bo', { name: 'Bo Quill' }));
    await write('workspace-w', 'UserInvited', await sealed('di', { email: 'di@acme.test' }));
    const opener = jest.spyOn(personal, 'opener');
    const bare = await feed.read(START, { personal: false, wants: () => true });
    expect(bare.entries.map(({ event }) => event.personal)).toEqual([{ of: 'bo', fields: null }, { of: 'di', fields: null }]);
    expect(opener).not.toHaveBeenCalled();
    const ofWorkspace = await feed.read(START, { personal: true, wants: ({ workspaceId }) => workspaceId === 'w' });
    expect(ofWorkspace.entries.map(({ event }) => event.personal?.fields)).toEqual([{ email: 'di@acme.test' }]);
    expect(ofWorkspace.position).toBe(await log.head());
    expect(opener.mock.calls).toEqual([[['di']]]);
  });

  it('[A-7] gives nothing personal of who is forgotten, though it had opened it for others before', async () => {
    await follow(START, 0);
    const reader = follow(START, 1);
    await write('account-bo', 'AccountOpened', await sealed('bo', { name: 'Bo Quill' }));
    await reader;
    const names = async () => (await pageAfter(START)).map(({ event }) => event.personal?.fields);
    expect(await names()).toEqual([{ name: 'Bo Quill' }]);
    await personal.destroy(['bo']);
    const following = follow(START, 2);
    await write('account-bo', 'AccountDeleted');
    await following;
    expect(await names()).toEqual([null, undefined]);
  });
});
