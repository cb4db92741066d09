import { oneLine } from '../plain-text.js';
import { letter, type Content } from './letter.js';
import { moment } from './moment.js';
import { phrase, type Phrase } from './phrase.js';

export interface Invitation {
  readonly workspaceName: string;
  /** The admin's name; `null` when a service invited, or when the name is no longer readable. */
  readonly invitedBy: string | null;
  readonly role: 'admin' | 'user';
  readonly link: string;
  /** ISO 8601 */
  readonly expiresAt: string;
  /** An admin sent the invitation once more: every earlier link has stopped working (I-3). */
  readonly resent?: boolean;
}

/** To whom an admin has invited (I-1, I-2). */
export function invitation({ workspaceName, invitedBy, role, link, expiresAt, resent }: Invitation): Content {
  return letter(
    `You are invited to join ${oneLine(workspaceName, 60)} on Roster`,
    phrase`Hello,`,
    invitedBy === null
      ? phrase`You have been invited to join the workspace ${workspaceName} on Roster.`
      : phrase`${invitedBy} has invited you to join the workspace ${workspaceName} on Roster.`,
    WHAT_A_ROLE_MAY[role],
    ...(resent ? [phrase`This is a new link. The links in earlier emails about this invitation no longer work.`] : []),
    { label: 'Accept the invitation', href: link },
    phrase`The link works once, for this email address only, until ${moment(expiresAt)}. If it has stopped working, ask
      an admin of the workspace to resend the invitation.`,
    phrase`Were you not expecting this? Then ignore this email: you do not join unless you accept.`,
  );
}

const WHAT_A_ROLE_MAY: Readonly<Record<Invitation['role'], Phrase>> = {
  admin: phrase`You are invited as an admin: you can work with customers, set up templates and workflows, and decide who
    has access to the workspace.`,
  user: phrase`You are invited as a user: you can work with customers and carry out actions.`,
};
