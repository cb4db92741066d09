import { type AccountDeleted, type AccountOpened, type EmailChanged, type ProfileChanged, type SignedIn } from '#libs/accounts';
import { idOf, type Opened, type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type Role } from '../domain/capabilities.js';
import {
  type InboxAccessChanged,
  type InvitationResent,
  type InvitationRevoked,
  type MemberAddressChanged,
  type OwnershipTransferred,
  type RoleChanged,
  type UserInvited,
  type UserJoined,
  type UserRemoved,
  type WorkspaceRemoved,
} from '../domain/events.js';
import { folded, searchTerms } from './search-terms.js';

/** What the rows of a person show of their account. */
export interface Profile {
  readonly name: string | null;
  readonly email: string | null;
  readonly jobTitle: string | null;
  readonly phone: string | null;
  /** ISO time of the newest sign-in; null before the first (T-2). */
  readonly lastActiveAt: string | null;
  /** Counts the changes of the profile, for `If-Match`. */
  readonly profileRevision: number;
}

/** One row of the user table (T-1). */
export interface MemberRow extends ReadDocument, Profile {
  readonly kind: 'member';
  readonly workspaceId: string;
  readonly accountId: string | null;
  readonly emailKey: string | null;
  readonly role: Role;
  readonly owner: boolean;
  readonly state: 'invited' | 'joined';
  readonly invitedAt: string | null;
  readonly joinedAt: string | null;
  readonly expiresAt: string | null;
  readonly inboxIds: readonly string[];
  /** Revision in the workspace's stream of the last event about the member. */
  readonly revision: number;
  readonly terms: readonly string[];
  /** What the columns sort by: never null. */
  readonly sort: {
    readonly name: string;
    readonly email: string;
    readonly role: string;
    readonly joinedAt: string;
    readonly lastActiveAt: string;
  };
}

/** What the rows of one account share; kept so that a later membership begins with it. */
export interface PersonRow extends ReadDocument, Profile {
  readonly kind: 'person';
}

/**
 * Somebody who was removed or whose invitation was revoked: no row of the table, but still shown where their place is
 * asked for, as they were when they left, and found when the person is to be forgotten. What they do afterwards is
 * nothing that this workspace may know (S-7).
 */
export interface FormerRow extends ReadDocument, Profile {
  readonly kind: 'former';
  readonly accountId: string | null;
  /** Of an invitation that nobody accepted. */
  readonly emailKey: string | null;
  readonly invitedAt: string | null;
  readonly joinedAt: string | null;
}

type Row = MemberRow | PersonRow | FormerRow;
type AccountEvent = AccountOpened | ProfileChanged | EmailChanged | SignedIn;
type MembershipEvent =
  | UserInvited
  | InvitationResent
  | InvitationRevoked
  | UserJoined
  | RoleChanged
  | OwnershipTransferred
  | InboxAccessChanged
  | MemberAddressChanged
  | UserRemoved
  | WorkspaceRemoved;
export type UserTableEvent = AccountEvent | AccountDeleted | MembershipEvent;

const NOBODY: Profile = {
  name: null,
  email: null,
  jobTitle: null,
  phone: null,
  lastActiveAt: null,
  profileRevision: 0,
};

/**
 * The user table (T-1 to T-4). What the account knows of a person is copied into the row of each of their memberships,
 * so that one index serves every column; a row of the person's own keeps it for memberships to come.
 */
export const userTable: Projection<Row, UserTableEvent> = {
  name: 'user-table',
  version: 1,
  indexes: [
    { workspaceId: 1, 'sort.name': 1, _id: 1 },
    { workspaceId: 1, 'sort.email': 1, _id: 1 },
    { workspaceId: 1, 'sort.role': 1, 'sort.name': 1, _id: 1 },
    { workspaceId: 1, 'sort.joinedAt': 1, _id: 1 },
    { workspaceId: 1, 'sort.lastActiveAt': 1, _id: 1 },
    { workspaceId: 1, state: 1, 'sort.name': 1, _id: 1 },
    { workspaceId: 1, inboxIds: 1, 'sort.name': 1, _id: 1 },
    { workspaceId: 1, terms: 1, 'sort.name': 1, _id: 1 },
    { accountId: 1 },
    { emailKey: 1 },
  ],
  handles: [
    'AccountOpened',
    'ProfileChanged',
    'EmailChanged',
    'SignedIn',
    'AccountDeleted',
    'UserInvited',
    'InvitationResent',
    'InvitationRevoked',
    'UserJoined',
    'RoleChanged',
    'OwnershipTransferred',
    'InboxAccessChanged',
    'MemberAddressChanged',
    'UserRemoved',
    'WorkspaceRemoved',
  ],
  touches(event) {
    switch (event.type) {
      case 'AccountOpened':
      case 'ProfileChanged':
      case 'EmailChanged':
      case 'SignedIn':
      case 'AccountDeleted': {
        const accountId = idOf(event.stream);
        return { ids: [accountId], where: { field: 'accountId', value: accountId } };
      }
      case 'OwnershipTransferred':
        return { ids: [event.data.from, event.data.to] };
      case 'WorkspaceRemoved':
        return { where: { field: 'workspaceId', value: idOf(event.stream) } };
      case 'UserJoined':
        return { ids: [event.data.memberId], reads: [event.data.accountId] };
      default:
        return { ids: [event.data.memberId] };
    }
  },
  fold(id, row, event, read) {
    switch (event.type) {
      case 'AccountOpened':
      case 'ProfileChanged':
      case 'EmailChanged':
      case 'SignedIn':
        if (row?.kind === 'former') return row;
        return withProfile(row ?? { _id: id, kind: 'person', ...NOBODY }, event);
      case 'InvitationRevoked':
      case 'UserRemoved':
      case 'WorkspaceRemoved':
        return former(row, event);
      case 'AccountDeleted':
        return forgotten(row);
      case 'UserInvited':
        return invited(event);
      case 'UserJoined':
        return joined(row, event, read(event.data.accountId));
      case 'InvitationResent':
        return member(row, event, { expiresAt: event.data.expiresAt });
      case 'RoleChanged':
        return member(row, event, { role: event.data.role });
      case 'OwnershipTransferred':
        return member(row, event, { owner: event.data.to === id });
      case 'InboxAccessChanged':
        return member(row, event, { inboxIds: event.data.inboxIds });
      case 'MemberAddressChanged':
        // The address itself comes with the account's own event; here only the revision moves on, for `If-Match`.
        return member(row, event, {});
    }
  },
};

