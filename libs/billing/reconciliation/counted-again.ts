import { type Position, type RecordedEvent } from '#libs/event-sourcing';
import { seatDelta } from '#libs/workspaces';

/** A fact, by the event that states it. */
export interface Fact {
  readonly eventId: string;
  readonly type: string;
  readonly at: string;
  readonly position: Position;
  /** Seats of the workspace after it. */
  readonly balance: number;
}

/** A seat as the events tell it. */
export interface CountedSeat {
  readonly begin: Fact;
  joined: Fact | null;
  /** Its own end, or that of the whole workspace. */
  end: Fact | null;
}

export interface CountedChange extends Fact {
  /** Null where it is the whole workspace's. */
  readonly memberId: string | null;
  readonly delta: number;
}

const MOST_CHANGES = 1000;

/**
 * Counts the seats of one workspace from its events, in order, and from nothing else (B-5). Beside the count it keeps
 * what explains another figure: the changes since the count was last equal to it, at most the newest 1,000.
 */
export class CountedAgain {
  readonly seats = new Map<string, CountedSeat>();
  /** Seats after the last event. */
  count = 0;
  /** The last change of all; undefined where there was none. */
  last: CountedChange | undefined;
  /** Changes since the count was last `expected`. */
  since: CountedChange[] = [];
  /** Whether there was any event. */
  founded = false;
  /** Whether the count ever was `expected`. */
  wasExpected: boolean;
  private readonly open = new Set<string>();

  constructor(readonly expected?: number) {
    this.wasExpected = expected === 0;
  }

  take({ id: eventId, type, data, position, metadata: { at } }: RecordedEvent): void {
    this.founded = true;
    const memberId = typeof data['memberId'] === 'string' ? data['memberId'] : '';
    const delta = seatDelta({ type, data });
    this.count += delta;
    const fact: Fact = { eventId, type, at, position, balance: this.count };
    if (delta > 0) this.begin(memberId, fact);
    if (type === 'UserJoined') this.join(memberId, fact);
    if (type === 'WorkspaceRemoved') for (const id of this.open) this.end(id, fact);
    else if (delta < 0) this.end(memberId, fact);
    if (delta !== 0) this.changed({ ...fact, memberId: memberId === '' ? null : memberId, delta });
  }

  private begin(memberId: string, begin: Fact): void {
    this.seats.set(memberId, { begin, joined: null, end: null });
    this.open.add(memberId);
  }

  private join(memberId: string, fact: Fact): void {
    const seat = this.seats.get(memberId);
    if (seat) seat.joined = fact;
  }

  private end(memberId: string, fact: Fact): void {
    const seat = this.seats.get(memberId);
    if (seat) seat.end = fact;
    this.open.delete(memberId);
  }

  private changed(change: CountedChange): void {
    this.last = change;
    if (this.expected === undefined) return;
    if (change.balance === this.expected) {
      this.since = [];
      this.wasExpected = true;
      return;
    }
    this.since.push(change);
    if (this.since.length > MOST_CHANGES) this.since.shift();
  }
}

/** The moment that both sides are counted at: of the events up to a position in the log, those up to a time. */
export interface Moment {
  /** ISO time; events of this very moment count. */
  readonly asOf: string;
  readonly position: Position;
}

export function isWithin(
  fact: { readonly at: string; readonly position: Position },
  { asOf, position }: Moment,
): boolean {
  return fact.position <= position && fact.at <= asOf;
}
