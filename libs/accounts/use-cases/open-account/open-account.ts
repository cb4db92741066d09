import { type Account } from '../../domain/account.js';
import { type AccountEvent, type AccountOpened, type NameAndEmail, type SignUpPlaced } from '../../domain/events.js';

export interface OpenAccount {
  readonly accountId: string;
  readonly opened: AccountOpened['data'];
  readonly person: NameAndEmail;
}

/** An account begins; one that has begun stays as it is, deleted or not. */
export function openAccount(account: Account, { accountId, opened, person }: OpenAccount): readonly AccountEvent[] {
  if (account.openedAt !== '') return [];
  return [{ type: 'AccountOpened', data: opened, personal: { of: accountId, fields: person } }];
}

/** A sign-up has one place, and keeps it. */
export function placeSignUp(account: Account, placed: SignUpPlaced['data']): readonly AccountEvent[] {
  if (account.placed) return [];
  const { workspaceId, memberId, outcome, advice } = placed;
  const advised = advice === undefined ? {} : { advice };
  return [{ type: 'SignUpPlaced', data: { workspaceId, memberId, outcome, ...advised } }];
}
