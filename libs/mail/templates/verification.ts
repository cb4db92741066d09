import { greeting, letter, type Content } from './letter.js';
import { moment } from './moment.js';
import { phrase } from './phrase.js';

export interface Verification {
  readonly name: string;
  readonly link: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}

/** After signing up: the address counts once its link was used, within 24 hours (D-1). */
export function verification({ name, link, expiresAt }: Verification): Content {
  return letter(
    'Confirm your email address',
    greeting(name),
    phrase`Thank you for signing up for Roster. One step is left: confirm that this email address is yours. Once that
      is done you can sign in.`,
    { label: 'Confirm my email address', href: link },
    phrase`The link works once and for 24 hours, until ${moment(expiresAt)}. If it has stopped working, sign up again
      with the same address and we send you a new one.`,
    phrase`Was this not you? Then somebody else typed your address, perhaps by mistake. Do not open the link, and ignore
      this email: nobody can sign in with your address unless the link is used.`,
  );
}
