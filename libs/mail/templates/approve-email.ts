import { letter, type Content } from './letter.js';
import { moment } from './moment.js';
import { phrase } from './phrase.js';

export interface ApproveEmail {
  /** Where the admin who asked is one. */
  readonly workspaceName: string;
  readonly newEmail: string;
  readonly link: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}

/** To the current address: what an admin asks for needs the person's own approval (P-4). */
export function approveEmail({ workspaceName, newEmail, link, expiresAt }: ApproveEmail): Content {
  return letter(
    'Approve a new email address for your account',
    phrase`Hello,`,
    phrase`An admin of the workspace ${workspaceName} has asked to change the email address of your Roster account to
      ${newEmail}. You would then sign in with that address, in every workspace you belong to.`,
    phrase`It happens only if you approve it here, and once the new address has been confirmed as well.`,
    { label: 'Approve the new address', href: link },
    phrase`The link works once, until ${moment(expiresAt)}. If it has stopped working, ask the admin to start the change
      again.`,
    phrase`Is that address not yours, or did you not expect this? Then do not open the link: without your approval your
      address stays as it is.`,
  );
}
