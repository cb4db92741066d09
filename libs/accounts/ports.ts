import { type CommandScope } from '#libs/event-sourcing';

/** A verified sign-up, on its way to its workspace. */
export interface SignUpToPlace {
  readonly accountId: string;
  /** Of the workspace that it founds, where it founds one. */
  readonly workspaceId: string;
  /** Of the member that it becomes, unless an invitation has made one already. */
  readonly memberId: string;
  readonly emailKey: string;
  /** The address's domain, in lower-case ASCII. */
  readonly domain: string;
  readonly workspaceName?: string;
  /** Name and address are for personal fields of events alone. */
  readonly name: string;
  readonly email: string;
}

export interface Placed {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly outcome: 'founded' | 'joined' | 'accepted';
  readonly advice?: string;
}

/** Where a verified sign-up belongs (D-2 to D-8). Implemented by the workspaces. */
export interface Placement {
  /** Harmless when it is called again, after a crash or by the request and the process at once: the same answer. */
  place(signUp: SignUpToPlace, scope: CommandScope): Promise<Placed>;
}

export interface Membership {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly memberId: string;
  readonly role: 'admin' | 'user';
  readonly owner: boolean;
  readonly capabilities: readonly string[];
}

export interface PendingInvitation {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly memberId: string;
  readonly role: 'admin' | 'user';
  readonly expiresAt: string;
}

/** Where an account belongs. Implemented by the workspaces. */
export interface Memberships {
  of(accountId: string): Promise<readonly Membership[]>;
  pendingInvitations(emailKey: string): Promise<readonly PendingInvitation[]>;
}

/** What deleting an account does to the workspaces that it is a member of. */
export interface DeparturePlan {
  /** Those that the person owns: they go, with so many members invited and joined. */
  readonly workspacesRemoved: readonly { readonly workspaceId: string; readonly name: string; readonly members: number }[];
  /** Those that the person leaves, and who takes over there. */
  readonly workspacesLeft: readonly {
    readonly workspaceId: string;
    readonly name: string;
    readonly successor: { readonly memberId: string; readonly name: string | null };
  }[];
}

/** Giving up every place in every workspace. Implemented by the workspaces. */
export interface Departure {
  plan(accountId: string): Promise<DeparturePlan>;
  /**
   * Leaves every workspace, removes those that the account owns, and revokes what its address is still invited to.
   * Harmless twice.
   */
  leaveAll(accountId: string, emailKey: string, scope: CommandScope): Promise<void>;
  /** The members that an account was, and those that its addresses were once invited as in vain. */
  memberIds(accountId: string, emailKeys: readonly string[]): Promise<readonly string[]>;
}

export interface AccountSettings {
  /** Limits the emails that anybody can have sent to one address. */
  readonly rateLimits: boolean;
  /** False only where the service is served on loopback. */
  readonly secureCookies: boolean;
}

/** What becomes of emails, for logs and metrics: by the name of the template, never with the address. */
export interface MailObserver {
  sent(mail: string): void;
  /** The mail server will never take it: it is given up. */
  refused(mail: string, reason: string): void;
  /** Its link had expired before it could be sent. */
  outdated(mail: string): void;
}
