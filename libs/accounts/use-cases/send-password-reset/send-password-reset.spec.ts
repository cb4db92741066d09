import { describe, it } from '@jest/globals';
import { opened, resetSent } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider } from '../../domain/account.js';
import { NoAccount } from '../../domain/errors.js';
import { type ResetAsker } from '../../domain/events.js';
import { sendPasswordReset } from './send-password-reset.js';

const byAdmin: ResetAsker = { askedBy: 'admin', workspaceId: 'acme', workspaceName: 'Acme' };

const sent = (asker: ResetAsker) => (account: Account, context: { readonly now: string }) =>
  sendPasswordReset(account, { resetId: 'reset', asker }, context);

describe('sending a password reset', () => {
  it('[C-2] makes a link that lives 30 minutes', () => {
    const event = resetSent('reset', '2026-03-01T12:30:00.000Z');
    given(accountDecider, opened()).when(sent({ askedBy: 'person' })).then([event]);
  });

  it('[C-1] says which workspace an admin sent it from', () => {
    const data = { resetId: 'reset', expiresAt: '2026-03-01T12:30:00.000Z', ...byAdmin };
    given(accountDecider, opened()).when(sent(byAdmin)).then([{ type: 'PasswordResetSent', data }]);
  });

  it('needs an account', () => {
    given(accountDecider).when(sent(byAdmin)).thenRejects(NoAccount);
  });
});
