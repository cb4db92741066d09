import { type Asking, authorize } from '../../domain/authority.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface RevokeInvitation {
  readonly memberId: string;
}

/** I-4: the seat ends, and the address can be invited again. @throws CapabilityRequired, AlreadyJoined */
export function revokeInvitation(
  workspace: Workspace,
  command: RevokeInvitation,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'users.manage');
  const { memberId } = workspace.invitedMember(command.memberId);
  return [{ type: 'InvitationRevoked', data: { memberId } }];
}
