import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { collectionOf, type ReadStore } from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { NOON } from '../../../test/support/given.js';
import {
  acme,
  type Event,
  histories,
  removed,
  toldSeats,
  workspaceRemoved,
} from '../../../test/support/seat-histories.js';
import { seatProjector, seatStore, spoil } from '../../../test/support/seat-store.js';
import { hoursAfter, invited, joined, revoked } from '../../../test/support/workspace-history.js';
import { type Seat, seats } from '../projections/seats.projection.js';
import { type FeedItem, SeatFeed } from './seat-feed.js';

async function whole(store: ReadStore, limit = 200): Promise<readonly FeedItem[]> {
  const feed = new SeatFeed(store);
  const items: FeedItem[] = [];
  for (;;) {
    const page = await feed.after(items.at(-1)?.sequence ?? 0, limit);
    if (page.length === 0) return items;
    items.push(...page);
  }
}

const feedOf = async (events: readonly Event[], limit?: number) => whole(await seatStore(events), limit);

describe('the feed', () => {
  it('[B-4] tells every change with its time, workspace, member, delta, balance after and cause', async () => {
    const at = hoursAfter(NOON, 1);
    const own = { workspaceId: 'w' };
    const cause = (position: number, type: string) => ({ eventId: `event-${position}`, type });
    const told = await feedOf(acme(invited('bo'), joined('bo', 'user', 'invitation'), { ...removed('bo'), at }));
    expect(told).toEqual([
      { ...own, sequence: 1, at: NOON, memberId: 'ann', delta: 1, balance: 1, cause: cause(2, 'UserJoined') },
      { ...own, sequence: 2, at: NOON, memberId: 'bo', delta: 1, balance: 2, cause: cause(3, 'UserInvited') },
      { ...own, sequence: 3, at, memberId: 'bo', delta: -1, balance: 1, cause: cause(5, 'UserRemoved') },
    ]);
  });

  it('[B-4] ends each seat of a removed workspace, in the order in which they began', async () => {
    const told = await feedOf(acme(invited('zoe'), joined('bo'), joined('al'), revoked('zoe'), workspaceRemoved(3)));
    const cause = { eventId: 'event-7', type: 'WorkspaceRemoved' };
    expect(told.slice(-3)).toEqual([
      { sequence: 6, at: NOON, workspaceId: 'w', memberId: 'ann', delta: -1, balance: 2, cause },
      { sequence: 7, at: NOON, workspaceId: 'w', memberId: 'bo', delta: -1, balance: 1, cause },
      { sequence: 8, at: NOON, workspaceId: 'w', memberId: 'al', delta: -1, balance: 0, cause },
    ]);
  });

  it('[B-4] shows a member who comes and goes within one second', async () => {
    const told = await feedOf(acme(invited('bo'), revoked('bo')));
    expect(told.map(({ memberId, delta }) => [memberId, delta])).toEqual([['ann', 1], ['bo', 1], ['bo', -1]]);
  });

  it('[B-4] has no gap in pages of any size, and summed from 0 equals the count at every moment', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 12 }), async (events, limit) => {
        const store = await seatStore(events);
        const told = await whole(store, limit);
        expect(told).toEqual(await whole(store));
        expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, index) => index + 1));
        expect(told.length).toBe(toldSeats(events).reduce((sum, { end }) => sum + (end ? 2 : 1), 0));
        const positions = new Map(events.map(({ id, position }) => [id, position]));
        const sums = new Map<string, number>();
        let next = 0;
        for (const { position } of events) {
          for (; next < told.length; next++) {
            const item = told[next] as FeedItem;
            if ((positions.get(item.cause.eventId) ?? 0) > position) break;
            sums.set(item.workspaceId, (sums.get(item.workspaceId) ?? 0) + item.delta);
            expect(item.balance).toBe(sums.get(item.workspaceId));
          }
          const until = toldSeats(events.filter((event) => event.position <= position)).filter(({ end }) => !end);
          for (const [workspaceId, sum] of sums) {
            expect(sum).toBe(until.filter((seat) => seat.workspaceId === workspaceId).length);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[B-4] never skips a change that is not there yet: what follows it waits', async () => {
    const store = await seatStore(acme(joined('bo'), joined('cy'), joined('di')));
    await spoil<Seat>(store, 'bo', () => null);
    expect((await whole(store)).map(({ sequence }) => sequence)).toEqual([1]);
  });

  it('[B-4] pages through a removed workspace of many seats from any place, looking at little', async () => {
    const many = acme(...Array.from({ length: 3000 }, (_, n) => joined(`m${n}`)), workspaceRemoved(3001));
    const store = new MemoryReadStore();
    const projector = await seatProjector(store);
    for (let from = 0; from < many.length; from += 1000) await projector.apply(many.slice(from, from + 1000));
    const feed = new SeatFeed(store);
    for (const after of [0, 2999, 3001, 4500, 6001]) {
      const page = await feed.after(after, 200);
      const rest = Math.min(200, 6002 - after);
      const expected = Array.from({ length: rest }, (_, index) => after + 1 + index);
      expect(page.map(({ sequence }) => sequence)).toEqual(expected);
    }
    expect((await feed.after(4500, 1))[0]).toMatchObject({ memberId: 'm1498', balance: 1501 });
    const open = { workspaceId: 'w', until: 'open', 'begin.sequence': { $lt: 1500 } };
    expect(store.explainCount(collectionOf(seats), open)).toBe(0);
  });
});
