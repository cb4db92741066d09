import { type Decider, type Folded, UnknownEvent } from '#libs/event-sourcing';
import { type CustomerAssigned } from './events.js';

/** A customer account, of which only its CSM is kept here. */
export interface Customer {
  /** As it was given; undefined before the first. */
  readonly csmId?: string;
}

function evolve(_: Customer, event: Folded<CustomerAssigned>): Customer {
  if ((event.type as string) !== 'CustomerAssigned') throw new UnknownEvent(event);
  return { csmId: event.data.csmId };
}

/** The streams `customer-<workspaceId>.<customerId>`. */
export const customerDecider: Decider<Customer, CustomerAssigned> = {
  category: 'customer',
  initial: {},
  evolve,
};
