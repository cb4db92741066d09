import { describe, it } from '@jest/globals';
import { MemberRemoved, NotJoined, NotThere } from '#libs/workspaces';
import { askingIn, workspaceAfter } from '../../../../test/support/conversation-history.js';
import { given } from '../../../../test/support/given.js';
import { departed, invited, joined } from '../../../../test/support/workspace-history.js';
import { type Customer, customerDecider } from '../../domain/customer.js';
import { type CustomerAssigned } from '../../domain/events.js';
import { assignCustomer } from './assign-customer.js';

const before = workspaceAfter(joined('bo'), joined('cy'), invited('fay'));
const after = workspaceAfter(joined('bo'), joined('cy'), ...departed('bo', 'cy'));
const assigned = (csmId: string, formerCsmId: string | null = null): CustomerAssigned => ({
  type: 'CustomerAssigned',
  data: { workspaceId: 'w', customerId: 'k', csmId, formerCsmId },
});
const to = (csmId: string, workspace = before, actor = 'ann') => {
  return (one: Customer) => assignCustomer(one, { customerId: 'k', csmId }, askingIn(workspace, actor));
};

describe('giving a customer account its CSM', () => {
  it('names the former one', () => {
    given(customerDecider).when(to('bo')).then([assigned('bo')]);
    given(customerDecider, assigned('bo')).when(to('cy')).then([assigned('cy', 'bo')]);
  });

  it('writes nothing where it is theirs already', () => {
    given(customerDecider, assigned('bo')).when(to('bo')).thenNothing();
  });

  it('[X-9] writes nothing where it is theirs by succession', () => {
    given(customerDecider, assigned('bo')).when(to('cy', after)).thenNothing();
    given(customerDecider, assigned('bo')).when(to('ann', after)).then([assigned('ann', 'bo')]);
  });

  it('[X-8] refuses members who were removed, and those who have not joined', () => {
    given(customerDecider).when(to('bo', after)).thenRejects(MemberRemoved);
    given(customerDecider).when(to('fay')).thenRejects(NotJoined);
  });

  it('[S-7] knows no members of other workspaces, neither as CSM nor as who asks', () => {
    given(customerDecider).when(to('eve')).thenRejects(NotThere);
    given(customerDecider).when(to('bo', before, 'eve')).thenRejects(NotThere);
  });
});
