import { letter, type Content } from './letter.js';
import { phrase } from './phrase.js';

export interface AlreadyRegistered {
  readonly signInLink: string;
  /** To the page that asks for a reset; it holds no token. */
  readonly resetLink: string;
}

/** Somebody signed up with an address that has an account: the answer told them nothing (C-3), its owner hears it. */
export function alreadyRegistered({ signInLink, resetLink }: AlreadyRegistered): Content {
  return letter(
    'You already have a Roster account',
    phrase`Hello,`,
    phrase`Somebody, most likely you, has tried to sign up for Roster with this email address. It already has an
      account, so nothing was changed. You can simply sign in.`,
    { label: 'Sign in', href: signInLink },
    phrase`If you no longer know your password, you can choose a new one.`,
    { label: 'Reset my password', href: resetLink },
    phrase`Was this not you? Then there is nothing to do: your account and your password are as they were, and whoever
      tried was not told that you have an account.`,
  );
}
