import { type Asking, authorize } from '../../domain/authority.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { checkRevision } from '../../domain/revision.js';
import { type Workspace } from '../../domain/workspace.js';
import { knownInboxes } from '../invite-user/invite-user.js';

export interface ChangeInboxAccess {
  readonly memberId: string;
  readonly inboxIds: readonly string[];
  readonly ifRevision?: number;
}

/** Which inboxes a member may use (I-1, I-8). @throws CapabilityRequired, UnknownInboxes, StaleRevision */
export function changeInboxAccess(
  workspace: Workspace,
  command: ChangeInboxAccess,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'users.manage');
  const member = workspace.member(command.memberId);
  checkRevision(member, command.ifRevision);
  const inboxIds = knownInboxes(workspace, command.inboxIds);
  const formerInboxIds = member.inboxIds;
  if (inboxIds.join() === formerInboxIds.join()) return [];
  return [{ type: 'InboxAccessChanged', data: { memberId: member.memberId, inboxIds, formerInboxIds } }];
}
