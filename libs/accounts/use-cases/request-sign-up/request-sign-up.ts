import { type DecisionContext } from '#libs/event-sourcing';
import { type Address } from '../../domain/address.js';
import { type AddressEvent, type NameAndEmail, type SignUpPlan } from '../../domain/events.js';
import { withinMailLimit } from '../../domain/mail-limit.js';
import { after, HOUR } from '../../domain/moments.js';

/** How long a verification link works (D-1). */
export const VERIFICATION_LIFETIME = 24 * HOUR;

export interface SignUp {
  readonly signUpId: string;
  readonly plan: SignUpPlan;
  readonly person: NameAndEmail;
  /** Whether the number of emails to one address is limited. */
  readonly limited: boolean;
}

/** D-1. The same whether the address has an account or not (C-3). @throws TooManyRequests */
export function requestSignUp(
  address: Address,
  { signUpId, plan, person, limited }: SignUp,
  { now }: DecisionContext,
): readonly AddressEvent[] {
  if (limited) withinMailLimit(address.signUpsAt, now);
  const expiresAt = after(now, VERIFICATION_LIFETIME);
  return [
    { type: 'SignUpRequested', data: { signUpId, ...plan, expiresAt }, personal: { of: signUpId, fields: person } },
  ];
}
