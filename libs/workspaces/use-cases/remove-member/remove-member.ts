import { actingMember, type Asking, authorize } from '../../domain/authority.js';
import { OwnerMustTransfer, TransferRequired } from '../../domain/errors.js';
import { type MovedWork, type UserRemoved, type WorkspaceEvent } from '../../domain/events.js';
import { type JoinedMember, type Workspace } from '../../domain/workspace.js';

export interface RemoveMember {
  readonly memberId: string;
  /** The joined member who takes over. Somebody who leaves need not name one: the owner does. */
  readonly transferTo?: string | undefined;
  /** What was counted to move. */
  readonly moved: MovedWork;
}

/**
 * Removing an invited member is revoking: nothing moves.
 * @throws CapabilityRequired, OwnerMustTransfer, TransferRequired, NotThere, NotJoined, MemberRemoved
 */
export function removeMember(workspace: Workspace, command: RemoveMember, asking: Asking): readonly WorkspaceEvent[] {
  const leaves = mayLeave(workspace, command.memberId, asking);
  if (!leaves) authorize(workspace, asking.actor, 'users.manage');
  const member = workspace.member(command.memberId);
  if (member.state === 'invited') return [{ type: 'InvitationRevoked', data: { memberId: member.memberId } }];
  if (workspace.isOwner(member)) throw new OwnerMustTransfer();
  const successor = successorOf(workspace, member, command.transferTo ?? (leaves ? workspace.ownerId : undefined));
  return departure(member, successor, command.moved, leaves ? 'left' : undefined);
}

/** What a departure is made of: both facts, in one append. */
export function departure(
  { memberId, accountId }: JoinedMember,
  successor: JoinedMember,
  moved: MovedWork,
  because?: UserRemoved['data']['because'],
): readonly WorkspaceEvent[] {
  const successorId = successor.memberId;
  return [
    { type: 'ConversationsTransferred', data: { from: memberId, to: successorId, moved } },
    { type: 'UserRemoved', data: { memberId, accountId, successorId, ...(because && { because }) } },
  ];
}

/** Whether it is somebody's own place that they give up: that needs no capability. */
export function mayLeave(workspace: Workspace, memberId: string, { actor }: Pick<Asking, 'actor'>): boolean {
  return workspace.present && actingMember(workspace, actor)?.memberId === memberId;
}

function successorOf(workspace: Workspace, member: JoinedMember, transferTo: string | undefined): JoinedMember {
  if (transferTo === undefined || transferTo === member.memberId) throw new TransferRequired();
  return workspace.joinedMember(transferTo);
}
