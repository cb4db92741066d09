import { describe, it } from '@jest/globals';
import {
  ANN,
  claimedByEmailChange,
  claimedByInvitation,
  claimedBySignUp,
  released,
  signUpRequested,
} from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Address, addressDecider } from '../../domain/address.js';
import { LinkGone } from '../../domain/errors.js';
import { verifySignUp } from './verify-sign-up.js';

const verified =
  (signUpId = 'ann') =>
  (address: Address, context: { readonly now: string }) =>
    verifySignUp(address, { signUpId, person: ANN }, context);

describe('verifying a sign-up', () => {
  it('[D-1] takes the address for the account', () => {
    given(addressDecider, signUpRequested()).when(verified()).then([claimedBySignUp()]);
  });

  it('[D-1] works until the link expires, and no longer', () => {
    given(addressDecider, signUpRequested()).when(verified(), '2026-03-02T11:59:59.999Z').then([claimedBySignUp()]);
    given(addressDecider, signUpRequested()).when(verified(), '2026-03-02T12:00:00.000Z').thenRejects(LinkGone);
  });

  it('[D-1] works once', () => {
    given(addressDecider, signUpRequested(), claimedBySignUp()).when(verified()).thenRejects(LinkGone);
  });

  it('is for the first of several sign-ups of one address that is verified', () => {
    const two = [signUpRequested('ann'), signUpRequested('ann-again')] as const;
    given(addressDecider, ...two).when(verified('ann')).then([claimedBySignUp('ann')]);
    given(addressDecider, ...two, claimedBySignUp('ann')).when(verified('ann-again')).thenRejects(LinkGone);
  });

  it('is refused while an invitation has taken the address, and possible again once that was withdrawn', () => {
    const taken = [signUpRequested('ann'), claimedByInvitation('other')] as const;
    given(addressDecider, ...taken).when(verified()).thenRejects(LinkGone);
    given(addressDecider, ...taken, released('other')).when(verified()).then([claimedBySignUp()]);
  });

  it('does not work again after the account moved to another address', () => {
    const moved = [signUpRequested('ann'), claimedBySignUp('ann'), released('ann')] as const;
    given(addressDecider, ...moved).when(verified()).thenRejects(LinkGone);
  });

  it('is refused where another account moved to the address', () => {
    given(addressDecider, signUpRequested('ann'), claimedByEmailChange('bo')).when(verified()).thenRejects(LinkGone);
  });
});
