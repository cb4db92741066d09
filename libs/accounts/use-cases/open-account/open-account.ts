import { type Account } from '../../domain/account.js';
import { type AccountEvent, type AccountOpened, type NameAndEmail } from '../../domain/events.js';

export interface OpenAccount {
  readonly accountId: string;
  readonly opened: AccountOpened['data'];
  readonly person: NameAndEmail;
}

/** An account begins; one that has begun stays as it is. */
export function openAccount(account: Account, { accountId, opened, person }: OpenAccount): readonly AccountEvent[] {
  if (account.open) return [];
  return [{ type: 'AccountOpened', data: opened, personal: { of: accountId, fields: person } }];
}
