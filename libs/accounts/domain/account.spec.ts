import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  approved,
  claimedBySignUp,
  confirmed,
  emailChanged,
  emailChangeRequested,
  opened,
  resetSent,
  signUpRequested,
} from '../../../test/support/account-history.js';
import { given } from '../../../test/support/given.js';
import { type Decider, type DomainEvent, type Folded, UnknownEvent } from '#libs/event-sourcing';
import { accountDecider, profileOf } from './account.js';
import { addressDecider, latestSignUp } from './address.js';
import { type AccountEvent, type AddressEvent } from './events.js';

const accountEvents: readonly AccountEvent[] = [
  opened(),
  { type: 'SignUpPlaced', data: { workspaceId: 'acme', memberId: 'ann-in-acme', outcome: 'founded' } },
  { type: 'SignedIn', data: { sessionId: 's1', via: 'password' } },
  { type: 'ProfileChanged', data: { changed: ['jobTitle'] }, personal: { of: 'ann', fields: { jobTitle: 'CSM' } } },
  { type: 'PasswordChanged', data: { credentialId: 'second', formerCredentialId: 'first', sessionId: 's1' } },
  resetSent(),
  { type: 'PasswordReset', data: { resetId: 'reset', credentialId: 'third', formerCredentialId: 'second' } },
  emailChangeRequested('change-1', true),
  confirmed(),
  approved(),
  emailChanged(),
];
const addressEvents: readonly AddressEvent[] = [
  signUpRequested('ann'),
  signUpRequested('bo', '2026-03-01T12:00:01.000Z'),
  { type: 'PasswordResetAsked', data: { requestId: 'r1' } },
  claimedBySignUp('ann'),
  { type: 'AddressReleased', data: { accountId: 'ann' } },
];

describe('an account', () => {
  it('folds from a snapshot and what came since as from the whole', () => {
    foldsInParts(accountDecider, accountEvents);
  });

  it('[A-7] is folded though the person was forgotten', () => {
    const forgotten = accountEvents.map((event) => {
      return event.personal ? { ...event, personal: { of: 'ann', fields: null } } : event;
    });
    const { state } = given(accountDecider, ...forgotten);
    expect(profileOf(state)).toEqual({ name: '', email: '', jobTitle: null, phone: null, profileComplete: false });
    expect(state.open).toBe(true);
  });

  it('says so where it meets an event that it does not know', () => {
    const unknown = { type: 'AccountPainted', data: {} } as unknown as AccountEvent;
    expect(() => given(accountDecider, unknown)).toThrow(UnknownEvent);
  });
});

describe('an address', () => {
  it('folds from a snapshot and what came since as from the whole', () => {
    foldsInParts(addressDecider, addressEvents);
  });

  it('says so where it meets an event that it does not know', () => {
    const unknown = { type: 'AddressPainted', data: {} } as unknown as AddressEvent;
    expect(() => given(addressDecider, unknown)).toThrow(UnknownEvent);
  });

  it('forgets sign-ups whose link has expired', () => {
    const later = { ...signUpRequested('cy'), at: '2026-03-01T12:00:01.000Z' };
    const { state } = given(addressDecider, ...addressEvents.slice(0, 2), later);
    expect(state.pending.map(({ signUpId }) => signUpId)).toEqual(['ann', 'cy']);
  });

  it('[D-1] knows the newest sign-up that can still be verified', () => {
    const { state } = given(addressDecider, ...addressEvents.slice(0, 2));
    expect(latestSignUp(state, '2026-03-01T12:00:00.000Z')?.signUpId).toBe('bo');
    expect(latestSignUp(state, '2026-03-01T12:00:01.000Z')?.signUpId).toBe('ann');
    expect(latestSignUp(state, '2026-03-02T12:00:00.000Z')).toBeUndefined();
    const claimed = given(addressDecider, ...addressEvents.slice(0, 2), claimedBySignUp('bo')).state;
    expect(latestSignUp(claimed, '2026-03-01T12:00:00.000Z')).toBeUndefined();
  });

  it('[C-4] holds nothing personal and no hash', () => {
    expect(JSON.stringify(given(addressDecider, ...addressEvents.slice(0, 3)).state)).not.toMatch(/Ann|argon|@/);
  });
});

function foldsInParts<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  events: readonly Event[],
): void {
  const snapshots = decider.snapshots;
  if (!snapshots) throw new Error('It takes no snapshots.');
  const whole = given(decider, ...events).state;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: events.length }), (cut) => {
      const stored = structuredClone(snapshots.write(given(decider, ...events.slice(0, cut)).state));
      const resumed = { ...decider, initial: snapshots.read(stored) };
      // Revisions go on where the snapshot stopped.
      const shifted: Decider<State, Event> = {
        ...resumed,
        evolve: (state, event: Folded<Event>) => decider.evolve(state, { ...event, revision: event.revision + cut }),
      };
      expect(given(shifted, ...events.slice(cut)).state).toEqual(whole);
    }),
  );
}