function invited(event: Opened<UserInvited>): MemberRow {
  const { memberId, emailKey, role, inboxIds, expiresAt } = event.data;
  return sorted({
    _id: memberId,
    kind: 'member',
    workspaceId: idOf(event.stream),
    accountId: null,
    emailKey,
    ...NOBODY,
    email: event.personal?.fields?.email ?? null,
    role,
    owner: false,
    state: 'invited',
    invitedAt: event.metadata.at,
    joinedAt: null,
    expiresAt,
    inboxIds,
    revision: event.revision,
  });
}

function joined(row: Row | null, event: Opened<UserJoined>, person: Row | null): MemberRow {
  const { memberId, accountId, role, by } = event.data;
  const before = row?.kind === 'member' ? row : null;
  return sorted({
    _id: memberId,
    kind: 'member',
    workspaceId: idOf(event.stream),
    accountId,
    emailKey: null,
    ...profileOf(person ?? before ?? NOBODY),
    role,
    owner: by === 'founding',
    state: 'joined',
    invitedAt: before?.invitedAt ?? null,
    joinedAt: event.metadata.at,
    expiresAt: null,
    inboxIds: before?.inboxIds ?? [],
    revision: event.revision,
  });
}

function former(row: Row | null, event: Opened<MembershipEvent>): FormerRow {
  if (row?.kind !== 'member') throw new Error(`A ${event.type} of a member that is not there.`);
  const { _id, accountId, emailKey, invitedAt, joinedAt } = row;
  const profile = accountId === null ? NOBODY : profileOf(row);
  return { _id, kind: 'former', accountId, emailKey, ...profile, invitedAt, joinedAt };
}

/** nothing personal stays. */
function forgotten(row: Row | null): Row | null {
  if (row === null || row.kind === 'person') return null;
  const { lastActiveAt } = row;
  return row.kind === 'member' ? resorted(row, { ...NOBODY, lastActiveAt }) : { ...row, ...NOBODY, lastActiveAt };
}

function member(row: Row | null, event: Opened<MembershipEvent>, change: Partial<MemberRow>): MemberRow {
  if (row?.kind !== 'member') throw new Error(`A ${event.type} of a member that is not there.`);
  return resorted(row, { ...change, revision: event.revision });
}

function withProfile(row: Row, event: Opened<AccountEvent>): Row {
  const change = profileAfter(row, event);
  return row.kind === 'member' ? resorted(row, change) : { ...row, ...change };
}

function profileAfter(before: Profile, event: Opened<AccountEvent>): Partial<Profile> {
  const profileRevision = before.profileRevision + 1;
  switch (event.type) {
    case 'SignedIn':
      return { lastActiveAt: event.metadata.at };
    case 'AccountOpened': {
      const { name = null, email = null } = event.personal?.fields ?? {};
      return { name, email };
    }
    case 'EmailChanged':
      return { email: event.personal?.fields?.email ?? null, profileRevision };
    case 'ProfileChanged':
      return { ...event.personal?.fields, profileRevision };
  }
}

function profileOf({ name, email, jobTitle, phone, lastActiveAt, profileRevision }: Profile): Profile {
  return { name, email, jobTitle, phone, lastActiveAt, profileRevision };
}

/** A row with what it is found and sorted by. */
export function sorted(row: Omit<MemberRow, 'terms' | 'sort'>): MemberRow {
  return { ...row, terms: searchTerms(row.name, row.email), sort: sortKeys(row) };
}

/** The row with a change; what it is found and sorted by is worked out again only where that changed. */
function resorted(row: MemberRow, change: Partial<MemberRow>): MemberRow {
  const next = { ...row, ...change };
  if (next.name !== row.name || next.email !== row.email) return sorted(next);
  const { name, email } = row.sort;
  const { role, joinedAt, lastActiveAt } = next;
  return { ...next, sort: { name, email, role, joinedAt: joinedAt ?? '', lastActiveAt: lastActiveAt ?? '' } };
}

function sortKeys({ name, email, role, joinedAt, lastActiveAt }: Omit<MemberRow, 'terms' | 'sort'>): MemberRow['sort'] {
  return {
    name: folded(name ?? email ?? ''),
    email: folded(email ?? ''),
    role,
    joinedAt: joinedAt ?? '',
    lastActiveAt: lastActiveAt ?? '',
  };
}
