import { type Decider, type Folded, UnknownEvent } from '#libs/event-sourcing';
import { type AccountEvent, type EmailChangeRequested, type ProfileFields, type SignUpPlaced } from './events.js';
import { NoAccount } from './errors.js';

/** A change of address that was asked for last (P-4). */
export interface EmailChange {
  readonly changeId: string;
  /** Revision of the request: grows with each. */
  readonly changeNo: number;
  readonly emailKey: string;
  readonly email: string;
  readonly expiresAt: string;
  readonly needsApproval: boolean;
  readonly confirmed: boolean;
  readonly approved: boolean;
  /** Carried out: the address is the account's. */
  readonly done: boolean;
}

/** The reset link that was sent last (C-2). */
export interface Reset {
  readonly resetId: string;
  readonly expiresAt: string;
  readonly used: boolean;
}

/** One person's identity. In memory its personal fields stand in the clear; a snapshot of it is sealed. */
export interface Account extends ProfileFields {
  /** Opened, and not closed by its deletion. */
  readonly open: boolean;
  /** ISO time; empty before it was opened. */
  readonly openedAt: string;
  /** Present from the moment that its deletion was asked for. */
  readonly deletion: { readonly deletionId: string; readonly done: boolean } | null;
  /** Where the sign-up found its place; null before, and for an account that an invitation opened. */
  readonly placed: SignUpPlaced['data'] | null;
  /** Counts the changes of profile and address, for `If-Match`. */
  readonly profileRevision: number;
  readonly email: string;
  readonly emailKey: string;
  /** `changeNo` of the change by which the address is the account's; -1 where it was so from the beginning. */
  readonly addressSince: number;
  /** Under which the vault keeps the password's hash. */
  readonly credentialId: string | null;
  readonly reset: Reset | null;
  readonly emailChange: EmailChange | null;
  /** Every session that began before this revision has ended, but the one that is named. */
  readonly sessionsEnded: { readonly revision: number; readonly except: string | null } | null;
}

/** An account's profile as callers see it (P-1). */
export interface Profile extends ProfileFields {
  readonly email: string;
  readonly profileComplete: boolean;
}

const EVENTS_PER_SNAPSHOT = 100;
const FORM = 2;

export const accountDecider: Decider<Account, AccountEvent> = {
  category: 'account',
  initial: {
    open: false,
    openedAt: '',
    deletion: null,
    placed: null,
    profileRevision: 0,
    name: '',
    email: '',
    jobTitle: null,
    phone: null,
    emailKey: '',
    addressSince: -1,
    credentialId: null,
    reset: null,
    emailChange: null,
    sessionsEnded: null,
  },
  evolve,
  personal: true,
  snapshots: {
    version: FORM,
    every: () => EVENTS_PER_SNAPSHOT,
    write: (account) => account,
    read: (stored) => stored as Account,
  },
};

/** @throws NoAccount where it was never opened, or is deleted */
export function openAccountOf(account: Account): Account {
  if (!account.open) throw new NoAccount();
  return account;
}

/** P-1: complete where name, email and job title are set. */
export function profileOf({ name, email, jobTitle, phone }: Account): Profile {
  const profileComplete = [name, email, jobTitle].every((field) => field !== null && field !== '');
  return { name, email, jobTitle, phone, profileComplete };
}

/** Whether everything that a change of address needs is there, and it is not carried out yet. */
export function isReady(change: EmailChange | null): change is EmailChange {
  return change !== null && !change.done && change.confirmed && (change.approved || !change.needsApproval);
}

/** Whether a session that began with the event of this revision has been ended by a change of the password since. */
export function hasEnded({ sessionsEnded }: Account, session: { sessionId: string; revision: number }): boolean {
  if (!sessionsEnded || session.revision >= sessionsEnded.revision) return false;
  return session.sessionId !== sessionsEnded.except;
}

function evolve(account: Account, event: Folded<AccountEvent>): Account {
  const profileRevision = account.profileRevision + 1;
  switch (event.type) {
    case 'AccountOpened': {
      const { emailKey, credentialId } = event.data;
      const { name = '', email = '' } = event.personal?.fields ?? {};
      return { ...account, open: true, openedAt: event.metadata.at, emailKey, credentialId, name, email };
    }
    case 'SignUpPlaced':
      return { ...account, placed: event.data };
    case 'SignedIn':
      return account;
    case 'ProfileChanged':
      return { ...account, ...event.personal?.fields, profileRevision };
    case 'PasswordChanged': {
      const { credentialId, sessionId } = event.data;
      return { ...account, credentialId, sessionsEnded: { revision: event.revision, except: sessionId } };
    }
    case 'PasswordResetSent': {
      const { resetId, expiresAt } = event.data;
      return { ...account, reset: { resetId, expiresAt, used: false } };
    }
    case 'PasswordReset': {
      const { credentialId } = event.data;
      const reset = account.reset && { ...account.reset, used: true };
      return { ...account, credentialId, reset, sessionsEnded: { revision: event.revision, except: null } };
    }
    case 'EmailChangeRequested':
      return { ...account, emailChange: requested(event) };
    case 'EmailChangeConfirmed':
      return { ...account, emailChange: account.emailChange && { ...account.emailChange, confirmed: true } };
    case 'EmailChangeApproved':
      return { ...account, emailChange: account.emailChange && { ...account.emailChange, approved: true } };
    case 'EmailChanged': {
      const { emailKey } = event.data;
      const addressSince = account.emailChange?.changeNo ?? -1;
      const email = event.personal?.fields?.email ?? '';
      const emailChange = account.emailChange && { ...account.emailChange, done: true };
      // A reset link that went to the former address must not open the account any more.
      return { ...account, emailKey, email, addressSince, emailChange, reset: null, profileRevision };
    }
    case 'AccountDeletionRequested': {
      const { deletionId } = event.data;
      const sessionsEnded = { revision: event.revision, except: null };
      const closed = { open: false, credentialId: null, reset: null, emailChange: null, sessionsEnded };
      return { ...account, ...closed, deletion: { deletionId, done: false } };
    }
    case 'AccountDeleted': {
      const { deletionId } = event.data;
      return { ...account, name: '', email: '', jobTitle: null, phone: null, deletion: { deletionId, done: true } };
    }
    default:
      throw new UnknownEvent(event);
  }
}

function requested({ data, personal, revision }: Folded<EmailChangeRequested>): EmailChange {
  const { changeId, emailKey, expiresAt, needsApproval } = data;
  const email = personal?.fields?.email ?? '';
  const agreed = { confirmed: false, approved: false, done: false };
  return { changeId, changeNo: revision, emailKey, email, expiresAt, needsApproval, ...agreed };
}
