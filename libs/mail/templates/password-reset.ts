import { letter, type Content } from './letter.js';
import { moment } from './moment.js';
import { phrase } from './phrase.js';

export type PasswordReset = {
  readonly link: string;
  /** ISO 8601 */
  readonly expiresAt: string;
} & ({ readonly askedBy: 'you' } | { readonly askedBy: 'admin'; readonly workspaceName: string });

/** A link to choose a new password, asked for by the person or sent by an admin (C-1, C-2). */
export function passwordReset(reset: PasswordReset): Content {
  return letter(
    'Choose a new password',
    phrase`Hello,`,
    reset.askedBy === 'you'
      ? phrase`You have asked to reset the password of your Roster account.`
      : phrase`An admin of the workspace ${reset.workspaceName} has sent you this email, so that you can choose a new
          password for your Roster account. Nobody but you can see or set it.`,
    { label: 'Choose a new password', href: reset.link },
    phrase`The link works once and for 30 minutes, until ${moment(reset.expiresAt)}, and a newer email of this kind
      replaces it. With the new password in place you are signed out everywhere, and sign in again with it.`,
    reset.askedBy === 'you'
      ? phrase`If the link has stopped working, ask for a new one where you sign in.`
      : phrase`If the link has stopped working, ask for a new one where you sign in, or ask an admin to send another.`,
    phrase`Were you not expecting this? Then ignore this email: your password stays as it is.`,
  );
}
