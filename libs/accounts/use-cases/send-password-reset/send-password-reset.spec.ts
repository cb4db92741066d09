import { describe, it } from '@jest/globals';
import { opened, resetSent } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { accountDecider } from '../../domain/account.js';
import { NoAccount } from '../../domain/errors.js';
import { type ResetAsker } from '../../domain/events.js';
import { sendPasswordReset } from './send-password-reset.js';

const byAdmin: ResetAsker = { askedBy: 'admin', workspaceId: 'acme', workspaceName: 'Acme' };

describe('sending a password reset', () => {
  it('[C-2] makes a link that lives 30 minutes', () => {
    given(accountDecider, opened())
      .when((account, context) => sendPasswordReset(account, { resetId: 'reset', asker: { askedBy: 'person' } }, context))
      .then([resetSent('reset', '2026-03-01T12:30:00.000Z')]);
  });

  it('[C-1] says which workspace an admin sent it from', () => {
    given(accountDecider, opened())
      .when((account, context) => sendPasswordReset(account, { resetId: 'reset', asker: byAdmin }, context))
      .then([{ type: 'PasswordResetSent', data: { resetId: 'reset', expiresAt: '2026-03-01T12:30:00.000Z', ...byAdmin } }]);
  });

  it('needs an account', () => {
    given(accountDecider)
      .when((account, context) => sendPasswordReset(account, { resetId: 'reset', asker: byAdmin }, context))
      .thenRejects(NoAccount);
  });
});
