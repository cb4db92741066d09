import { type Actor } from '#libs/event-sourcing';
import { type Asking } from '../../libs/workspaces/domain/authority.js';
import { type Role } from '../../libs/workspaces/domain/capabilities.js';
import { type MovedWork, type UserRemoved, type WorkspaceEvent } from '../../libs/workspaces/domain/events.js';
import { NOON } from './given.js';

/** Events as specs of workspaces tell them. The founder is `ann`; addresses are `<member>@acme.test`. */

type At = { readonly at?: string };

export const WORKSPACE = 'w';

export function founded(...more: readonly (WorkspaceEvent & At)[]): (WorkspaceEvent & At)[] {
  return [
    { type: 'WorkspaceFounded', data: { workspaceId: WORKSPACE, name: 'Acme', founderId: 'ann' } },
    { type: 'DomainClaimed', data: { domain: 'acme.test', autoJoin: true } },
    joined('ann', 'admin', 'founding'),
    ...more,
  ];
}

export function joined(memberId: string, role: Role = 'user', by: 'domain' | 'founding' | 'invitation' = 'domain') {
  return {
    type: 'UserJoined',
    data: { memberId, accountId: accountOf(memberId), emailKey: keyOf(memberId), role, by },
  } as const satisfies WorkspaceEvent;
}

export function invited(memberId: string, role: Role = 'user', invitedBy: string | null = 'ann') {
  return {
    type: 'UserInvited',
    data: {
      memberId,
      emailKey: keyOf(memberId),
      role,
      inboxIds: [],
      linkNo: 1,
      expiresAt: '2026-03-04T12:00:00.000Z',
      invitedBy,
    },
    personal: { of: memberId, fields: { email: `${memberId}@acme.test` } },
  } as const satisfies WorkspaceEvent;
}

export function roleChanged(memberId: string, formerRole: Role, role: Role) {
  return { type: 'RoleChanged', data: { memberId, formerRole, role } } as const satisfies WorkspaceEvent;
}

export function resent(memberId: string, linkNo: number, at = NOON) {
  return { type: 'InvitationResent', data: { memberId, linkNo, expiresAt: hoursAfter(at, 72) }, at } as const;
}

export function revoked(memberId: string) {
  return { type: 'InvitationRevoked', data: { memberId } } as const satisfies WorkspaceEvent;
}

export function addressChanged(memberId: string, emailKey: string) {
  return { type: 'MemberAddressChanged', data: { memberId, emailKey } } as const satisfies WorkspaceEvent;
}

export function ownershipTransferred(from: string, to: string) {
  return { type: 'OwnershipTransferred', data: { from, to } } as const satisfies WorkspaceEvent;
}

export const NOTHING_MOVED: MovedWork = { conversations: 0, replies: 0, notes: 0, customers: 0 };

export function transferred(from: string, to: string, moved = NOTHING_MOVED) {
  return { type: 'ConversationsTransferred', data: { from, to, moved } } as const satisfies WorkspaceEvent;
}

export function removed(memberId: string, successorId: string, because?: UserRemoved['data']['because']) {
  const data = { memberId, accountId: accountOf(memberId), successorId, ...(because && { because }) };
  return { type: 'UserRemoved', data } as const satisfies WorkspaceEvent;
}

/** A removal as it is written: both facts. */
export function departed(memberId: string, successorId: string, because?: UserRemoved['data']['because']) {
  return [transferred(memberId, successorId), removed(memberId, successorId, because)] as const;
}

export function workspaceRemoved(seats: number, ownerId = 'ann', inboxIds: readonly string[] = []) {
  return {
    type: 'WorkspaceRemoved',
    data: { ownerId, seats, inboxIds, removes: ['members', 'inboxes', 'knowledge_base'] },
  } as const satisfies WorkspaceEvent;
}

export function inbox(inboxId: string, name = inboxId) {
  return { type: 'InboxAdded', data: { inboxId, name } } as const satisfies WorkspaceEvent;
}

export const accountOf = (memberId: string): string => `account-of-${memberId}`;
export const keyOf = (memberId: string): string => `key-of-${memberId}`;

/** ISO time so many hours after another. */
export function hoursAfter(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * 3_600_000).toISOString();
}

export function by(memberId: string): Actor {
  return { kind: 'member', id: memberId, accountId: accountOf(memberId) };
}

export function asking(actor: Actor | string = 'ann', now = NOON): Asking {
  return { actor: typeof actor === 'string' ? by(actor) : actor, now };
}
