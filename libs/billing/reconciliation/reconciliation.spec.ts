import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type RecordedEvent } from '#libs/event-sourcing';
import { NotCaughtUp, NotFound } from '#libs/http';
import { MemoryReadStore } from '#libs/read-store';
import { NOON } from '../../../test/support/given.js';
import { MemoryEventLog } from '../../../test/support/memory-event-log.js';
import {
  acme,
  type Event,
  histories,
  removed,
  toldSeats,
  workspaceRemoved,
} from '../../../test/support/seat-histories.js';
import { contents, seatProjector, seatStore, spoil } from '../../../test/support/seat-store.js';
import { hoursAfter, invited, joined, revoked } from '../../../test/support/workspace-history.js';
import { OPEN, type Seat, type WorkspaceSeats } from '../projections/seats.projection.js';
import { SeatLedger } from '../queries/seat-ledger.js';
import { Reconciliation } from './reconciliation.js';

const FAR = '2199-01-01T00:00:00.000Z';
const SOON = hoursAfter(NOON, 1);
const LATER = hoursAfter(NOON, 2);
const later = <E extends object>(event: E) => ({ ...event, at: LATER });
const soon = <E extends object>(event: E) => ({ ...event, at: SOON });

/** A log that has exactly these events, a few to a page. */
class ToldLog extends MemoryEventLog {
  constructor(private readonly events: readonly Event[]) {
    super();
  }
  override async readStream(stream: string, from: number, limit = 7): Promise<readonly RecordedEvent[]> {
    return this.told.filter((event) => event.stream === stream && event.revision >= from).slice(0, Math.min(limit, 7));
  }
  override async readAll(after: number, limit = 7): Promise<readonly RecordedEvent[]> {
    return this.told.filter(({ position }) => position > after).slice(0, Math.min(limit, 7));
  }
  override async head(): Promise<number> {
    return this.told.at(-1)?.position ?? -1;
  }
  private get told(): readonly RecordedEvent[] {
    return this.events as unknown as readonly RecordedEvent[];
  }
}

function reconciling(events: readonly Event[], store: MemoryReadStore, caughtUp = true): Reconciliation {
  const readModels = { caughtUp: () => Promise.resolve(caughtUp), written: () => -1 };
  return new Reconciliation(new ToldLog(events), readModels, new SeatLedger(store));
}

const HISTORY = acme(
  soon(invited('bo')),
  soon(joined('bo', 'user', 'invitation')),
  soon(joined('cy')),
  later(removed('cy')),
  later(invited('di')),
);

