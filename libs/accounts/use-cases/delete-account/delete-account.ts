import { type Account } from '../../domain/account.js';
import { type AccountEvent } from '../../domain/events.js';
import { type Verified, withVerified } from '../../domain/verified.js';

export interface DeleteAccount {
  /** What the password was compared with. */
  readonly verified: Verified;
  readonly deletionId: string;
}

/** nobody but the person, with their password. @throws InvalidCredentials where it was changed meanwhile */
export function deleteAccount(account: Account, { verified, deletionId }: DeleteAccount): readonly AccountEvent[] {
  withVerified(account, verified);
  return [{ type: 'AccountDeletionRequested', data: { deletionId, emailKey: account.emailKey } }];
}

/** The end of a deletion. Harmless twice. */
export function finishDeletion(account: Account): readonly AccountEvent[] {
  const { deletion } = account;
  if (!deletion || deletion.done) return [];
  return [{ type: 'AccountDeleted', data: { deletionId: deletion.deletionId } }];
}
