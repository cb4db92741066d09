import { authorize } from '#libs/workspaces';
import { type Asking, heirOf } from '../../domain/asking.js';
import { type Customer } from '../../domain/customer.js';
import { type CustomerAssigned } from '../../domain/events.js';

export interface AssignCustomer {
  readonly customerId: string;
  readonly csmId: string;
}

/** Gives a customer account its CSM. @throws NotThere, MemberRemoved naming the successor, NotJoined */
export function assignCustomer(
  customer: Customer,
  { customerId, csmId }: AssignCustomer,
  { workspace, actor }: Asking,
): readonly CustomerAssigned[] {
  authorize(workspace, actor, 'customers.edit');
  const formerCsmId = customer.csmId ?? null;
  workspace.joinedMember(csmId);
  if (heirOf(workspace, formerCsmId) === csmId) return [];
  const { workspaceId } = workspace;
  return [{ type: 'CustomerAssigned', data: { workspaceId, customerId, csmId, formerCsmId } }];
}
