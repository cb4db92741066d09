import { JoiningClosed } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';
import { userJoinedByInvitation } from '../accept-invitation/accept-invitation.js';

export interface JoinByDomain {
  readonly memberId: string;
  readonly accountId: string;
  readonly emailKey: string;
  readonly domain: string;
}

/**
 * A verified sign-up whose domain leads to this workspace. An invitation to it goes first, whether or not its link has
 * expired (D-7); otherwise the person joins as user, where joining is turned on (D-3, D-8). A sign-up leads here once:
 * who has been a member and was removed meanwhile stays removed, however often it is gone through again.
 * @throws JoiningClosed
 */
export function joinByDomain(workspace: Workspace, command: JoinByDomain): readonly WorkspaceEvent[] {
  const { memberId, accountId, emailKey, domain } = command;
  if (workspace.memberOfAccount(accountId) || workspace.formerOfAccount(accountId)) return [];
  const invited = workspace.memberOfAddress(emailKey);
  if (invited?.state === 'invited') return [userJoinedByInvitation(workspace, invited, accountId, 'verification')];
  if (!workspace.domains.get(domain)) throw new JoiningClosed();
  return [{ type: 'UserJoined', data: { memberId, accountId, emailKey, role: 'user', by: 'domain' } }];
}
