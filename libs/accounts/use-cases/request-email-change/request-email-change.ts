import { type DecisionContext } from '#libs/event-sourcing';
import { type Account, openAccountOf } from '../../domain/account.js';
import { type AccountEvent } from '../../domain/events.js';
import { after, HOUR } from '../../domain/moments.js';
import { type Verified, withVerified } from '../../domain/verified.js';

/** How long both links of a change of address work (P-4). */
export const EMAIL_CHANGE_LIFETIME = 24 * HOUR;

export interface RequestEmailChange {
  readonly accountId: string;
  readonly changeId: string;
  /** As it was written. */
  readonly email: string;
  readonly emailKey: string;
  readonly asker: EmailChangeAsker;
}

/** The person, by their password; or an admin, and then the present address must also agree. */
export type EmailChangeAsker =
  | { readonly by: 'person'; readonly verified: Verified }
  | { readonly by: 'admin'; readonly workspaceName: string };

/** P-4. A newer request replaces the older. @throws NoAccount, InvalidCredentials */
export function requestEmailChange(
  account: Account,
  { accountId, changeId, email, emailKey, asker }: RequestEmailChange,
  { now }: DecisionContext,
): readonly AccountEvent[] {
  openAccountOf(account);
  if (asker.by === 'person') withVerified(account, asker.verified);
  if (account.emailKey === emailKey) return [];
  const expiresAt = after(now, EMAIL_CHANGE_LIFETIME);
  const needsApproval = asker.by === 'admin';
  const from = asker.by === 'admin' ? { workspaceName: asker.workspaceName } : {};
  return [
    {
      type: 'EmailChangeRequested',
      data: { changeId, emailKey, needsApproval, expiresAt, ...from },
      personal: { of: accountId, fields: { email } },
    },
  ];
}
