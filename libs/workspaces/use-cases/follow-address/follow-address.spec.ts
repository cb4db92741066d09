import { describe, expect, it } from '@jest/globals';
import { given } from '../../../../test/support/given.js';
import {
  accountOf,
  addressChanged,
  founded,
  invited,
  joined,
  keyOf,
} from '../../../../test/support/workspace-history.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { followAddress } from './follow-address.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const moved = (memberId: string, emailKey: string) => {
  return (workspace: Workspace) => followAddress(workspace, { accountId: accountOf(memberId), emailKey });
};

describe('an account that has changed its address', () => {
  it('[I-6] takes its place in the workspace along', () => {
    acme(joined('bo')).when(moved('bo', 'new-key')).then([addressChanged('bo', 'new-key')]);
  });

  it('writes nothing where the place has that address already', () => {
    acme(joined('bo')).when(moved('bo', keyOf('bo'))).thenNothing();
    acme(joined('bo'), addressChanged('bo', 'new-key')).when(moved('bo', 'new-key')).thenNothing();
  });

  it('writes nothing in a workspace that the account is no member of', () => {
    acme().when(moved('bo', 'new-key')).thenNothing();
    acme(invited('bo')).when(moved('bo', 'new-key')).thenNothing();
    acme(invited('cy')).when(moved('bo', keyOf('cy'))).thenNothing();
    given(workspaceDecider).when(moved('bo', 'new-key')).thenNothing();
  });

  it('[I-6] ends an open invitation to that address: the person is a member', () => {
    acme(joined('bo'), invited('cy', 'admin'))
      .when(moved('bo', keyOf('cy')))
      .then([
        { type: 'InvitationRevoked', data: { memberId: 'cy', because: 'address_belongs_to_member' } },
        addressChanged('bo', keyOf('cy')),
      ]);
  });

  it('[I-6] goes on where the former holder of the address has not moved yet, and lets them move afterwards', () => {
    const history = acme(joined('bo'), joined('cy'));
    history.when(moved('bo', keyOf('cy'))).then([addressChanged('bo', keyOf('cy'))]);
    const swapped = acme(joined('bo'), joined('cy'), addressChanged('bo', keyOf('cy')));
    swapped.when(moved('cy', keyOf('bo'))).then([addressChanged('cy', keyOf('bo'))]);
    expect(swapped.state.memberOfAddress(keyOf('cy'))?.memberId).toBe('bo');
  });
});
