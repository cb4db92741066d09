import { type Account } from '../../domain/account.js';
import { type AccountEvent } from '../../domain/events.js';
import { type Verified, withVerified } from '../../domain/verified.js';

export interface ChangePassword {
  /** What the current password was compared with. */
  readonly verified: Verified;
  readonly credentialId: string;
  /** The session that it is done in, which goes on. */
  readonly sessionId: string;
}

/** C-6. @throws InvalidCredentials where the password was changed meanwhile */
export function changePassword(
  account: Account,
  { verified, credentialId, sessionId }: ChangePassword,
): readonly AccountEvent[] {
  withVerified(account, verified);
  const formerCredentialId = account.credentialId;
  return [{ type: 'PasswordChanged', data: { credentialId, formerCredentialId, sessionId } }];
}
