import { type Account } from './account.js';
import { InvalidCredentials } from './errors.js';

/** Of whom a password was compared, and with what. */
export interface Verified {
  readonly emailKey: string;
  readonly credentialId: string;
}

/**
 * Comparing takes a while: a decision that rests on it counts only while address and password are still the same.
 * @throws InvalidCredentials
 */
export function withVerified(account: Account, { emailKey, credentialId }: Verified): void {
  if (!account.open || account.emailKey !== emailKey || account.credentialId !== credentialId) {
    throw new InvalidCredentials();
  }
}
