import { describe, expect, it } from '@jest/globals';
import { ANN, claimedBySignUp, signUpRequested } from '../../../../test/support/account-history.js';
import { given } from '../../../../test/support/given.js';
import { type Address, addressDecider } from '../../domain/address.js';
import { TooManyRequests } from '../../domain/errors.js';
import { requestSignUp } from './request-sign-up.js';

const plan = { workspaceId: 'acme', memberId: 'ann-in-acme', domain: 'acme.com', credentialId: 'first' };
const asked =
  (limited = true) =>
  (address: Address, context: { readonly now: string }) =>
    requestSignUp(address, { signUpId: 'ann', plan, person: ANN, limited }, context);

describe('asking for a sign-up', () => {
  it('[D-1] makes a link that works for 24 hours', () => {
    given(addressDecider).when(asked()).then([signUpRequested('ann', '2026-03-02T12:00:00.000Z')]);
  });

  it('[C-3] writes the same for an address that has an account', () => {
    const unknown = given(addressDecider).when(asked()).events;
    given(addressDecider, signUpRequested('bo'), claimedBySignUp('bo')).when(asked()).then(unknown);
  });

  it('keeps nothing personal in the event\'s data', () => {
    const [event] = given(addressDecider).when(asked()).events;
    expect(JSON.stringify(event?.data)).not.toMatch(/ann@|Ann Lee/i);
    expect(event?.personal).toEqual({ of: 'ann', fields: ANN });
  });

  it('sends at most ten emails to one address in 15 minutes', () => {
    const ten = Array.from({ length: 10 }, (_, minute) => ({ ...signUpRequested(`s${minute}`), at: minuteOf(minute) }));
    given(addressDecider, ...ten).when(asked(), '2026-03-01T12:14:30.000Z').thenRejects(TooManyRequests);
    expect(given(addressDecider, ...ten.slice(1)).when(asked(), '2026-03-01T12:14:30.000Z').events).toHaveLength(1);
    expect(given(addressDecider, ...ten).when(asked(), '2026-03-01T12:15:00.000Z').events).toHaveLength(1);
  });

  it('says when the next one is possible, whether there is an account or not', () => {
    const ten = Array.from({ length: 10 }, (_, minute) => ({ ...signUpRequested(`s${minute}`), at: minuteOf(minute) }));
    for (const history of [ten, [...ten, claimedBySignUp('s1')]]) {
      const attempt = () => given(addressDecider, ...history).when(asked(), '2026-03-01T12:14:30.000Z').events;
      expect(attempt).toThrow(expect.objectContaining({ details: expect.objectContaining({ retryAfterSeconds: 30 }) }));
    }
  });

  it('has no limit where limits are off', () => {
    const many = Array.from({ length: 30 }, (_, index) => signUpRequested(`s${index}`));
    expect(given(addressDecider, ...many).when(asked(false)).events).toHaveLength(1);
  });
});

function minuteOf(minute: number): string {
  return `2026-03-01T12:0${minute}:00.000Z`;
}
