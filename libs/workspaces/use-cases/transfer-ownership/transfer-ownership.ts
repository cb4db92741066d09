import { type Asking, authorize } from '../../domain/authority.js';
import { ChooseNewOwner } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface TransferOwnership {
  readonly memberId: string;
  /** Admins whose account is being deleted: they are about to leave. */
  readonly leaving?: readonly string[];
}

/** to another joined admin who stays, and only the owner may ask. @throws OwnerOnly, ChooseNewOwner */
export function transferOwnership(
  workspace: Workspace,
  command: TransferOwnership,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'ownership.transfer');
  const to = workspace.member(command.memberId);
  if (workspace.isOwner(to)) return [];
  const owner = workspace.member(workspace.ownerId);
  const { leaving = [] } = command;
  const candidates = workspace.otherAdmins(owner).filter((memberId) => !leaving.includes(memberId));
  if (!candidates.includes(to.memberId)) throw new ChooseNewOwner(candidates.map((memberId) => ({ memberId })));
  return [{ type: 'OwnershipTransferred', data: { from: owner.memberId, to: to.memberId } }];
}
