import { letter, type Content } from './letter.js';
import { moment } from './moment.js';
import { phrase } from './phrase.js';

export interface PasswordChanged {
  /** ISO 8601 */
  readonly at: string;
}

/** Tells the person, whoever did it (C-6). */
export function passwordChanged({ at }: PasswordChanged): Content {
  return letter(
    'Your password was changed',
    phrase`Hello,`,
    phrase`The password of your Roster account was changed on ${moment(at)}. Every other place where you were signed in
      has been signed out.`,
    phrase`If this was you, there is nothing to do.`,
    phrase`Was this not you? Then ask for a password reset where you sign in, right away: choosing a new password signs
      out whoever uses your account. Tell an admin of your workspace, too.`,
  );
}
