import { describe, expect, it } from '@jest/globals';
import { opened } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider, hasEnded } from '../../domain/account.js';
import { InvalidCredentials } from '../../domain/errors.js';
import { type PasswordChanged } from '../../domain/events.js';
import { changePassword } from './change-password.js';

const verified = { emailKey: 'key-of-ann', credentialId: 'first' };
const change = (account: Account) => changePassword(account, { verified, credentialId: 'second', sessionId: 's1' });
const changed: PasswordChanged = {
  type: 'PasswordChanged',
  data: { credentialId: 'second', formerCredentialId: 'first', sessionId: 's1' },
};

describe('changing a password', () => {
  it('[C-6] switches to the new one', () => {
    given(accountDecider, opened()).when(change).then([changed]);
    expect(given(accountDecider, opened(), changed).state.credentialId).toBe('second');
  });

  it('[C-6] ends the sessions that began before, but the one it is done in', () => {
    const { state } = given(accountDecider, opened(), changed);
    expect(hasEnded(state, { sessionId: 's0', revision: 0 })).toBe(true);
    expect(hasEnded(state, { sessionId: 's1', revision: 0 })).toBe(false);
    expect(hasEnded(state, { sessionId: 's2', revision: 2 })).toBe(false);
  });

  it('[C-6] is refused where the password was changed while the current one was compared', () => {
    given(accountDecider, opened(), changed).when(change).thenRejects(InvalidCredentials);
  });
});
