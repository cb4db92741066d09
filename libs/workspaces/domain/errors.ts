import { type ErrorKind, type FieldError, RosterError } from '#libs/event-sourcing';
import { type Capability, standingFor } from './capabilities.js';

export interface Candidate {
  readonly memberId: string;
}

/** Not there, or not for this caller to know of (S-7). */
export class NotThere extends RosterError {
  readonly code = 'not_found';
  readonly kind = 'not_found';
  constructor(what = 'workspace') {
    super(`There is no such ${what}.`);
  }
}

/** */
export class CapabilityRequired extends RosterError {
  readonly code = 'capability_required';
  readonly kind = 'forbidden';
  constructor(capability: Capability) {
    const grantor = standingFor(capability) === 'owner' ? 'the owner' : 'an admin';
    super(`This needs the capability ${capability}.`, {
      remedy:
        grantor === 'the owner'
          ? 'Only the owner of the workspace has it. The owner can pass ownership on.'
          : 'An admin of the workspace can grant it by changing your role.',
      extensions: { capability, grantedBy: grantor === 'the owner' ? 'owner' : 'admin' },
    });
  }
}

/** somebody who is not a member any more; their work is their successor's. */
export class MemberRemoved extends RosterError {
  readonly code = 'member_removed';
  readonly kind = 'conflict';
  constructor(successorId: string) {
    super('This member was removed from the workspace.', {
      remedy: 'Name their successor instead.',
      extensions: { successorId },
    });
  }
}

/** */
export class TransferRequired extends RosterError {
  readonly code = 'transfer_required';
  readonly kind = 'invalid';
  constructor(candidates?: readonly (Candidate & { readonly name: string | null })[]) {
    super('Removing a joined member needs another joined member who takes over their work.', {
      remedy: 'Name one of the candidates as transferTo.',
      ...(candidates && { extensions: { candidates } }),
    });
  }
}

/** */
export class OwnerMustTransfer extends RosterError {
  readonly code = 'owner_must_transfer';
  readonly kind = 'conflict';
  constructor() {
    super('The owner cannot be removed from the workspace.', { remedy: 'Pass ownership on to another admin first.' });
  }
}

/** The name that was typed to remove a workspace is not its name. */
export class NameDiffers extends RosterError {
  readonly code = 'name_differs';
  readonly kind = 'invalid';
  constructor() {
    super('This is not the name of the workspace.', { remedy: 'Type its name as it is written.' });
  }
}

/** */
export class LastAdmin extends RosterError {
  readonly code = 'last_admin';
  readonly kind = 'conflict';
  constructor() {
    super('This is the only admin of the workspace.', { remedy: 'Promote another member to admin first.' });
  }
}

/** */
export class OwnerOnly extends RosterError {
  readonly code = 'owner_only';
  readonly kind = 'forbidden';
  constructor(message = 'Only the owner of the workspace may do this.') {
    super(message, { remedy: 'Ask the owner of the workspace.', extensions: { grantedBy: 'owner' } });
  }
}

/** */
export class ChooseNewOwner extends RosterError {
  readonly code = 'choose_new_owner';
  readonly kind = 'conflict';
  constructor(candidates: readonly Candidate[]) {
    super('The owner must be a joined admin of the workspace.', {
      remedy: 'Name one of the candidates as newOwnerId, or promote somebody first.',
      extensions: { candidates },
    });
  }
}

/** I-6 */
export class AlreadyMember extends RosterError {
  readonly code = 'already_member';
  readonly kind = 'conflict';
  constructor(memberId: string) {
    super('This address belongs to a member of the workspace already.', { extensions: { memberId } });
  }
}

/** I-6 */
export class AlreadyInvited extends RosterError {
  readonly code = 'already_invited';
  readonly kind = 'conflict';
  constructor(memberId: string) {
    super('This address is invited already.', {
      remedy: 'Resend the invitation of this member.',
      extensions: { memberId },
    });
  }
}

/** The member has joined: there is no invitation to resend or to revoke. */
export class AlreadyJoined extends RosterError {
  readonly code = 'already_joined';
  readonly kind = 'conflict';
  constructor() {
    super('This member has joined already: there is no open invitation.');
  }
}

/** The member has been invited but has not joined, so there is no account to act on. */
export class NotJoined extends RosterError {
  readonly code = 'not_joined';
  readonly kind = 'conflict';
  constructor() {
    super('This member has not accepted the invitation yet.', { remedy: 'Resend the invitation, or wait for it.' });
  }
}

