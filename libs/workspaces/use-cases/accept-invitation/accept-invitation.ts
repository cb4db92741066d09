import { AlreadyMember, InvitationGone, NotThere } from '../../domain/errors.js';
import { type UserJoined, type WorkspaceEvent } from '../../domain/events.js';
import { type InvitedMember, type Workspace } from '../../domain/workspace.js';

export interface AcceptInvitation {
  readonly memberId: string;
  readonly linkNo: number;
  /** When the link itself says that it ends: signed, so that it can be believed. */
  readonly expiresAt: string;
  readonly accountId: string;
}

/**
 * I-5, I-7: a link works once, while it is the newest one and has not expired; and nobody becomes a member twice (I-6).
 * @throws NotThere, InvitationGone, AlreadyMember
 */
export function acceptInvitation(
  workspace: Workspace,
  command: AcceptInvitation,
  { now }: { readonly now: string },
): readonly WorkspaceEvent[] {
  const member = usableInvitation(workspace, command, now);
  const already = workspace.memberOfAccount(command.accountId);
  if (already) throw new AlreadyMember(already.memberId);
  return [userJoinedByInvitation(workspace, member, command.accountId, 'invitation')];
}

/** The invited member whose link this is. @throws NotThere, InvitationGone with the reason as its code (I-7) */
export function usableInvitation(
  workspace: Workspace,
  link: { readonly memberId: string; readonly linkNo: number; readonly expiresAt: string },
  now: string,
): InvitedMember {
  if (workspace.revoked.has(link.memberId)) throw new InvitationGone('invitation_revoked');
  if (workspace.former.has(link.memberId)) throw new InvitationGone('invitation_used');
  const member = workspace.members.get(link.memberId);
  if (!member?.invitation || link.linkNo > member.invitation.linkNo) throw new NotThere('invitation');
  if (member.state === 'joined') throw new InvitationGone('invitation_used');
  if (link.linkNo < member.invitation.linkNo) throw new InvitationGone('invitation_replaced');
  if (link.expiresAt <= now) throw new InvitationGone('invitation_expired');
  return member;
}

/** I-10: what whoever gave the role may no longer grant is not granted; the event says so. */
export function userJoinedByInvitation(
  workspace: Workspace,
  member: InvitedMember,
  accountId: string,
  by: 'invitation' | 'verification',
): UserJoined {
  const { roleGivenBy } = member.invitation;
  const reduced = member.role === 'admin' && roleGivenBy !== null && !workspace.admins.has(roleGivenBy);
  return {
    type: 'UserJoined',
    data: {
      memberId: member.memberId,
      accountId,
      emailKey: member.emailKey,
      role: reduced ? 'user' : member.role,
      by,
      ...(reduced ? { invitedRole: member.role, reducedBecause: 'inviter_is_no_longer_admin' as const } : {}),
    },
  };
}
