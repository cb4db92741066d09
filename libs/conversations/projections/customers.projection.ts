import { idOf, type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type CustomerAssigned } from '../domain/events.js';

/** A customer account. The CSM is the one that was named. */
export interface CustomerRow extends ReadDocument {
  readonly workspaceId: string;
  readonly customerId: string;
  readonly csmId: string;
}

export const customers: Projection<CustomerRow, CustomerAssigned> = {
  name: 'customers',
  version: 1,
  indexes: [
    { workspaceId: 1, _id: 1 },
    { workspaceId: 1, csmId: 1, _id: 1 },
  ],
  handles: ['CustomerAssigned'],
  touches: (event) => ({ ids: [idOf(event.stream)] }),
  fold(id, _, { data: { workspaceId, customerId, csmId } }) {
    return { _id: id, workspaceId, customerId, csmId };
  },
};
