import { actingMember, type Asking, authorize } from '../../domain/authority.js';
import { type Role } from '../../domain/capabilities.js';
import { ChooseNewOwner, LastAdmin, OwnerOnly } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { checkRevision } from '../../domain/revision.js';
import { type Member, type Workspace } from '../../domain/workspace.js';

export interface ChangeRole {
  readonly memberId: string;
  readonly role: Role;
  /** Who becomes owner where the owner steps down. */
  readonly newOwnerId?: string;
  /** Admins whose account is being deleted: they are about to leave. */
  readonly leaving?: readonly string[];
  readonly ifRevision?: number;
}

/** @throws CapabilityRequired, LastAdmin, OwnerOnly, ChooseNewOwner, StaleRevision */
export function changeRole(workspace: Workspace, command: ChangeRole, asking: Asking): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'users.manage');
  const member = workspace.member(command.memberId);
  checkRevision(member, command.ifRevision);
  if (member.role === command.role) return [];
  const { memberId, role: formerRole } = member;
  const changed = { type: 'RoleChanged', data: { memberId, formerRole, role: command.role } } as const;
  if (command.role === 'admin') return [changed];
  return [...ownershipPassedOn(workspace, member, command, asking), changed];
}

/** What must come before a demotion: somebody else as owner where the owner steps down, and an admin left over. */
function ownershipPassedOn(
  workspace: Workspace,
  member: Member,
  { newOwnerId, leaving = [] }: ChangeRole,
  { actor }: Asking,
): readonly WorkspaceEvent[] {
  const stepsDown = workspace.isOwner(member);
  if (stepsDown && actingMember(workspace, actor)?.memberId !== member.memberId) {
    throw new OwnerOnly('Only the owner may demote the owner.');
  }
  if (workspace.isLastAdmin(member)) throw new LastAdmin();
  if (!stepsDown) return [];
  const candidates = workspace.otherAdmins(member).filter((memberId) => !leaving.includes(memberId));
  if (candidates.length === 0) throw new LastAdmin();
  const to = newOwnerId ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (to === undefined || !candidates.includes(to)) {
    throw new ChooseNewOwner(candidates.map((memberId) => ({ memberId })));
  }
  const data = { from: member.memberId, to, because: 'owner_stepped_down' } as const;
  return [{ type: 'OwnershipTransferred', data }];
}
