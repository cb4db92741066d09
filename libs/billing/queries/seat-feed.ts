import { Inject, Injectable } from '@nestjs/common';
import { collectionOf, type Filter, READ_STORE, type ReadDocument, type ReadStore } from '#libs/event-sourcing';
import {
  OPEN,
  type Removal,
  type Seat,
  type SeatChange,
  seats,
  type WorkspaceSeats,
} from '../projections/seats.projection.js';

/** One change of the number of seats (B-4). */
export interface FeedItem {
  readonly sequence: number;
  readonly at: string;
  readonly workspaceId: string;
  readonly memberId: string;
  readonly delta: 1 | -1;
  /** Seats of the workspace after it. */
  readonly balance: number;
  readonly cause: { readonly eventId: string; readonly type: string };
}

const COLLECTION = collectionOf(seats);

/** Reads the feed of seat changes over all workspaces (B-4): where seats began, where they ended, whole workspaces. */
@Injectable()
export class SeatFeed {
  constructor(@Inject(READ_STORE) private readonly store: ReadStore) {}

  /**
   * Up to `limit` items after a place in the feed. Without a gap, whatever is being written at the same moment: what is
   * found behind a missing one waits for the next page.
   */
  async after(sequence: number, limit: number): Promise<readonly FeedItem[]> {
    const [begun, ended, removed] = await Promise.all([
      this.inOrder<Seat>('begin.sequence', sequence, limit),
      this.inOrder<Seat & { readonly end: SeatChange }>('end.sequence', sequence, limit),
      this.inOrder<WorkspaceSeats & { readonly removal: Removal }>('removal.last', sequence, limit),
    ]);
    const items = [
      ...begun.map((seat) => itemOf(seat, seat.begin, 1)),
      ...ended.map((seat) => itemOf(seat, seat.end, -1)),
      ...(await this.ofRemovals(removed, sequence, limit)),
    ].sort((a, b) => a.sequence - b.sequence);
    const gap = items.findIndex((item, index) => item.sequence !== sequence + 1 + index);
    return items.slice(0, Math.min(limit, gap < 0 ? limit : gap));
  }

  private inOrder<Doc extends ReadDocument>(field: string, after: number, limit: number): Promise<readonly Doc[]> {
    return this.store.find<Doc>(COLLECTION, {
      filter: { [field]: { $gt: after } },
      sort: { [field]: 1, _id: 1 },
      limit,
    });
  }

  private async ofRemovals(
    workspaces: readonly (WorkspaceSeats & { readonly removal: Removal })[],
    after: number,
    limit: number,
  ): Promise<readonly FeedItem[]> {
    const items: FeedItem[] = [];
    for (const { _id, removal } of workspaces) {
      if (removal.first > after + limit) break;
      items.push(...(await this.ofRemoval(_id, removal, Math.max(0, after + 1 - removal.first), limit)));
    }
    return items;
  }

  /** The seats that a removal ended, from a rank on: those that are still open, in the order in which they began. */
  private async ofRemoval(workspaceId: string, removal: Removal, rank: number, limit: number): Promise<FeedItem[]> {
    const open = { workspaceId, until: OPEN };
    const from = await this.beginningOf(open, rank, removal.last);
    const found = await this.store.find<Seat>(COLLECTION, {
      filter: { ...open, 'begin.sequence': { $gte: from } },
      sort: { 'begin.sequence': 1, _id: 1 },
      limit: Math.min(limit, removal.seats - rank),
    });
    const { eventId, type, at, first, seats: ended } = removal;
    return found.map((seat, index) => {
      const place = rank + index;
      const change = { eventId, type, at, sequence: first + place, balance: ended - place - 1 };
      return itemOf(seat, change, -1);
    });
  }

  /** Where in the feed the seat of a rank began: halving, by how many there are before. */
  private async beginningOf(open: Filter, rank: number, end: number): Promise<number> {
    let [low, high] = [0, rank === 0 ? 0 : end];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const before = await this.store.count(COLLECTION, { ...open, 'begin.sequence': { $lt: middle } });
      if (before <= rank) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

interface Change {
  readonly eventId: string;
  readonly type: string;
  readonly at: string;
  readonly sequence: number;
  readonly balance: number;
}

function itemOf({ _id: memberId, workspaceId }: Seat, change: Change, delta: 1 | -1): FeedItem {
  const { eventId, type, at, sequence, balance } = change;
  return { sequence, at, workspaceId, memberId, delta, balance, cause: { eventId, type } };
}
