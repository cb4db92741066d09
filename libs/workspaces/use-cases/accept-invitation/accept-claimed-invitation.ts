import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';
import { type AcceptInvitation, usableInvitation, userJoinedByInvitation } from './accept-invitation.js';

/** Later than every link: time has been judged already. */
const NEVER = '9999-12-31T23:59:59.999Z';

/**
 * Accepting for an account that was made for this very invitation: it claimed the address while the link worked, so time
 * is not judged again. Whoever goes on after a crash, the request or the process, comes to the same end, also where the
 * member was removed meanwhile.
 * @throws NotThere, InvitationGone
 */
export function acceptClaimedInvitation(
  workspace: Workspace,
  { memberId, linkNo, accountId }: Omit<AcceptInvitation, 'expiresAt'>,
  { now }: { readonly now: string },
): readonly WorkspaceEvent[] {
  if (workspace.memberOfAccount(accountId) || workspace.former.get(memberId)?.accountId === accountId) return [];
  const member = usableInvitation(workspace, { memberId, linkNo, expiresAt: NEVER }, now);
  return [userJoinedByInvitation(workspace, member, accountId, 'invitation')];
}
