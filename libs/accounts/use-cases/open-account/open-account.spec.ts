import { describe, expect, it } from '@jest/globals';
import { ANN, opened } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider } from '../../domain/account.js';
import { openAccount } from './open-account.js';

const open = (account: Account) => openAccount(account, { accountId: 'ann', opened: opened().data, person: ANN });

describe('opening an account', () => {
  it('begins it with name, address and credential', () => {
    given(accountDecider).when(open).then([opened()]);
    expect(given(accountDecider, opened()).state).toMatchObject({ open: true, ...ANN, credentialId: 'first' });
  });

  it('writes nothing where it is open', () => {
    given(accountDecider, opened()).when(open).thenNothing();
  });
});
