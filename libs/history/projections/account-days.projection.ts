import { type AccountOpened, type EmailChanged, type ProfileChanged, type SignedIn } from '#libs/accounts';
import { idOf, type Projection, type ReadDocument } from '#libs/event-sourcing';

/** A day (UTC) on which somebody signed in. */
export interface ActiveDay {
  /** Revision of the first sign-in of that day. */
  readonly from: number;
  /** ISO time of the last. */
  readonly last: string;
}

/**
 * Where in an account's stream to look for what was so at a moment. Holds nothing personal: names are read from the
 * events themselves, as long as they can be.
 */
export interface AccountDays extends ReadDocument {
  /** Each event that set something of the profile. */
  readonly profile: readonly { readonly at: string; readonly revision: number }[];
  /** Days with sign-ins, in order: as many entries as there are days, however often somebody signs in. */
  readonly days: readonly ActiveDay[];
}

export type AccountDaysEvent = AccountOpened | ProfileChanged | EmailChanged | SignedIn;

export const accountDays: Projection<AccountDays, AccountDaysEvent> = {
  name: 'history-accounts',
  version: 1,
  indexes: [{ _id: 1 }],
  handles: ['AccountOpened', 'ProfileChanged', 'EmailChanged', 'SignedIn'],
  touches: (event) => ({ ids: [idOf(event.stream)] }),
  fold(id, known, { type, revision, metadata: { at } }) {
    const before = known ?? { _id: id, profile: [], days: [] };
    if (type !== 'SignedIn') return { ...before, profile: [...before.profile, { at, revision }] };
    const today = before.days.at(-1);
    if (today?.last.slice(0, 10) !== at.slice(0, 10)) return { ...before, days: [...before.days, { from: revision, last: at }] };
    return { ...before, days: [...before.days.slice(0, -1), { from: today.from, last: at }] };
  },
};
