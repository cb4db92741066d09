import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface FollowAddress {
  readonly accountId: string;
  /** The account's address of now, digested. */
  readonly emailKey: string;
}

/**
 * An account has changed its address (P-4): the member's place follows, so that no two live members of a workspace have
 * one address (I-6). An invitation to that very address has lost its sense: the person is a member already.
 */
export function followAddress(workspace: Workspace, { accountId, emailKey }: FollowAddress): readonly WorkspaceEvent[] {
  const member = workspace.memberOfAccount(accountId);
  if (!member || member.emailKey === emailKey) return [];
  const { memberId } = member;
  const other = workspace.memberOfAddress(emailKey);
  const changed = { type: 'MemberAddressChanged', data: { memberId, emailKey } } as const;
  if (other?.state !== 'invited') return [changed];
  const because = 'address_belongs_to_member';
  return [{ type: 'InvitationRevoked', data: { memberId: other.memberId, because } }, changed];
}
