import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ANN,
  claimedByEmailChange,
  claimedByInvitation,
  claimedBySignUp,
  released,
} from '../../../../test/support/account-history.js';
import { given, NOON } from '../../../../test/support/given.js';
import { type Address, addressDecider } from '../../domain/address.js';
import { AddressTaken } from '../../domain/errors.js';
import { type AddressEvent } from '../../domain/events.js';
import { claimAddress, releaseAddress } from './claim-address.js';

const invitation = claimedByInvitation('ann').data;
const change = (changeNo: number, accountId = 'ann') => claimedByEmailChange(accountId, changeNo).data;
const claimed = (claim = invitation) => (address: Address) => claimAddress(address, { claim, person: null });
const gaveBack = (changeNo: number, accountId = 'ann') => (address: Address) =>
  releaseAddress(address, { accountId, changeNo });

describe('claiming an address', () => {
  it('[I-5] takes a free one, with what is needed to go on after a crash', () => {
    given(addressDecider)
      .when((address) => claimAddress(address, { claim: invitation, person: ANN }))
      .then([claimedByInvitation('ann')]);
  });

  it('[P-4] refuses one that another account has', () => {
    given(addressDecider, claimedBySignUp('bo')).when(claimed(change(1))).thenRejects(AddressTaken);
  });

  it('writes nothing where it is claimed so already', () => {
    given(addressDecider, claimedByEmailChange('ann', 3)).when(claimed(change(3))).thenNothing();
    given(addressDecider, claimedByInvitation('ann')).when(claimed()).thenNothing();
  });

  it('lets a newer change of the same account go before an older, and not the other way round', () => {
    const [older, newer] = [claimedByEmailChange('ann', 3), claimedByEmailChange('ann', 5)];
    given(addressDecider, older).when(claimed(change(5))).then([newer]);
    given(addressDecider, newer).when(claimed(change(3))).thenNothing();
  });

  it('is possible again after it was given back', () => {
    const free = [claimedBySignUp('bo'), released('bo')] as const;
    given(addressDecider, ...free).when(claimed(change(1))).then([claimedByEmailChange()]);
  });
});

describe('giving an address back', () => {
  it('frees it', () => {
    given(addressDecider, claimedBySignUp('ann')).when(gaveBack(-1)).then([released('ann')]);
    given(addressDecider, claimedByEmailChange('ann', 3)).when(gaveBack(3)).then([released('ann')]);
  });

  it('leaves what another account, or a newer change, has claimed', () => {
    given(addressDecider, claimedBySignUp('bo')).when(gaveBack(-1)).thenNothing();
    given(addressDecider, claimedByEmailChange('ann', 5)).when(gaveBack(3)).thenNothing();
    given(addressDecider).when(gaveBack(-1)).thenNothing();
  });

  it('never gives an address to two accounts, whatever is claimed and given back', () => {
    const steps = fc.array(
      fc.record({
        accountId: fc.constantFrom('ann', 'bo', 'cy'),
        changeNo: fc.integer({ min: 0, max: 3 }),
        release: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(steps, (wanted) => {
        let events: readonly AddressEvent[] = [];
        for (const { accountId, changeNo, release } of wanted) {
          const { state } = given(addressDecider, ...events);
          const holder = state.claim?.accountId;
          try {
            const decide = release ? gaveBack(changeNo, accountId) : claimed(change(changeNo, accountId));
            const decided = given(addressDecider, ...events).when(decide, NOON).events;
            events = [...events, ...decided];
            if (decided.length > 0) expect(holder ?? accountId).toBe(accountId);
          } catch (error) {
            expect(error).toBeInstanceOf(AddressTaken);
            expect(holder).not.toBe(accountId);
          }
        }
      }),
    );
  });
});
