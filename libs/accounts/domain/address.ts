import { type Decider, type Folded, UnknownEvent } from '#libs/event-sourcing';
import { type AddressEvent, type ClaimData, type SignUpPlan, type SignUpRequested } from './events.js';

/** A sign-up that waits for its link to be used (D-1). */
export interface PendingSignUp extends SignUpPlan {
  readonly signUpId: string;
  readonly expiresAt: string;
  /** Of its event in the stream, whose personal fields are read when they are needed: the state keeps none. */
  readonly revision: number;
  readonly askedAt: string;
}

/** Who holds an address, and who would like to. Holds nothing personal. */
export interface Address {
  readonly claim: ClaimData | null;
  /** Oldest first. None of them counts while the address is claimed. */
  readonly pending: readonly PendingSignUp[];
  /**
   * The newest sign-up since the address was claimed: to who asked for it, it looks like any other (C-3), but it only
   * counts where the account was being deleted already.
   */
  readonly askedSince: PendingSignUp | null;
  /** Times of the newest requests, as many as the limit of mails looks at. */
  readonly signUpsAt: readonly string[];
  readonly resetsAt: readonly string[];
}

/** So many emails of a kind may be asked for to one address in `MAIL_WINDOW`. */
export const MAILS_IN_WINDOW = 10;

const EVENTS_PER_SNAPSHOT = 100;
const FORM = 2;

export const addressDecider: Decider<Address, AddressEvent> = {
  category: 'email',
  initial: { claim: null, pending: [], askedSince: null, signUpsAt: [], resetsAt: [] },
  evolve,
  weigh: ({ pending }) => 1 + pending.length,
  snapshots: {
    version: FORM,
    every: () => EVENTS_PER_SNAPSHOT,
    write: (address) => address,
    read: (stored) => stored as Address,
  },
};

/** The newest sign-up that waits for its link to be used, as far as who asked for it can tell. */
export function latestSignUp({ claim, pending, askedSince }: Address, now: string): PendingSignUp | undefined {
  const asked = [...(claim ? [] : pending), ...(askedSince ? [askedSince] : [])];
  return asked.findLast(({ expiresAt }) => expiresAt > now);
}

function evolve(address: Address, event: Folded<AddressEvent>): Address {
  const { at } = event.metadata;
  switch (event.type) {
    case 'SignUpRequested':
      return { ...withSignUp(address, event), signUpsAt: newest(address.signUpsAt, at) };
    case 'PasswordResetAsked':
      return { ...address, resetsAt: newest(address.resetsAt, at) };
    case 'AddressClaimed':
      // Only a claim for an invitation may be withdrawn before it has come to anything.
      return {
        ...address,
        claim: event.data,
        pending: event.data.by === 'invitation' ? address.pending : [],
        askedSince: null,
      };
    case 'AddressReleased': {
      const { pending, askedSince } = address;
      const revived = askedSince && askedSince.signUpId === event.data.revived;
      if (!revived) return { ...address, claim: null };
      return { ...address, claim: null, pending: [...pending, askedSince], askedSince: null };
    }
    default:
      throw new UnknownEvent(event);
  }
}

function withSignUp(address: Address, event: Folded<SignUpRequested>): Address {
  const { at } = event.metadata;
  const signUp = { ...event.data, revision: event.revision, askedAt: at };
  if (address.claim) return { ...address, askedSince: signUp };
  const open = address.pending.filter(({ expiresAt }) => expiresAt > at);
  return { ...address, pending: [...open, signUp], askedSince: null };
}

function newest(times: readonly string[], at: string): readonly string[] {
  return [...times, at].slice(-MAILS_IN_WINDOW);
}
