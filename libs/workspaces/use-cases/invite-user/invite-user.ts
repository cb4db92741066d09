import { type Asking, authorize, invitedBy } from '../../domain/authority.js';
import { type Role } from '../../domain/capabilities.js';
import { AlreadyInvited, AlreadyMember, UnknownInboxes } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface InviteUser {
  readonly memberId: string;
  readonly emailKey: string;
  /** The address as it was written. */
  readonly email: string;
  readonly role: Role;
  readonly inboxIds: readonly string[];
  /** How long the link lives (I-2). */
  readonly hours: number;
}

/** I-1. @throws CapabilityRequired, AlreadyMember, AlreadyInvited, UnknownInboxes */
export function inviteUser(workspace: Workspace, command: InviteUser, asking: Asking): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'users.manage');
  const { memberId, emailKey, email, role } = command;
  const present = workspace.memberOfAddress(emailKey);
  if (present) throw present.state === 'joined' ? new AlreadyMember(present.memberId) : new AlreadyInvited(present.memberId);
  return [
    {
      type: 'UserInvited',
      data: {
        memberId,
        emailKey,
        role,
        inboxIds: knownInboxes(workspace, command.inboxIds),
        linkNo: 1,
        expiresAt: hoursLater(asking.now, command.hours),
        invitedBy: invitedBy(workspace, asking.actor),
      },
      personal: { of: memberId, fields: { email } },
    },
  ];
}

/** The inboxes, each once, in a fixed order. @throws UnknownInboxes naming each that is not there (I-8) */
export function knownInboxes(workspace: Workspace, inboxIds: readonly string[]): readonly string[] {
  const errors = inboxIds.flatMap((id, index) =>
    workspace.inboxes.has(id) ? [] : [{ path: `inboxIds.${index}`, message: `There is no inbox ${id}.` }],
  );
  if (errors.length > 0) throw new UnknownInboxes(errors);
  return [...new Set(inboxIds)].sort();
}

export function hoursLater(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * 3_600_000).toISOString();
}
