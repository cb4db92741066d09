import { type Account, openAccountOf } from '../../domain/account.js';
import { StaleProfile } from '../../domain/errors.js';
import { type AccountEvent, type ProfileFields } from '../../domain/events.js';

/** Fields that are left out stay; null, or an empty job title, clears. */
export interface ChangeProfile {
  readonly accountId: string;
  readonly name?: string | undefined;
  readonly jobTitle?: string | null | undefined;
  readonly phone?: string | null | undefined;
  /** The `profileRevision` that the caller has seen; any, where it is left out. */
  readonly expected?: number | undefined;
}

const FIELDS = ['name', 'jobTitle', 'phone'] as const;

/** P-1, P-2. @throws NoAccount, StaleProfile */
export function changeProfile(account: Account, command: ChangeProfile): readonly AccountEvent[] {
  const { accountId, expected } = command;
  const before = openAccountOf(account);
  if (expected !== undefined && expected !== before.profileRevision) throw new StaleProfile();
  const fields: Partial<Record<keyof ProfileFields, string | null>> = {};
  for (const field of FIELDS) {
    const value = command[field] === '' ? null : command[field];
    if (value !== undefined && value !== before[field]) fields[field] = value;
  }
  const changed = FIELDS.filter((field) => field in fields);
  if (changed.length === 0) return [];
  const personal = { of: accountId, fields: fields as Partial<ProfileFields> };
  return [{ type: 'ProfileChanged', data: { changed }, personal }];
}
