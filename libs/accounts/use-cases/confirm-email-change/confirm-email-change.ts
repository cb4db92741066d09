import { type DecisionContext } from '#libs/event-sourcing';
import { type Account, type EmailChange, isReady } from '../../domain/account.js';
import { LinkGone, LinkUnknown } from '../../domain/errors.js';
import { type AccountEvent } from '../../domain/events.js';

export interface AgreeToEmailChange {
  readonly changeId: string;
}

/** P-4: the link that went to the new address was used. @throws LinkUnknown, LinkGone */
export function confirmEmailChange(
  account: Account,
  { changeId }: AgreeToEmailChange,
  { now }: DecisionContext,
): readonly AccountEvent[] {
  const change = currentChange(account, changeId);
  return agreed(change, change.confirmed, now) ? [] : [{ type: 'EmailChangeConfirmed', data: { changeId } }];
}

/** P-4: the link that went to the present address was used. @throws LinkUnknown, LinkGone */
export function approveEmailChange(
  account: Account,
  { changeId }: AgreeToEmailChange,
  { now }: DecisionContext,
): readonly AccountEvent[] {
  const change = currentChange(account, changeId);
  if (!change.needsApproval) throw new LinkUnknown();
  return agreed(change, change.approved, now) ? [] : [{ type: 'EmailChangeApproved', data: { changeId } }];
}

export interface CarryOutEmailChange {
  readonly accountId: string;
  readonly changeId: string;
}

/** The new address counts, once everything that it needs is there. Harmless twice. */
export function carryOutEmailChange(
  account: Account,
  { accountId, changeId }: CarryOutEmailChange,
): readonly AccountEvent[] {
  const { emailChange: change, emailKey: formerEmailKey, email: formerEmail, addressSince: formerChangeNo } = account;
  if (change?.changeId !== changeId || !isReady(change)) return [];
  const { emailKey, email } = change;
  return [
    {
      type: 'EmailChanged',
      data: { changeId, emailKey, formerEmailKey, formerChangeNo },
      personal: { of: accountId, fields: { email, formerEmail } },
    },
  ];
}

/** @throws LinkUnknown, LinkGone where a newer request replaced it or it was carried out */
export function currentChange({ open, emailChange }: Account, changeId: string): EmailChange {
  if (!open) throw new LinkUnknown();
  if (emailChange?.changeId !== changeId) throw new LinkGone('email_change_replaced');
  if (emailChange.done) throw new LinkGone('email_change_used');
  return emailChange;
}

/** Whether the link was used before, and may be used again because the change has yet to be carried out. */
function agreed(change: EmailChange, before: boolean, now: string): boolean {
  if (before && isReady(change)) return true;
  if (before) throw new LinkGone('email_change_used');
  if (change.expiresAt <= now) throw new LinkGone('email_change_expired');
  return false;
}
