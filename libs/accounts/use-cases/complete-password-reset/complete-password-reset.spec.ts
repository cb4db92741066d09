import { describe, expect, it } from '@jest/globals';
import { emailChangeRequested, emailChanged, opened, resetSent } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Account, accountDecider, hasEnded } from '../../domain/account.js';
import { LinkUnknown } from '../../domain/errors.js';
import { type AccountEvent, type PasswordReset } from '../../domain/events.js';
import { completePasswordReset } from './complete-password-reset.js';

const complete =
  (resetId = 'reset') =>
  (account: Account, context: { readonly now: string }) =>
    completePasswordReset(account, { resetId, credentialId: 'second' }, context);
const done: PasswordReset = {
  type: 'PasswordReset',
  data: { resetId: 'reset', credentialId: 'second', formerCredentialId: 'first' },
};

const codeOf = (history: readonly AccountEvent[], now?: string) => {
  const attempt = given(accountDecider, ...history).when(complete(), now);
  try {
    return attempt.events;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe('completing a password reset', () => {
  it('[C-2] switches to the new password', () => {
    given(accountDecider, opened(), resetSent()).when(complete()).then([done]);
    expect(given(accountDecider, opened(), resetSent(), done).state.credentialId).toBe('second');
  });

  it('[C-2] ends every session that began before', () => {
    const { state } = given(accountDecider, opened(), resetSent(), done);
    expect(hasEnded(state, { sessionId: 's1', revision: 1 })).toBe(true);
    expect(hasEnded(state, { sessionId: 's2', revision: 3 })).toBe(false);
  });

  it('[C-2] works within 30 minutes, and no longer', () => {
    expect(codeOf([opened(), resetSent()], '2026-03-01T12:29:59.999Z')).toEqual([done]);
    expect(codeOf([opened(), resetSent()], '2026-03-01T12:30:00.000Z')).toBe('reset_expired');
  });

  it('[C-2] works once', () => {
    expect(codeOf([opened(), resetSent(), done])).toBe('reset_used');
  });

  it('[C-2] is replaced by a newer one', () => {
    expect(codeOf([opened(), resetSent(), resetSent('newer')])).toBe('reset_replaced');
    const twice = [opened(), resetSent(), resetSent('newer')] as const;
    expect(given(accountDecider, ...twice).when(complete('newer')).events).toHaveLength(1);
  });

  it('[P-4] no longer works from the former address once that was changed', () => {
    const history = [opened(), emailChangeRequested(), resetSent(), emailChanged()];
    expect(codeOf(history)).toBe('reset_replaced');
  });

  it('needs an account', () => {
    given(accountDecider).when(complete()).thenRejects(LinkUnknown);
  });
});
