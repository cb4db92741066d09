import { idOf, type Opened, type Position, type Projection, type ReadDocument } from '#libs/event-sourcing';
import {
  type InvitationResent,
  type InvitationRevoked,
  seatDelta,
  type UserInvited,
  type UserJoined,
  type UserRemoved,
  type WorkspaceRemoved,
} from '#libs/workspaces';
import { countedOn, type Counter, valueAfter, ZERO } from './counter.js';

/** One change of the number of seats, as the feed tells it (B-4). */
export interface SeatChange {
  readonly eventId: string;
  readonly type: SeatEvent['type'];
  /** ISO time, with milliseconds. */
  readonly at: string;
  readonly position: Position;
  /** Its place in the feed over all workspaces: 1 for the first, without a gap. */
  readonly sequence: number;
  /** Seats of the workspace after it. */
  readonly balance: number;
}

/** One seat (B-1): a member from the invitation or joining to the removal or revocation. Holds nothing personal. */
export interface Seat extends ReadDocument {
  readonly kind: 'seat';
  readonly workspaceId: string;
  readonly begin: SeatChange;
  readonly joined: { readonly eventId: string; readonly at: string; readonly position: Position } | null;
  /** When a link of the invitation worked: resending one that had run out begins another stretch. */
  readonly links: readonly { readonly from: string; readonly until: string }[];
  /** How the seat itself ended; null also where its whole workspace was removed. */
  readonly end: SeatChange | null;
  /** Time of `end`, or `OPEN`: what an index can order. */
  readonly until: string;
}

/** All seats of a workspace that ended at once: a block of the feed, one place for each seat still open. */
export interface Removal {
  readonly eventId: string;
  readonly type: 'WorkspaceRemoved';
  readonly at: string;
  readonly position: Position;
  readonly seats: number;
  /** Places in the feed of the first and the last of them, in the order in which the seats began. */
  readonly first: number;
  readonly last: number;
}

/** How many seats a workspace has. */
export interface WorkspaceSeats extends ReadDocument {
  readonly kind: 'workspace';
  readonly balance: Counter;
  readonly removal: Removal | null;
}

/** How long the feed is. */
export interface FeedEnd extends ReadDocument {
  readonly kind: 'feed';
  readonly sequence: Counter;
}

export type SeatRecord = Seat | WorkspaceSeats | FeedEnd;
export type SeatEvent =
  | UserInvited
  | InvitationResent
  | InvitationRevoked
  | UserJoined
  | UserRemoved
  | WorkspaceRemoved;
type OwnEvent = Exclude<SeatEvent, WorkspaceRemoved>;

/** The document of the feed's end. */
export const FEED = 'feed';
/** `until` of a seat that has not ended by itself. */
export const OPEN = 'open';

/**
 * The seat ledger. A seat is one document for good, so an event that comes twice finds what it did and changes nothing
 * (B-6). Removing a workspace touches two documents, however many seats end with it: their places in the feed are
 * reserved, and who has which is worked out where it is read.
 */
export const seats: Projection<SeatRecord, SeatEvent> = {
  name: 'seats',
  version: 1,
  indexes: [
    { 'begin.sequence': 1, _id: 1 },
    { 'end.sequence': 1, _id: 1 },
    { 'removal.last': 1, _id: 1 },
    { workspaceId: 1, 'begin.at': 1, _id: 1 },
    { workspaceId: 1, until: 1, 'begin.sequence': 1, _id: 1 },
    { workspaceId: 1, 'begin.sequence': 1, _id: 1 },
  ],
  handles: ['UserInvited', 'InvitationResent', 'InvitationRevoked', 'UserJoined', 'UserRemoved', 'WorkspaceRemoved'],
  touches(event) {
    const counters = [FEED, idOf(event.stream)];
    if (event.type === 'WorkspaceRemoved') return { ids: counters };
    const { memberId } = event.data;
    return { ids: seatDelta(event) === 0 ? [memberId] : [...counters, memberId] };
  },
  // In the order of `touches`: the counters have counted an event before the seat copies its numbers.
  fold(id, record, event, read) {
    if (id === FEED) return feedAfter(record, event);
    const feed = read(FEED);
    if (id === idOf(event.stream)) return workspaceAfter(id, record, event, feed);
    if (event.type === 'WorkspaceRemoved') throw new Error('A WorkspaceRemoved touches no seat.');
    return seatAfter(id, record, event, feed, read(idOf(event.stream)));
  },
};

function feedAfter(record: SeatRecord | null, event: Opened<SeatEvent>): FeedEnd {
  const sequence = record?.kind === 'feed' ? record.sequence : ZERO;
  return { _id: FEED, kind: 'feed', sequence: countedOn(sequence, event.position, Math.abs(seatDelta(event))) };
}

function workspaceAfter(
  id: string,
  record: SeatRecord | null,
  event: Opened<SeatEvent>,
  feed: SeatRecord | null,
): WorkspaceSeats {
  const before = record?.kind === 'workspace' ? record.balance : ZERO;
  const balance = countedOn(before, event.position, seatDelta(event));
  return { _id: id, kind: 'workspace', balance, removal: removalBy(event, feed) };
}

function removalBy(event: Opened<SeatEvent>, feed: SeatRecord | null): Removal | null {
  if (event.type !== 'WorkspaceRemoved') return null;
  const { id: eventId, type, position, metadata, data } = event;
  const last = valueAfter(sequenceOf(feed), position);
  return { eventId, type, at: metadata.at, position, seats: data.seats, first: last - data.seats + 1, last };
}

function seatAfter(
  id: string,
  record: SeatRecord | null,
  event: Opened<OwnEvent>,
  feed: SeatRecord | null,
  workspace: SeatRecord | null,
): Seat {
  const { id: eventId, type, position, metadata } = event;
  const { at } = metadata;
  const change = (): SeatChange => {
    if (workspace?.kind !== 'workspace') throw new Error(`A ${type} of a workspace that was not counted.`);
    const sequence = valueAfter(sequenceOf(feed), position);
    return { eventId, type, at, position, sequence, balance: valueAfter(workspace.balance, position) };
  };
  const begun = (): Seat => {
    if (record?.kind !== 'seat') throw new Error(`A ${type} of a seat that did not begin.`);
    return record;
  };
  const none = { _id: id, kind: 'seat', workspaceId: idOf(event.stream), end: null, until: OPEN } as const;
  switch (event.type) {
    case 'UserInvited':
      return { ...none, begin: change(), joined: null, links: [{ from: at, until: event.data.expiresAt }] };
    case 'UserJoined': {
      const joined = { eventId, at, position };
      return seatDelta(event) === 0 ? { ...begun(), joined } : { ...none, begin: change(), joined, links: [] };
    }
    case 'InvitationResent':
      return { ...begun(), links: withLink(begun().links, at, event.data.expiresAt) };
    case 'InvitationRevoked':
    case 'UserRemoved':
      return { ...begun(), end: change(), until: at };
  }
}

/** A link that is replaced while it works is carried on: there was always one that worked. */
function withLink(links: Seat['links'], from: string, until: string): Seat['links'] {
  const last = links.at(-1);
  if (last && last.until > from) return [...links.slice(0, -1), { from: last.from, until }];
  return [...links, { from, until }];
}

function sequenceOf(feed: SeatRecord | null): Counter {
  if (feed?.kind !== 'feed') throw new Error('The feed has no end to count from.');
  return feed.sequence;
}
