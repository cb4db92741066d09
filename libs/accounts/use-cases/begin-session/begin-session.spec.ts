import { describe, it } from '@jest/globals';
import { emailChangeRequested, emailChanged, opened } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider } from '../../domain/account.js';
import { InvalidCredentials, NoAccount } from '../../domain/errors.js';
import { beginSession } from './begin-session.js';

const verified = { emailKey: 'key-of-ann', credentialId: 'first' };
const withPassword = (account: Account) => beginSession(account, { sessionId: 's1', via: 'password', verified });

describe('beginning a session', () => {
  it.each(['verification', 'acceptance'] as const)('[T-2] is a sign-in by %s', (via) => {
    given(accountDecider, opened())
      .when((account) => beginSession(account, { sessionId: 's1', via }))
      .then([{ type: 'SignedIn', data: { sessionId: 's1', via } }]);
  });

  it('[T-2] is a sign-in by password', () => {
    const data = { sessionId: 's1', via: 'password' };
    given(accountDecider, opened()).when(withPassword).then([{ type: 'SignedIn', data }]);
  });

  it('is refused where the password was changed while it was compared', () => {
    const data = { credentialId: 'second', formerCredentialId: 'first', sessionId: 's0' };
    const changed = { type: 'PasswordChanged', data } as const;
    given(accountDecider, opened(), changed).when(withPassword).thenRejects(InvalidCredentials);
  });

  it('is refused where the address was changed while the password was compared', () => {
    const moved = [opened(), emailChangeRequested(), emailChanged()] as const;
    given(accountDecider, ...moved).when(withPassword).thenRejects(InvalidCredentials);
  });

  it('needs an account', () => {
    const accepted = (account: Account) => beginSession(account, { sessionId: 's1', via: 'acceptance' });
    given(accountDecider).when(accepted).thenRejects(NoAccount);
    given(accountDecider).when(withPassword).thenRejects(InvalidCredentials);
  });
});
