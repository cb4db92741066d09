import { type DecisionContext } from '#libs/event-sourcing';
import { type Account } from '../../domain/account.js';
import { LinkGone, LinkUnknown } from '../../domain/errors.js';
import { type AccountEvent } from '../../domain/events.js';

export interface CompletePasswordReset {
  readonly resetId: string;
  readonly credentialId: string;
}

/** C-2: the newest link, once, in its time. @throws LinkUnknown, LinkGone */
export function completePasswordReset(
  account: Account,
  { resetId, credentialId }: CompletePasswordReset,
  { now }: DecisionContext,
): readonly AccountEvent[] {
  usableReset(account, resetId, now);
  const formerCredentialId = account.credentialId;
  return [{ type: 'PasswordReset', data: { resetId, credentialId, formerCredentialId } }];
}

/** @throws LinkUnknown, LinkGone */
export function usableReset({ open, reset }: Account, resetId: string, now: string): void {
  if (!open) throw new LinkUnknown();
  if (reset?.resetId !== resetId) throw new LinkGone('reset_replaced');
  if (reset.used) throw new LinkGone('reset_used');
  if (reset.expiresAt <= now) throw new LinkGone('reset_expired');
}
