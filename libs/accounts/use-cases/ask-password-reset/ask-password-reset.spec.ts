import { describe, expect, it } from '@jest/globals';
import { claimedBySignUp, signUpRequested } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Address, addressDecider } from '../../domain/address.js';
import { TooManyRequests } from '../../domain/errors.js';
import { askPasswordReset } from './ask-password-reset.js';

const asked =
  (limited = true) =>
  (address: Address, context: { readonly now: string }) =>
    askPasswordReset(address, { requestId: 'reset', limited }, context);
const event = { type: 'PasswordResetAsked', data: { requestId: 'reset' } } as const;
const ten = Array.from({ length: 10 }, () => event);

describe('asking for a password reset', () => {
  it('[C-3] writes the same whether the address has an account or not', () => {
    given(addressDecider).when(asked()).then([event]);
    given(addressDecider, signUpRequested(), claimedBySignUp()).when(asked()).then([event]);
  });

  it('sends at most ten emails to one address in 15 minutes, whether it has an account or not', () => {
    given(addressDecider, ...ten).when(asked()).thenRejects(TooManyRequests);
    given(addressDecider, claimedBySignUp(), ...ten).when(asked()).thenRejects(TooManyRequests);
    expect(given(addressDecider, ...ten.slice(1)).when(asked()).events).toHaveLength(1);
    expect(given(addressDecider, ...ten).when(asked(), '2026-03-01T12:15:00.000Z').events).toHaveLength(1);
    expect(given(addressDecider, ...ten).when(asked(false)).events).toHaveLength(1);
  });

  it('[C-5] is never locked out by sign-ups of the same address', () => {
    const signUps = Array.from({ length: 10 }, (_, index) => signUpRequested(`s${index}`));
    given(addressDecider, ...signUps).when(asked()).then([event]);
  });
});
