import { type DomainEvent } from '#libs/event-sourcing';
import { type Role } from './capabilities.js';

export type WorkspaceFounded = DomainEvent<
  'WorkspaceFounded',
  { readonly workspaceId: string; readonly name: string; readonly founderId: string }
>;
export type WorkspaceRenamed = DomainEvent<'WorkspaceRenamed', { readonly name: string; readonly formerName: string }>;

export type DomainClaimed = DomainEvent<'DomainClaimed', { readonly domain: string; readonly autoJoin: boolean }>;
export type DomainJoiningChanged = DomainEvent<
  'DomainJoiningChanged',
  { readonly domain: string; readonly autoJoin: boolean }
>;
export type DomainReleased = DomainEvent<'DomainReleased', { readonly domain: string }>;

export type InboxAdded = DomainEvent<'InboxAdded', { readonly inboxId: string; readonly name: string }>;
export type InboxRenamed = DomainEvent<
  'InboxRenamed',
  { readonly inboxId: string; readonly name: string; readonly formerName: string }
>;
export type InboxRemoved = DomainEvent<'InboxRemoved', { readonly inboxId: string }>;

export type UserInvited = DomainEvent<
  'UserInvited',
  {
    readonly memberId: string;
    /** The keyed digest that addresses compare by; the address itself is among the personal fields. */
    readonly emailKey: string;
    readonly role: Role;
    readonly inboxIds: readonly string[];
    /** Which of the invitation's links is the one that works; every resending raises it. */
    readonly linkNo: number;
    /** ISO time; judged when the link is used (I-2). */
    readonly expiresAt: string;
    /** The admin who invited; null for a service or a process. */
    readonly invitedBy: string | null;
  },
  { readonly email: string }
>;
export type InvitationResent = DomainEvent<
  'InvitationResent',
  { readonly memberId: string; readonly linkNo: number; readonly expiresAt: string }
>;
export type InvitationRevoked = DomainEvent<
  'InvitationRevoked',
  {
    readonly memberId: string;
    /** Present where nobody asked for it: a member took the invited address as their own, or it was deleted. */
    readonly because?: 'address_belongs_to_member' | 'account_deleted';
  }
>;

export type UserJoined = DomainEvent<
  'UserJoined',
  {
    readonly memberId: string;
    readonly accountId: string;
    readonly emailKey: string;
    readonly role: Role;
    /** How they came: with the founding, by the domain, by the invitation's link, or by verifying the invited address. */
    readonly by: 'founding' | 'domain' | 'invitation' | 'verification';
    /** Present where the invitation named another role than was given (I-10). */
    readonly invitedRole?: Role;
    readonly reducedBecause?: 'inviter_is_no_longer_admin';
  }
>;

export type RoleChanged = DomainEvent<
  'RoleChanged',
  { readonly memberId: string; readonly formerRole: Role; readonly role: Role }
>;
export type OwnershipTransferred = DomainEvent<
  'OwnershipTransferred',
  { readonly from: string; readonly to: string; readonly because?: 'owner_stepped_down' }
>;
export type InboxAccessChanged = DomainEvent<
  'InboxAccessChanged',
  { readonly memberId: string; readonly inboxIds: readonly string[]; readonly formerInboxIds: readonly string[] }
>;
/** Follows an account's change of address, so that addresses stay unique within the workspace. */
export type MemberAddressChanged = DomainEvent<
  'MemberAddressChanged',
  { readonly memberId: string; readonly emailKey: string }
>;

/** What a successor takes over with a transfer. Replies and notes stay where they are and change their author. */
export interface MovedWork {
  readonly conversations: number;
  readonly replies: number;
  readonly notes: number;
  readonly customers: number;
}

/**
 * From now on the one member's work is the other's. Reading resolves it, so it costs the same
 * whatever moves.
 */
export type ConversationsTransferred = DomainEvent<
  'ConversationsTransferred',
  {
    readonly from: string;
    readonly to: string;
    /** What was counted when it was decided; work that was on its way just then moves as well. */
    readonly moved: MovedWork;
  }
>;
/** A joined member is gone. Never without the `ConversationsTransferred` before it in the same append. */
export type UserRemoved = DomainEvent<
  'UserRemoved',
  {
    readonly memberId: string;
    readonly accountId: string;
    readonly successorId: string;
    /** Present where no admin removed them: they left, or their account was deleted. */
    readonly because?: 'left' | 'account_deleted';
  }
>;

/**
 * The workspace is gone with all that is in it: every seat ends, every domain is free, and the services that hold
 * what else belonged to it learn it here.
 */
export type WorkspaceRemoved = DomainEvent<
  'WorkspaceRemoved',
  {
    readonly ownerId: string;
    /** Invited and joined members at that moment: so many seats end. */
    readonly seats: number;
    readonly inboxIds: readonly string[];
    readonly removes: readonly ('members' | 'inboxes' | 'knowledge_base')[];
    readonly because?: 'account_deleted';
  }
>;

export type WorkspaceEvent =
  | WorkspaceFounded
  | WorkspaceRenamed
  | DomainClaimed
  | DomainJoiningChanged
  | DomainReleased
  | InboxAdded
  | InboxRenamed
  | InboxRemoved
  | UserInvited
  | InvitationResent
  | InvitationRevoked
  | UserJoined
  | RoleChanged
  | OwnershipTransferred
  | InboxAccessChanged
  | MemberAddressChanged
  | ConversationsTransferred
  | UserRemoved
  | WorkspaceRemoved;

/** How many seats an event adds or ends (B-1). A seat begins with the invitation, or with joining without one. */
export function seatDelta(event: { readonly type: string; readonly data: object }): number {
  switch (event.type) {
    case 'UserInvited':
      return 1;
    case 'UserJoined': {
      const { by } = event.data as UserJoined['data'];
      return by === 'founding' || by === 'domain' ? 1 : 0;
    }
    case 'InvitationRevoked':
    case 'UserRemoved':
      return -1;
    case 'WorkspaceRemoved':
      return -(event.data as WorkspaceRemoved['data']).seats;
    default:
      return 0;
  }
}