describe('reconciliation', () => {
  it('[B-5] finds no difference in an untouched read model, whatever happened, at every moment', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(100), async (events, which) => {
        const reconciliation = reconciling(events, await seatStore(events));
        for (const asOf of [events[which % events.length]?.metadata.at ?? '', FAR]) {
          const open = toldSeats(events.filter(({ metadata }) => metadata.at <= asOf)).filter(({ end }) => !end);
          const figures = { matches: true, differences: [] };
          const total = { log: open.length, readModel: open.length, expected: null };
          expect(await reconciliation.ofAll(asOf)).toEqual({ ...figures, ...total });
          const count = open.filter(({ workspaceId }) => workspaceId === 'w0').length;
          if (!events.some(({ stream, metadata }) => stream === 'workspace-w0' && metadata.at <= asOf)) continue;
          const own = await reconciliation.ofWorkspace('w0', asOf, count);
          expect(own).toEqual({ ...figures, log: count, readModel: count, expected: count });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('[B-5] finds any seat of a spoiled read model and names an event about it', async () => {
    const spoilings: readonly ((seat: Seat) => Seat | null)[] = [
      () => null,
      (seat) => ({ ...seat, begin: { ...seat.begin, at: hoursAfter(seat.begin.at, -1) } }),
      (seat) => ({ ...seat, begin: { ...seat.begin, eventId: 'forged' } }),
      (seat) => ({ ...seat, begin: { ...seat.begin, balance: seat.begin.balance + 1 } }),
      (seat) => (seat.end ? { ...seat, until: OPEN } : { ...seat, until: seat.begin.at }),
      (seat) => ({ ...seat, joined: seat.joined ? null : seat.begin }),
    ];
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(100), fc.constantFrom(...spoilings), async (events, which, spoiling) => {
        const told = toldSeats(events);
        const seat = told[which % told.length];
        if (!seat) return;
        const store = await seatStore(events);
        await spoil<Seat>(store, seat.memberId, spoiling);
        const { matches, differences } = await reconciling(events, store).ofAll(FAR);
        expect(matches).toBe(false);
        expect(differences.map(({ memberId }) => memberId)).toEqual([seat.memberId]);
        expect([seat.begin.id, seat.joined?.id, seat.end?.id]).toContain(differences[0]?.eventId);
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, string, (seat: Seat) => Seat | null, object]>([
    ['that is missing', 'bo', () => null, { eventId: 'event-3', why: expect.stringContaining('does not have') }],
    [
      'that is still counted',
      'cy',
      (seat) => ({ ...seat, end: null, until: OPEN }),
      { eventId: 'event-6', why: expect.stringContaining('UserRemoved') },
    ],
    [
      'whose joining is missing',
      'bo',
      (seat) => ({ ...seat, joined: null }),
      { eventId: 'event-4', why: expect.stringContaining('joined') },
    ],
    [
      'that ended without an event',
      'di',
      (seat) => ({ ...seat, end: { ...seat.begin, eventId: 'forged' }, until: LATER }),
      { eventId: 'forged' },
    ],
  ])('[B-5] names the event of a seat %s', async (_, memberId, spoiling, expected) => {
    const store = await seatStore(HISTORY);
    await spoil<Seat>(store, memberId, spoiling);
    const { matches, differences } = await reconciling(HISTORY, store).ofWorkspace('w', FAR);
    expect(matches).toBe(false);
    expect(differences).toEqual([{ memberId, why: expect.any(String), ...expected }]);
  });

  it('[B-5] names a seat that only the read model has, in a workspace that only the read model has', async () => {
    const store = await seatStore(HISTORY);
    const stream = 'workspace-v';
    const elsewhere = acme(joined('al')).map((event) => ({ ...event, stream, position: event.position - 0.5 }));
    const foreign = await seatStore(elsewhere);
    for (const document of await contents(foreign)) {
      if (document._id === 'al') await store.write('seats_v1', [{ id: 'al', document, position: 1 }]);
    }
    const all = await reconciling(HISTORY, store).ofAll(FAR);
    expect(all).toMatchObject({ matches: false, log: 3, readModel: 4 });
    const why = expect.stringContaining('in the log it did not');
    expect(all.differences).toEqual([{ memberId: 'al', eventId: 'event-3', why }]);
  });

  it('[B-5] finds a running balance that is wrong, and a removal that the read model has not seen', async () => {
    const events = acme(joined('bo'), later(workspaceRemoved(2)));
    const store = await seatStore(events);
    const balance = { value: 2, recent: [{ counts: [{ position: 4, value: 2 }] }] };
    await spoil<WorkspaceSeats>(store, 'w', (workspace) => ({ ...workspace, removal: null, balance }));
    const { log, readModel, differences } = await reconciling(events, store).ofWorkspace('w', FAR);
    expect([log, readModel]).toEqual([0, 2]);
    expect(differences.map(({ memberId, eventId }) => [memberId, eventId])).toEqual([
      ['ann', 'event-4'],
      ['bo', 'event-4'],
      [null, 'event-4'],
    ]);
  });

  it("[B-5] names the changes since the count was last billing's figure", async () => {
    const reconciliation = reconciling(HISTORY, await seatStore(HISTORY));
    const answer = await reconciliation.ofWorkspace('w', FAR, 2);
    expect(answer).toMatchObject({ matches: false, log: 3, readModel: 3, expected: 2 });
    expect(answer.differences).toEqual([
      { memberId: 'di', eventId: 'event-7', why: `The UserInvited of ${LATER} changed the seats by 1, to 3, not 2.` },
    ]);
    const none = await reconciliation.ofWorkspace('w', FAR, 0);
    const changes = [2, 3, 5, 6, 7].map((position) => `event-${position}`);
    expect(none.differences.map(({ eventId }) => eventId)).toEqual(changes);
    const never = await reconciliation.ofWorkspace('w', FAR, 9);
    expect(never.differences).toEqual([
      { memberId: 'di', eventId: 'event-7', why: expect.stringContaining('There never were 9 seats') },
    ]);
    expect(await reconciliation.ofWorkspace('w', SOON, 3)).toMatchObject({ matches: true, log: 3 });
  });

  it('[B-5] takes what is being written at the same moment for no difference', async () => {
    const store = await seatStore(HISTORY.slice(0, 4));
    const projector = await seatProjector(store);
    await projector.apply(HISTORY);
    const behind = await reconciling(HISTORY.slice(0, 5), store).ofWorkspace('w', FAR);
    expect([behind.matches, behind.log]).toEqual([true, 2]);
    class GrowingLog extends ToldLog {
      override head = () => Promise.resolve(3);
    }
    const readModels = { caughtUp: () => Promise.resolve(true), written: () => -1 };
    const ledger = new SeatLedger(await seatStore(HISTORY.slice(0, 4)));
    const ahead = await new Reconciliation(new GrowingLog(HISTORY), readModels, ledger).ofWorkspace('w', FAR);
    expect([ahead.matches, ahead.log]).toEqual([true, 2]);
  });

  it('[B-5] refuses a read model that is behind, and knows nothing of a workspace that never was', async () => {
    const store = await seatStore(HISTORY);
    await expect(reconciling(HISTORY, store, false).ofAll(FAR)).rejects.toThrow(NotCaughtUp);
    await expect(reconciling(HISTORY, store).ofWorkspace('v', FAR)).rejects.toThrow(NotFound);
  });

  it('[B-5] tells at most 1,000 differences', async () => {
    const many = acme(...Array.from({ length: 1200 }, (_, n) => joined(`m${n}`)), revoked('m0'));
    const { differences, log } = await reconciling(many, new MemoryReadStore()).ofAll(FAR);
    expect([differences.length, log]).toEqual([1000, 1200]);
    const figure = await reconciling(many, await seatStoreOf(many)).ofWorkspace('w', FAR, 1);
    expect(figure.differences).toHaveLength(1000);
    expect(figure.differences.at(-1)).toMatchObject({ memberId: 'm0' });
  });
});

async function seatStoreOf(events: readonly Event[]): Promise<MemoryReadStore> {
  const store = new MemoryReadStore();
  const projector = await seatProjector(store);
  for (let from = 0; from < events.length; from += 1000) await projector.apply(events.slice(from, from + 1000));
  return store;
}
