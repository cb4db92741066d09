import { type DecisionContext } from '#libs/event-sourcing';
import { type Address, type PendingSignUp } from '../../domain/address.js';
import { LinkGone } from '../../domain/errors.js';
import { type AddressEvent, type ClaimData, type NameAndEmail } from '../../domain/events.js';

export interface VerifySignUp {
  readonly signUpId: string;
  readonly person: NameAndEmail;
}

/** D-1: the first verified sign-up gets the address. @throws LinkGone */
export function verifySignUp(
  address: Address,
  { signUpId, person }: VerifySignUp,
  { now }: DecisionContext,
): readonly AddressEvent[] {
  const data = claimOf(verifiable(address, signUpId, now));
  return [{ type: 'AddressClaimed', data, personal: { of: signUpId, fields: person } }];
}

/** The sign-up that a link is good for. @throws LinkGone */
export function verifiable(address: Address, signUpId: string, now: string): PendingSignUp {
  const signUp = address.pending.find((pending) => pending.signUpId === signUpId);
  if (address.claim || !signUp) throw new LinkGone('verification_used');
  if (signUp.expiresAt <= now) throw new LinkGone('verification_expired');
  return signUp;
}

function claimOf({ signUpId, workspaceId, memberId, workspaceName, domain, credentialId }: PendingSignUp): ClaimData {
  const named = workspaceName === undefined ? {} : { workspaceName };
  return { by: 'sign-up', accountId: signUpId, workspaceId, memberId, ...named, domain, credentialId };
}
