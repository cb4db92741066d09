import { letter, type Content } from './letter.js';
import { moment } from './moment.js';
import { phrase } from './phrase.js';

export interface ConfirmEmail {
  readonly link: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}

/** To the new address: it counts only once this link was used (P-4). */
export function confirmEmail({ link, expiresAt }: ConfirmEmail): Content {
  return letter(
    'Confirm your new email address',
    phrase`Hello,`,
    phrase`A Roster account is to use this email address from now on. Confirm that it is yours; until then the account
      keeps the address it has.`,
    { label: 'Confirm my new address', href: link },
    phrase`The link works once, until ${moment(expiresAt)}. If it has stopped working, ask for the change again.`,
    phrase`Was this not you? Then somebody else typed your address, perhaps by mistake. Do not open the link, and ignore
      this email: the address is not used unless you confirm it.`,
  );
}
