import { Inject, Injectable } from '@nestjs/common';
import { collectionOf, type Filter, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { type SeatLife } from '../domain/usage.js';
import { OPEN, type Removal, type Seat, seats, type WorkspaceSeats } from '../projections/seats.projection.js';

const COLLECTION = collectionOf(seats);
const PAGE = 1000;

/** Reads the seats of one workspace. What it costs depends on the seats of that workspace alone. */
@Injectable()
export class SeatLedger {
  constructor(@Inject(READ_STORE) private readonly store: ReadStore) {}

  /** How a workspace ended; null where it did not. */
  async removal(workspaceId: string): Promise<Removal | null> {
    return (await this.workspace(workspaceId))?.removal ?? null;
  }

  workspace(workspaceId: string): Promise<WorkspaceSeats | undefined> {
    return this.store.get<WorkspaceSeats>(COLLECTION, workspaceId);
  }

  /** Every workspace that there are seats of: from the last seat of one it goes on to the next. */
  async *workspaces(): AsyncGenerator<string> {
    for (let last = ''; ; ) {
      const [seat] = await this.store.find<Seat>(COLLECTION, {
        filter: { workspaceId: { $gt: last } },
        sort: { workspaceId: 1, 'begin.sequence': 1, _id: 1 },
        limit: 1,
      });
      if (!seat) return;
      yield seat.workspaceId;
      last = seat.workspaceId;
    }
  }

  /** Every seat there ever was, in the order in which they began. */
  async *all(workspaceId: string): AsyncGenerator<Seat> {
    yield* this.find({ workspaceId });
  }

  /** The seats that were there at a moment, that of an event included (B-2). @param asOf ISO time */
  async at(workspaceId: string, asOf: string): Promise<readonly Seat[]> {
    const removal = await this.removal(workspaceId);
    if (removal && removal.at <= asOf) return [];
    return gathered(this.find({ workspaceId, 'begin.at': { $lte: asOf }, until: { $gt: asOf } }));
  }

  /** The seats that were there at some moment of a time. @param from, to ISO times, both included */
  async during(workspaceId: string, from: string, to: string): Promise<readonly SeatLife[]> {
    const removal = await this.removal(workspaceId);
    const until = { $gte: from, ...(removal && removal.at < from && { $lt: OPEN }) };
    const found = await gathered(this.find({ workspaceId, 'begin.at': { $lte: to }, until }));
    const ended = removal && { at: removal.at, sequence: removal.first };
    return found.map(({ _id, begin, end }) => ({ memberId: _id, begin, end: end ?? ended }));
  }

  private async *find(filter: Filter): AsyncGenerator<Seat> {
    let after: readonly [number, string] | undefined;
    for (;;) {
      const page: readonly Seat[] = await this.store.find<Seat>(COLLECTION, {
        filter,
        sort: { 'begin.sequence': 1, _id: 1 },
        limit: PAGE,
        ...(after && { after }),
      });
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = [last.begin.sequence, last._id];
    }
  }
}

async function gathered<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Whether a member had joined by a moment (B-1). @param asOf ISO time */
export function hadJoined({ joined }: Seat, asOf: string): boolean {
  return joined !== null && joined.at <= asOf;
}

/** An invited member no link of whom worked at a moment: the seat is charged for all the same (B-1). */
export function isExpired(seat: Seat, asOf: string): boolean {
  return !hadJoined(seat, asOf) && !seat.links.some(({ from, until }) => from <= asOf && asOf < until);
}
