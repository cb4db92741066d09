import { type DecisionContext } from '#libs/event-sourcing';
import { type Account, openAccountOf } from '../../domain/account.js';
import { type AccountEvent, type ResetAsker } from '../../domain/events.js';
import { after, MINUTE } from '../../domain/moments.js';

/** How long a reset link works (C-2). */
export const RESET_LIFETIME = 30 * MINUTE;

export interface SendPasswordReset {
  readonly resetId: string;
  readonly asker: ResetAsker;
}

/** C-1, C-2. @throws NoAccount */
export function sendPasswordReset(
  account: Account,
  { resetId, asker }: SendPasswordReset,
  { now }: DecisionContext,
): readonly AccountEvent[] {
  openAccountOf(account);
  return [{ type: 'PasswordResetSent', data: { resetId, expiresAt: after(now, RESET_LIFETIME), ...asker } }];
}
