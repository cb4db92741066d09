import { type Account, openAccountOf } from '../../domain/account.js';
import { type AccountEvent, type SignInVia } from '../../domain/events.js';
import { type Verified, withVerified } from '../../domain/verified.js';

export interface BeginSession {
  readonly sessionId: string;
  readonly via: SignInVia;
  /** What the password was compared with, where there was one. */
  readonly verified?: Verified;
}

/** T-2. @throws NoAccount, InvalidCredentials where the password was changed since it was compared */
export function beginSession(account: Account, { sessionId, via, verified }: BeginSession): readonly AccountEvent[] {
  if (verified) withVerified(account, verified);
  openAccountOf(account);
  return [{ type: 'SignedIn', data: { sessionId, via } }];
}
