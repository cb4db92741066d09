import { type DecisionContext } from '#libs/event-sourcing';
import { type Address } from '../../domain/address.js';
import { type AddressEvent } from '../../domain/events.js';
import { withinMailLimit } from '../../domain/mail-limit.js';

export interface AskPasswordReset {
  readonly requestId: string;
  /** Whether the number of emails to one address is limited. */
  readonly limited: boolean;
}

/** The same whether the address has an account or not (C-3). @throws TooManyRequests */
export function askPasswordReset(
  address: Address,
  { requestId, limited }: AskPasswordReset,
  { now }: DecisionContext,
): readonly AddressEvent[] {
  if (limited) withinMailLimit(address.resetsAt, now);
  return [{ type: 'PasswordResetAsked', data: { requestId } }];
}
