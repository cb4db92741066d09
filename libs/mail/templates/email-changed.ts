import { letter, type Content } from './letter.js';
import { moment } from './moment.js';
import { phrase } from './phrase.js';

export interface EmailChanged {
  /** ISO 8601 */
  readonly at: string;
}

/** To the old address, which is told (P-4). The new one is not named: this mailbox may be somebody else's by now. */
export function emailChanged({ at }: EmailChanged): Content {
  return letter(
    'Your email address was changed',
    phrase`Hello,`,
    phrase`Your Roster account has had another email address since ${moment(at)}. This one can no longer be used to sign
      in, and we write to the new one from now on.`,
    phrase`If this was you, there is nothing to do.`,
    phrase`Was this not you? Then tell an admin of your workspace right away: they can end that account's access.`,
  );
}
