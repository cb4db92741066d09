import { describe, it } from '@jest/globals';
import { emailChangeRequested, opened } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider } from '../../domain/account.js';
import { InvalidCredentials, NoAccount } from '../../domain/errors.js';
import { type EmailChangeAsker, requestEmailChange } from './request-email-change.js';

const person: EmailChangeAsker = { by: 'person', verified: { emailKey: 'key-of-ann', credentialId: 'first' } };
const admin: EmailChangeAsker = { by: 'admin', workspaceName: 'Acme' };
const request =
  (asker: EmailChangeAsker, emailKey = 'key-of-new') =>
  (account: Account, context: { readonly now: string }) => {
    const change = { accountId: 'ann', changeId: 'change-1', email: 'ann@new.com', emailKey, asker };
    return requestEmailChange(account, change, context);
  };

describe('asking for another address', () => {
  it('[P-4] needs only the new address to agree where the person asks with the password', () => {
    given(accountDecider, opened()).when(request(person)).then([emailChangeRequested('change-1', false)]);
  });

  it('[P-4] needs the present address to agree too where an admin asks', () => {
    given(accountDecider, opened()).when(request(admin)).then([emailChangeRequested('change-1', true)]);
  });

  it('[P-4] writes nothing for the address that the account has', () => {
    given(accountDecider, opened()).when(request(person, 'key-of-ann')).thenNothing();
  });

  it('[P-4] is refused where the password was changed while it was compared', () => {
    const verified = { emailKey: 'key-of-ann', credentialId: 'other' };
    given(accountDecider, opened()).when(request({ by: 'person', verified })).thenRejects(InvalidCredentials);
  });

  it('needs an account', () => {
    given(accountDecider).when(request(admin)).thenRejects(NoAccount);
  });
});
