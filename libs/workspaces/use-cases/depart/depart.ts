import { type MovedWork, type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';
import { departure } from '../remove-member/remove-member.js';
import { workspaceEnd } from '../remove-workspace/remove-workspace.js';

export interface Depart {
  readonly accountId: string;
  /** What was counted to move. */
  readonly moved: MovedWork;
}

/**
 * A person's account is deleted: what they own goes with them; elsewhere the owner takes over. Harmless
 * twice.
 */
export function depart(workspace: Workspace, { accountId, moved }: Depart): readonly WorkspaceEvent[] {
  const member = workspace.memberOfAccount(accountId);
  if (member?.state !== 'joined') return [];
  if (workspace.isOwner(member)) return workspaceEnd(workspace, 'account_deleted');
  return departure(member, workspace.joinedMember(workspace.ownerId), moved, 'account_deleted');
}

/** An address whose account is deleted is invited no longer. Harmless twice. */
export function uninvite(workspace: Workspace, { emailKey }: { readonly emailKey: string }): readonly WorkspaceEvent[] {
  const member = workspace.memberOfAddress(emailKey);
  if (member?.state !== 'invited') return [];
  return [{ type: 'InvitationRevoked', data: { memberId: member.memberId, because: 'account_deleted' } }];
}
