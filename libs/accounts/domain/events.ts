import { type CommandKey, type DomainEvent } from '#libs/event-sourcing';

/**
 * Streams `email-<emailKey>`: who holds an address. They exist before any account does, so that an anonymous request
 * takes the same way whether there is an account or not (C-3).
 */
export type AddressEvent = SignUpRequested | PasswordResetAsked | AddressClaimed | AddressReleased;

/** Streams `account-<accountId>`: one person's identity. Personal fields are of the account. */
export type AccountEvent =
  | AccountOpened
  | SignUpPlaced
  | SignedIn
  | ProfileChanged
  | PasswordChanged
  | PasswordResetSent
  | PasswordReset
  | EmailChangeRequested
  | EmailChangeConfirmed
  | EmailChangeApproved
  | EmailChanged
  | AccountDeletionRequested
  | AccountDeleted;

/** What a person is called, and the address as they wrote it. */
export interface NameAndEmail {
  readonly name: string;
  readonly email: string;
}

/** Where a verified sign-up is to go. The ids are made when it is asked for, so that later steps can be repeated. */
export interface SignUpPlan {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly workspaceName?: string;
  /** The address's domain, in lower-case ASCII. */
  readonly domain: string;
  readonly credentialId: string;
}

export type SignUpRequested = DomainEvent<
  'SignUpRequested',
  SignUpPlan & {
    /** The account that it opens once it is verified. */
    readonly signUpId: string;
    readonly expiresAt: string;
  },
  NameAndEmail
>;

/** Asked for by anybody, for any address, known or not. */
export type PasswordResetAsked = DomainEvent<'PasswordResetAsked', { readonly requestId: string }>;

/** From now on the address is this account's, and nobody else's until it is released. */
export type AddressClaimed = DomainEvent<'AddressClaimed', ClaimData, NameAndEmail>;

export type ClaimData =
  | ({ readonly by: 'sign-up'; readonly accountId: string } & SignUpPlan)
  | {
      readonly by: 'invitation';
      readonly accountId: string;
      readonly workspaceId: string;
      readonly memberId: string;
      /** Which of the invitation's links was used. */
      readonly linkNo: number;
      readonly credentialId: string;
      /** The key that the request came with: whoever goes on after a crash carries out that very command (S-1). */
      readonly command: CommandKey | null;
    }
  | {
      readonly by: 'email-change';
      readonly accountId: string;
      readonly changeId: string;
      /** Grows with each change that the account asks for: a claim for a newer one goes before that for an older. */
      readonly changeNo: number;
    };

export type AddressReleased = DomainEvent<
  'AddressReleased',
  {
    readonly accountId: string;
    /** A sign-up that was asked for while the account was being deleted: it counts from now on. */
    readonly revived?: string;
  }
>;

export type AccountOpened = DomainEvent<
  'AccountOpened',
  {
    readonly emailKey: string;
    readonly credentialId: string | null;
    readonly via: 'sign-up' | 'invitation';
  },
  NameAndEmail
>;

/** The sign-up has found its workspace (D-2, D-3, D-7): it is looked for once and never again. */
export type SignUpPlaced = DomainEvent<
  'SignUpPlaced',
  {
    readonly workspaceId: string;
    readonly memberId: string;
    readonly outcome: 'founded' | 'joined' | 'accepted';
    readonly advice?: string;
  }
>;

export type SignInVia = 'password' | 'verification' | 'acceptance';

/** A session began (T-2). */
export type SignedIn = DomainEvent<'SignedIn', { readonly sessionId: string; readonly via: SignInVia }>;

/** The fields of a profile that a person or an admin may change (P-1, P-2). */
export interface ProfileFields {
  readonly name: string;
  readonly jobTitle: string | null;
  readonly phone: string | null;
}

/** The personal fields hold the new values of `changed`, and no others. */
export type ProfileChanged = DomainEvent<
  'ProfileChanged',
  { readonly changed: readonly (keyof ProfileFields)[] },
  Partial<ProfileFields>
>;

/** The person chose a new password, knowing the old one (C-6). */
export type PasswordChanged = DomainEvent<
  'PasswordChanged',
  {
    readonly credentialId: string;
    readonly formerCredentialId: string | null;
    /** The session that goes on; every other one that began before ends. */
    readonly sessionId: string;
  }
>;

/** A link to choose a new password is on its way (C-1, C-2). */
export type PasswordResetSent = DomainEvent<
  'PasswordResetSent',
  { readonly resetId: string; readonly expiresAt: string } & ResetAsker
>;

/** Who a reset link was asked for by. */
export type ResetAsker =
  | { readonly askedBy: 'person' }
  | { readonly askedBy: 'admin'; readonly workspaceId: string; readonly workspaceName: string };

/** A reset link was used: every session that began before ends (C-2). */
export type PasswordReset = DomainEvent<
  'PasswordReset',
  { readonly resetId: string; readonly credentialId: string; readonly formerCredentialId: string | null }
>;

export type EmailChangeRequested = DomainEvent<
  'EmailChangeRequested',
  {
    readonly changeId: string;
    /** Of the new address. */
    readonly emailKey: string;
    /** True where an admin asked: the present address must then agree (P-4). */
    readonly needsApproval: boolean;
    readonly expiresAt: string;
    /** The admin's workspace, where an admin asked. */
    readonly workspaceName?: string;
  },
  { readonly email: string }
>;

/** The link that went to the new address was used. */
export type EmailChangeConfirmed = DomainEvent<'EmailChangeConfirmed', { readonly changeId: string }>;

/** The link that went to the present address was used. */
export type EmailChangeApproved = DomainEvent<'EmailChangeApproved', { readonly changeId: string }>;

export type EmailChanged = DomainEvent<
  'EmailChanged',
  {
    readonly changeId: string;
    readonly emailKey: string;
    readonly formerEmailKey: string;
    /** Of the change by which the former address was the account's; -1 where it was so from the beginning. */
    readonly formerChangeNo: number;
  },
  { readonly email: string; readonly formerEmail: string }
>;

/**
 * The person deletes their account. From here it is closed: nobody signs in, no link of it works. The process
 * `account-deletion` does the rest.
 */
export type AccountDeletionRequested = DomainEvent<
  'AccountDeletionRequested',
  { readonly deletionId: string; readonly emailKey: string }
>;

/** Every place is given up, the address is free, and what was personal can be read by nobody any more. */
export type AccountDeleted = DomainEvent<'AccountDeleted', { readonly deletionId: string }>;
