import { describe, expect, it } from '@jest/globals';
import { ANN, opened } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider } from '../../domain/account.js';
import { openAccount, placeSignUp } from './open-account.js';

const open = (account: Account) => openAccount(account, { accountId: 'ann', opened: opened().data, person: ANN });

const place = { workspaceId: 'acme', memberId: 'ann-in-acme', outcome: 'founded' } as const;
const placed = { type: 'SignUpPlaced', data: place } as const;

describe('placing a sign-up', () => {
  it('[D-2] is remembered, with its advice where there is some', () => {
    given(accountDecider, opened()).when((account) => placeSignUp(account, place)).then([placed]);
    const advised = { ...place, advice: 'Ask for an invitation.' };
    given(accountDecider, opened())
      .when((account) => placeSignUp(account, advised))
      .then([{ type: 'SignUpPlaced', data: advised }]);
  });

  it('[D-2] happens once', () => {
    const other = { ...place, workspaceId: 'other' };
    given(accountDecider, opened(), placed).when((account) => placeSignUp(account, other)).thenNothing();
  });
});

describe('opening an account', () => {
  it('begins it with name, address and credential', () => {
    given(accountDecider).when(open).then([opened()]);
    expect(given(accountDecider, opened()).state).toMatchObject({ open: true, ...ANN, credentialId: 'first' });
  });

  it('writes nothing where it is open', () => {
    given(accountDecider, opened()).when(open).thenNothing();
  });
});