/** I-3 */
export class ResentTooOften extends RosterError {
  readonly code = 'too_many_requests';
  readonly kind = 'too_many_requests';
  constructor(retryAfterSeconds: number) {
    super('An invitation can be resent once a minute and five times a day.', { retryAfterSeconds });
  }
}

/** I-7: a link that no longer works, each way with its own code. */
export class InvitationGone extends RosterError {
  readonly kind = 'gone';
  constructor(readonly code: 'invitation_expired' | 'invitation_revoked' | 'invitation_replaced' | 'invitation_used') {
    super(GONE[code].message, { remedy: GONE[code].remedy });
  }
}

const GONE = {
  invitation_expired: {
    message: 'This invitation has expired.',
    remedy: 'Ask an admin of the workspace to resend the invitation.',
  },
  invitation_revoked: {
    message: 'This invitation was revoked.',
    remedy: 'Ask an admin of the workspace for a new invitation.',
  },
  invitation_replaced: {
    message: 'A newer email replaced this link.',
    remedy: 'Use the link in the newest invitation email.',
  },
  invitation_used: { message: 'This invitation was accepted already.', remedy: 'Sign in.' },
} as const;

/** I-5: somebody else is signed in than the person who was invited. */
export class OtherAddress extends RosterError {
  readonly code = 'other_address';
  readonly kind = 'forbidden';
  constructor() {
    super('This invitation is for another address than the one you are signed in with.', {
      remedy: 'Sign out and open the link again, or ask for an invitation to your own address.',
    });
  }
}

/** I-5: the invited address has an account, and nobody has proved to be its owner. */
export class SignInRequired extends RosterError {
  readonly code = 'sign_in_required';
  readonly kind = 'unauthenticated';
  constructor() {
    super('There is an account for this address.', { remedy: 'Sign in, or give its password.' });
  }
}

/** What a crash interrupted is being finished at this moment; the same command then has its answer. */
export class StillFinishing extends RosterError {
  readonly code = 'still_finishing';
  readonly kind = 'unavailable';
  constructor() {
    super('This was interrupted and is being finished.', { remedy: 'Ask again in a moment.', retryAfterSeconds: 1 });
  }
}

/** I-8 */
export class UnknownInboxes extends RosterError {
  readonly code = 'unknown_inboxes';
  readonly kind = 'invalid';
  constructor(errors: readonly FieldError[]) {
    super('Some inboxes are not in this workspace.', { errors });
  }
}

/** An inbox's name or a domain that is in use. */
export class Taken extends RosterError {
  readonly kind: ErrorKind = 'conflict';
  constructor(readonly code: 'inbox_name_taken' | 'domain_taken') {
    super(code === 'domain_taken' ? 'Another workspace has this domain.' : 'An inbox of this name is there already.');
  }
}

export class TooManyInboxes extends RosterError {
  readonly code = 'too_many_inboxes';
  readonly kind = 'conflict';
  constructor(most: number) {
    super(`A workspace has at most ${most} inboxes.`, { remedy: 'Remove one that is not used any more.' });
  }
}

/** D-5, D-8 */
export class DomainRefused extends RosterError {
  readonly kind: ErrorKind;
  constructor(readonly code: 'public_domain' | 'domain_not_yours') {
    super(
      code === 'public_domain'
        ? 'Public mail providers belong to nobody and can not be claimed.'
        : 'Only a domain that your own verified address belongs to can be added.',
      { remedy: code === 'public_domain' ? 'Use your work address.' : 'Ask a colleague with an address of that domain.' },
    );
    this.kind = code === 'public_domain' ? 'invalid' : 'forbidden';
  }
}

/** D-8: nobody joins by this domain (any more). Signing up falls back to a workspace of one's own. */
export class JoiningClosed extends RosterError {
  readonly code = 'joining_closed';
  readonly kind = 'conflict';
  constructor() {
    super('Joining by this domain is turned off.', { remedy: 'Ask an admin for an invitation.' });
  }
}

export class StaleRevision extends RosterError {
  readonly code = 'precondition_failed';
  readonly kind = 'precondition_failed';
  constructor() {
    super('The member has changed since you read it.', { remedy: 'Read it again and decide anew.' });
  }
}
