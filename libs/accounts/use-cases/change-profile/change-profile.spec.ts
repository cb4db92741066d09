import { describe, expect, it } from '@jest/globals';
import { opened } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider, profileOf } from '../../domain/account.js';
import { NoAccount, StaleProfile } from '../../domain/errors.js';
import { type ProfileChanged, type ProfileFields } from '../../domain/events.js';
import { changeProfile, type ChangeProfile } from './change-profile.js';

const change = (fields: Omit<ChangeProfile, 'accountId'>) => (account: Account) =>
  changeProfile(account, { accountId: 'ann', ...fields });
const changed = (fields: Partial<ProfileFields>): ProfileChanged => ({
  type: 'ProfileChanged',
  data: { changed: Object.keys(fields) as (keyof ProfileFields)[] },
  personal: { of: 'ann', fields },
});

describe('changing a profile', () => {
  it('[P-1] holds the new values of what changed, and no others', () => {
    given(accountDecider, opened()).when(change({ name: 'Ann Li', jobTitle: 'CSM', phone: '+4930123456' })).then([
      changed({ name: 'Ann Li', jobTitle: 'CSM', phone: '+4930123456' }),
    ]);
    const same = { name: 'Ann Lee', jobTitle: 'CSM' };
    given(accountDecider, opened()).when(change(same)).then([changed({ jobTitle: 'CSM' })]);
  });

  it('[P-1] says in the clear only which fields changed', () => {
    const [event] = given(accountDecider, opened()).when(change({ jobTitle: 'CSM' })).events;
    expect(event?.data).toEqual({ changed: ['jobTitle'] });
  });

  it('[P-1] writes nothing where nothing changes', () => {
    given(accountDecider, opened()).when(change({ name: 'Ann Lee', jobTitle: null, phone: undefined })).thenNothing();
    given(accountDecider, opened()).when(change({})).thenNothing();
  });

  it('[P-1] clears job title and phone', () => {
    const full = [opened(), changed({ jobTitle: 'CSM', phone: '+4930123456' })] as const;
    const cleared = changed({ jobTitle: null, phone: null });
    given(accountDecider, ...full).when(change({ jobTitle: '', phone: null })).then([cleared]);
  });

  it('[P-1] is complete with name, email and job title; the phone is optional', () => {
    expect(profileOf(given(accountDecider, opened()).state).profileComplete).toBe(false);
    expect(profileOf(given(accountDecider, opened(), changed({ jobTitle: 'CSM' })).state).profileComplete).toBe(true);
  });

  it('[P-2] refuses a change of a profile that has changed meanwhile', () => {
    const history = [opened(), changed({ jobTitle: 'CSM' })] as const;
    given(accountDecider, ...history).when(change({ name: 'Ann Li', expected: 0 })).thenRejects(StaleProfile);
    given(accountDecider, ...history).when(change({ name: 'Ann Li', expected: 1 })).then([changed({ name: 'Ann Li' })]);
  });

  it('needs an account', () => {
    given(accountDecider).when(change({ name: 'Ann' })).thenRejects(NoAccount);
  });
});
