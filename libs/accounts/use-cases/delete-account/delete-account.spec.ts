import { describe, expect, it } from '@jest/globals';
import { emailChangeRequested, opened, resetSent } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider, hasEnded, openAccountOf } from '../../domain/account.js';
import { InvalidCredentials, NoAccount } from '../../domain/errors.js';
import { deleteAccount, finishDeletion } from './delete-account.js';

const verified = { emailKey: 'key-of-ann', credentialId: 'first' };
const ask = (account: Account) => deleteAccount(account, { verified, deletionId: 'd1' });
const asked = { type: 'AccountDeletionRequested', data: { deletionId: 'd1', emailKey: 'key-of-ann' } } as const;
const deleted = { type: 'AccountDeleted', data: { deletionId: 'd1' } } as const;

describe('deleting an account', () => {
  it('[A-1] begins with the password that was compared', () => {
    given(accountDecider, opened()).when(ask).then([asked]);
  });

  it('[A-1] is refused where the password was changed while it was compared, and where there is no account', () => {
    const data = { credentialId: 'second', formerCredentialId: 'first', sessionId: 's0' };
    given(accountDecider, opened(), { type: 'PasswordChanged', data }).when(ask).thenRejects(InvalidCredentials);
    given(accountDecider).when(ask).thenRejects(InvalidCredentials);
  });

  it('[A-5] is not begun twice', () => {
    given(accountDecider, opened(), asked).when(ask).thenRejects(InvalidCredentials);
  });

  it('[A-6] closes the account: no password, no link and no session of it counts any more', () => {
    const { state } = given(accountDecider, opened(), resetSent(), emailChangeRequested(), asked);
    expect(state).toMatchObject({ open: false, credentialId: null, reset: null, emailChange: null });
    expect(hasEnded(state, { sessionId: 's1', revision: 2 })).toBe(true);
    expect(() => openAccountOf(state)).toThrow(NoAccount);
  });

  it('[A-5] ends once', () => {
    given(accountDecider, opened(), asked).when(finishDeletion).then([deleted]);
    given(accountDecider, opened(), asked, deleted).when(finishDeletion).thenNothing();
    given(accountDecider, opened()).when(finishDeletion).thenNothing();
  });

  it('[A-7] leaves nothing personal in the state', () => {
    const { state } = given(accountDecider, opened(), asked, deleted);
    expect(state).toMatchObject({ name: '', email: '', jobTitle: null, phone: null });
  });
});
