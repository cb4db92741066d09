import { type Asking, authorize } from '../../domain/authority.js';
import { ResentTooOften } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';
import { hoursLater } from '../invite-user/invite-user.js';

export interface ResendInvitation {
  readonly memberId: string;
  readonly hours: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const A_DAY = 5;

/** I-3: a new link, and every earlier one stops working. @throws CapabilityRequired, AlreadyJoined, ResentTooOften */
export function resendInvitation(
  workspace: Workspace,
  command: ResendInvitation,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'users.manage');
  const { memberId, invitation } = workspace.invitedMember(command.memberId);
  const wait = waitBeforeResending(invitation.resentAt, asking.now);
  if (wait > 0) throw new ResentTooOften(wait);
  const expiresAt = hoursLater(asking.now, command.hours);
  return [{ type: 'InvitationResent', data: { memberId, linkNo: invitation.linkNo + 1, expiresAt } }];
}

/** Whole seconds until an invitation may be resent again: at most one a minute and five a day. */
function waitBeforeResending(resentAt: readonly string[], now: string): number {
  const free = [oneLater(resentAt.at(-1), MINUTE_MS), oneLater(resentAt.at(-A_DAY), DAY_MS)];
  return Math.max(0, Math.ceil((Math.max(...free) - Date.parse(now)) / 1000));
}

function oneLater(at: string | undefined, pauseMs: number): number {
  return at === undefined ? 0 : Date.parse(at) + pauseMs;
}
