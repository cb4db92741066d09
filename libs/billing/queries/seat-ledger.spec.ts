import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { collectionOf } from '#libs/event-sourcing';
import { NOON } from '../../../test/support/given.js';
import { acme, type Event, histories, toldSeats, workspaceRemoved } from '../../../test/support/seat-histories.js';
import { seatProjector, seatStore } from '../../../test/support/seat-store.js';
import { hoursAfter, invited, joined, resent, revoked } from '../../../test/support/workspace-history.js';
import { daysBetween, dateOf, monthOf, timeOf } from '../domain/seconds.js';
import { daysOfUse, monthOfUse } from '../domain/usage.js';
import { type Seat, seats } from '../projections/seats.projection.js';
import { hadJoined, isExpired, SeatLedger } from './seat-ledger.js';

const WORKSPACES = ['w0', 'w1', 'w2'];
const FAR = '2199-01-01T00:00:00.000Z';
const ledgerOf = async (events: readonly Event[]) => new SeatLedger(await seatStore(events));
const millisecondBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString();

/** When the newest link of each invitation by a moment runs out. */
function linksBy(events: readonly Event[], asOf: string): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const { type, data, metadata } of events) {
    if (metadata.at > asOf || (type !== 'UserInvited' && type !== 'InvitationResent')) continue;
    links.set(data.memberId, data.expiresAt);
  }
  return links;
}

describe('the seats as of a moment', () => {
  it('[B-1] [B-2] are those that the events tell, in the states that they tell, at every moment', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(100), async (events, which) => {
        const ledger = await ledgerOf(events);
        const moment = events[which % events.length]?.metadata.at ?? '';
        for (const asOf of [moment, millisecondBefore(moment), hoursAfter(moment, 72), FAR]) {
          const told = toldSeats(events.filter(({ metadata }) => metadata.at <= asOf)).filter(({ end }) => !end);
          const links = linksBy(events, asOf);
          for (const workspace of WORKSPACES) {
            const expected = told
              .filter(({ workspaceId }) => workspaceId === workspace)
              .map(({ memberId, begin, joined: joining }) => {
                const expired = !joining && (links.get(memberId) ?? '') <= asOf;
                return [memberId, begin.id, begin.metadata.at, joining !== null, expired];
              });
            const found = await ledger.at(workspace, asOf);
            const shown = found.map((seat) => {
              return [seat._id, seat.begin.eventId, seat.begin.at, hadJoined(seat, asOf), isExpired(seat, asOf)];
            });
            expect(shown).toEqual(expected);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[B-1] point out invitations that have run out, as of then, and not while a link works', async () => {
    const late = hoursAfter(NOON, 100);
    const ledger = await ledgerOf(acme(invited('bo'), resent('bo', 2, late)));
    const expiredAt = async (asOf: string) =>
      (await ledger.at('w', asOf)).filter((seat) => isExpired(seat, asOf)).length;
    expect(await expiredAt(NOON)).toBe(0);
    expect(await expiredAt('2026-03-04T11:59:59.999Z')).toBe(0);
    expect(await expiredAt('2026-03-04T12:00:00.000Z')).toBe(1);
    expect(await expiredAt(millisecondBefore(late))).toBe(1);
    expect(await expiredAt(late)).toBe(0);
    expect(await expiredAt(hoursAfter(late, 72))).toBe(1);
  });

  it('[B-2] are none before the founding, and none from the removal of the workspace on', async () => {
    const at = hoursAfter(NOON, 1);
    const ledger = await ledgerOf(acme(joined('bo'), { ...workspaceRemoved(2), at }));
    expect(await ledger.at('w', millisecondBefore(NOON))).toEqual([]);
    expect(await ledger.at('w', millisecondBefore(at))).toHaveLength(2);
    expect(await ledger.at('w', at)).toEqual([]);
  });
});

describe('the use of seats', () => {
  it('[B-3] by day and month is what the events tell, also of workspaces that were removed', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (events) => {
        const ledger = await ledgerOf(events);
        const times = events.map(({ metadata }) => metadata.at).sort();
        for (const period of new Set([times[0], times.at(-1)].map((at) => (at ?? '').slice(0, 7)))) {
          const month = monthOf(period);
          for (const workspace of WORKSPACES) {
            const lives = toldSeats(events)
              .filter(({ workspaceId }) => workspaceId === workspace)
              .map(({ memberId, begin, end }) => ({
                memberId,
                begin: { at: begin.metadata.at, sequence: begin.position },
                end: end && { at: end.metadata.at, sequence: end.position },
              }));
            const found = await ledger.during(workspace, timeOf(month.from), timeOf(month.to));
            expect(monthOfUse(found, month, FAR)).toEqual(monthOfUse(lives, month, FAR));
            const days = daysBetween(`${period}-01`, dateOf(month.to - 1));
            expect(daysOfUse(found, days, FAR)).toEqual(daysOfUse(lives, days, FAR));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('[B-3] loads what touches the time, a removed workspace included', async () => {
    const soon = hoursAfter(NOON, 1);
    const later = hoursAfter(NOON, 48);
    const ended = { ...revoked('bo'), at: soon };
    const ledger = await ledgerOf(acme(invited('bo'), ended, { ...workspaceRemoved(1), at: later }));
    const ids = async (from: string, to: string) =>
      (await ledger.during('w', from, to)).map(({ memberId }) => memberId);
    expect(await ids(NOON, later)).toEqual(['ann', 'bo']);
    expect(await ids(hoursAfter(NOON, 2), later)).toEqual(['ann']);
    expect(await ids(hoursAfter(later, 1), FAR)).toEqual([]);
    expect(await ids('2020-01-01T00:00:00.000Z', millisecondBefore(NOON))).toEqual([]);
  });
});

describe('what it costs', () => {
  it('[B-2] [B-3] depends on the seats of that workspace, and not on those of the service', async () => {
    const store = await seatStore(acme(joined('bo'), joined('cy'), revoked('cy')));
    const projector = await seatProjector(store);
    const other = acme(...Array.from({ length: 900 }, (_, n) => joined(`m${n}`)));
    await projector.apply(other.map((event) => ({ ...event, stream: 'workspace-v', position: event.position + 100 })));
    for (const until of [{ $gt: NOON }, { $gte: NOON, $lt: 'open' }]) {
      const { examined } = store.explain(collectionOf(seats), {
        filter: { workspaceId: 'w', 'begin.at': { $lte: NOON }, until },
        sort: { 'begin.sequence': 1, _id: 1 },
        limit: 1000,
      });
      expect(examined).toBeLessThanOrEqual(3);
    }
  });

  it('[B-2] goes through all workspaces one by one', async () => {
    const stream = 'workspace-v';
    const events = acme(joined('bo')).map((event) => ({ ...event, stream, position: event.position + 100 }));
    const store = await seatStore(acme(joined('al'), joined('cy')));
    await (await seatProjector(store)).apply(events);
    const found: string[] = [];
    for await (const workspaceId of new SeatLedger(store).workspaces()) found.push(workspaceId);
    expect(found).toEqual(['v', 'w']);
    const all: Seat[] = [];
    for await (const seat of new SeatLedger(store).all('w')) all.push(seat);
    expect(all.map(({ _id }) => _id)).toEqual(['al', 'cy']);
  });
});
