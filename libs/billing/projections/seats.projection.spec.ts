import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Opened } from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { NOON } from '../../../test/support/given.js';
import {
  acme,
  type Event,
  histories,
  removed,
  type Timed,
  workspaceRemoved,
} from '../../../test/support/seat-histories.js';
import { contents, Crash, CrashingStore, seatProjector, seatStore } from '../../../test/support/seat-store.js';
import { hoursAfter, invited, joined, resent, revoked } from '../../../test/support/workspace-history.js';
import { OPEN, type Seat, type SeatRecord, type WorkspaceSeats } from './seats.projection.js';

const LATER = hoursAfter(NOON, 1);
const at = <E extends object>(time: string, event: E) => ({ ...event, at: time });

/** The document with an id after these events, which follow a founding at noon. */
async function after<Doc extends SeatRecord = Seat>(id: string, ...events: readonly Timed[]): Promise<Doc> {
  const found = (await contents(await seatStore(acme(...events)))).find(({ _id }) => _id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found as Doc;
}

describe('a seat', () => {
  it('[B-1] begins with the founding, with joining by the domain and with the invitation', async () => {
    expect(await after('ann')).toMatchObject({ begin: { type: 'UserJoined', sequence: 1, balance: 1 }, end: null });
    expect(await after('bo', joined('bo'))).toMatchObject({ begin: { type: 'UserJoined', sequence: 2, balance: 2 } });
    expect(await after('bo', at(LATER, invited('bo')))).toEqual({
      _id: 'bo',
      kind: 'seat',
      workspaceId: 'w',
      begin: { eventId: 'event-3', type: 'UserInvited', at: LATER, position: 3, sequence: 2, balance: 2 },
      joined: null,
      links: [{ from: LATER, until: '2026-03-04T12:00:00.000Z' }],
      end: null,
      until: OPEN,
    });
  });

  it('[B-1] [B-6] stays one seat when an invited member joins, and keeps its beginning', async () => {
    const seat = await after('bo', invited('bo'), at(LATER, joined('bo', 'user', 'invitation')), joined('cy'));
    expect(seat.begin).toMatchObject({ type: 'UserInvited', at: NOON, sequence: 2 });
    expect(seat.joined).toEqual({ eventId: 'event-4', at: LATER, position: 4 });
    expect(await after('cy', invited('bo'), joined('bo', 'user', 'invitation'), joined('cy'))).toMatchObject({
      begin: { sequence: 3, balance: 3 },
    });
  });

  it.each([
    ['revocation', revoked('bo')],
    ['removal', removed('bo')],
  ])('[B-1] ends with the %s', async (_, end) => {
    const seat = await after('bo', invited('bo'), at(LATER, end));
    expect(seat.end).toEqual({ eventId: 'event-4', type: end.type, at: LATER, position: 4, sequence: 3, balance: 1 });
    expect(seat.until).toBe(LATER);
  });

  it('[B-1] is not ended by a link that runs out; resending carries the stretch on, or begins another', async () => {
    const first = invited('bo').data.expiresAt;
    const intime = hoursAfter(NOON, 24);
    const late = hoursAfter(first, 10);
    expect((await after('bo', invited('bo'), resent('bo', 2, intime))).links).toEqual([
      { from: NOON, until: hoursAfter(intime, 72) },
    ]);
    const seat = await after('bo', invited('bo'), resent('bo', 2, late));
    expect(seat.links).toEqual([
      { from: NOON, until: first },
      { from: late, until: hoursAfter(late, 72) },
    ]);
    expect(seat.end).toBeNull();
  });

  it('[B-4] stays as it is where the workspace is removed: that reserves its places in the feed', async () => {
    const events = [invited('bo'), joined('cy'), revoked('bo'), at(LATER, workspaceRemoved(2))];
    expect(await after('cy', ...events)).toMatchObject({ end: null, until: OPEN });
    expect((await after<WorkspaceSeats>('w', ...events)).removal).toEqual({
      eventId: 'event-6',
      type: 'WorkspaceRemoved',
      at: LATER,
      position: 6,
      seats: 2,
      first: 5,
      last: 6,
    });
  });

  it('holds nothing personal', async () => {
    const kept = JSON.stringify(await contents(await seatStore(acme(invited('bo')))));
    expect(kept).not.toMatch(/acme\.test|key-of|account-of/);
  });

  it.each([revoked('bo'), removed('bo'), resent('bo', 2), joined('bo', 'user', 'invitation')])(
    'stops at a $type of a seat that did not begin',
    async (event) => {
      await expect(seatStore(acme(event))).rejects.toThrow('could not be folded');
    },
  );
});

describe('the ledger', () => {
  const cuts = fc.array(fc.nat(80), { maxLength: 6 });
  /** The events in batches, cut at these places. */
  const batches = (events: readonly Event[], places: readonly number[]) => {
    const inside = places.filter((place) => place < events.length);
    const ends = [...new Set([...inside, events.length])].sort((a, b) => a - b);
    return ends.map((end, index) => events.slice(ends[index - 1] ?? 0, end)) as (readonly Opened[])[];
  };

  it('[B-6] is the same however the events are cut into batches, and whichever of them come again', async () => {
    await fc.assert(
      fc.asyncProperty(histories, cuts, async (events, places) => {
        const expected = await contents(await seatStore(events));
        const store = new MemoryReadStore();
        const projector = await seatProjector(store);
        const parts = batches(events, places);
        for (const [index, batch] of parts.entries()) {
          await projector.apply(batch);
          await projector.apply([...(parts[index - 1] ?? []), ...batch]);
        }
        await projector.apply(events);
        expect(await contents(store)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('[B-6] is the same after crashes that leave any part of a write, whatever the batches afterwards', async () => {
    const crash = fc.record({ arrives: fc.array(fc.boolean(), { minLength: 3, maxLength: 12 }), places: cuts });
    const several = fc.array(crash, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(histories, cuts, several, async (events, places, crashes) => {
        const expected = await contents(await seatStore(events));
        const store = new CrashingStore();
        let again = places;
        for (const { arrives, places: next } of crashes) {
          const projector = await seatProjector(store);
          const rest = events.filter(({ position }) => position > projector.position);
          const parts = batches(rest, again);
          again = next;
          try {
            for (const [index, batch] of parts.entries()) {
              const partly = (change: number) => arrives[change % arrives.length] ?? true;
              if (index === arrives.length % parts.length) store.arrives = partly;
              await projector.apply(batch);
            }
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
          }
          store.arrives = undefined;
        }
        for (const batch of batches(events, again)) await (await seatProjector(store)).apply(batch);
        expect(await contents(store)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('[B-6] knows a whole batch again of which only its counters were written', async () => {
    const many = acme(...Array.from({ length: 990 }, (_, n) => joined(`m${n}`)));
    const store = new CrashingStore();
    store.arrives = (index) => index < 2;
    await expect((await seatProjector(store)).apply(many)).rejects.toThrow(Crash);
    const projector = await seatProjector(store);
    for (const batch of batches(many, [1, 7, 500])) await projector.apply(batch);
    expect(await contents(store)).toEqual(await contents(await seatStore(many)));
  });
});
