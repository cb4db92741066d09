import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import { asking, founded, invited, joined, roleChanged } from '../../../../test/support/workspace-history.js';
import { CapabilityRequired, ChooseNewOwner, LastAdmin, NotThere, OwnerOnly, StaleRevision } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { workspaceDecider } from '../../domain/workspace.js';
import { type ChangeRole, changeRole } from './change-role.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const asked = (command: ChangeRole, actor: Actor | string = 'ann') => {
  return (workspace: Parameters<typeof changeRole>[0]) => changeRole(workspace, command, asking(actor));
};

describe('changing a role', () => {
  it('[R-3] promotes a user to admin and back', () => {
    acme(joined('bo')).when(asked({ memberId: 'bo', role: 'admin' })).then([roleChanged('bo', 'user', 'admin')]);
    acme(joined('bo', 'admin')).when(asked({ memberId: 'bo', role: 'user' })).then([roleChanged('bo', 'admin', 'user')]);
  });

  it('[R-3] changes the role that an invited member will have', () => {
    acme(invited('bo')).when(asked({ memberId: 'bo', role: 'admin' })).then([roleChanged('bo', 'user', 'admin')]);
  });

  it('[R-7] writes nothing where the member has the role already', () => {
    acme(joined('bo')).when(asked({ memberId: 'bo', role: 'user' })).thenNothing();
    acme().when(asked({ memberId: 'ann', role: 'admin' })).thenNothing();
  });

  it('[R-2] is for members with users.manage', () => {
    acme(joined('bo'), joined('cy')).when(asked({ memberId: 'cy', role: 'admin' }, 'bo')).thenRejects(CapabilityRequired);
  });

  it('[R-2] names the capability and who can grant it', () => {
    try {
      acme(joined('bo')).when(asked({ memberId: 'bo', role: 'admin' }, 'bo')).thenNothing();
    } catch (error) {
      expect(error).toBeInstanceOf(CapabilityRequired);
      expect((error as CapabilityRequired).details.extensions).toEqual({ capability: 'users.manage', grantedBy: 'admin' });
    }
    expect.assertions(2);
  });

  it('[R-7] lets nobody grant a role above their own: a service acts with the capabilities of its member', () => {
    const service: Actor = { kind: 'service', id: 'crm', onBehalfOf: 'bo' };
    acme(joined('bo')).when(asked({ memberId: 'bo', role: 'admin' }, service)).thenRejects(CapabilityRequired);
  });

  it('[R-4] refuses to demote the last admin', () => {
    acme(joined('bo')).when(asked({ memberId: 'ann', role: 'user' })).thenRejects(LastAdmin);
  });

  it('[R-4] does not count invited admins', () => {
    acme(invited('bo', 'admin')).when(asked({ memberId: 'ann', role: 'user' })).thenRejects(LastAdmin);
  });

  it('[R-6] lets only the owner demote the owner', () => {
    acme(joined('bo', 'admin')).when(asked({ memberId: 'ann', role: 'user' }, 'bo')).thenRejects(OwnerOnly);
    acme(joined('bo', 'admin'))
      .when(asked({ memberId: 'ann', role: 'user' }, { kind: 'service', id: 'crm' }))
      .thenRejects(OwnerOnly);
  });

  it('[R-6] passes ownership to the only other admin when the owner steps down, in the same append', () => {
    acme(joined('bo', 'admin'))
      .when(asked({ memberId: 'ann', role: 'user' }))
      .then([
        { type: 'OwnershipTransferred', data: { from: 'ann', to: 'bo', because: 'owner_stepped_down' } },
        roleChanged('ann', 'admin', 'user'),
      ]);
  });

  it('[R-6] passes ownership to the admin that was named', () => {
    acme(joined('bo', 'admin'), joined('cy', 'admin'))
      .when(asked({ memberId: 'ann', role: 'user', newOwnerId: 'cy' }))
      .then([
        { type: 'OwnershipTransferred', data: { from: 'ann', to: 'cy', because: 'owner_stepped_down' } },
        roleChanged('ann', 'admin', 'user'),
      ]);
  });

  it('[R-6] asks which of several admins becomes owner, and lists them', () => {
    const attempt = () =>
      acme(joined('cy', 'admin'), joined('bo', 'admin')).when(asked({ memberId: 'ann', role: 'user' })).events;
    expect(attempt).toThrow(ChooseNewOwner);
    expect(attempt).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ extensions: { candidates: [{ memberId: 'bo' }, { memberId: 'cy' }] } }),
      }),
    );
  });

  it('[R-6] refuses a new owner who is not a joined admin', () => {
    const command = (newOwnerId: string): ChangeRole => ({ memberId: 'ann', role: 'user', newOwnerId });
    const history = [joined('bo', 'admin'), joined('cy'), invited('di', 'admin')];
    for (const id of ['cy', 'di', 'ann', 'nobody']) acme(...history).when(asked(command(id))).thenRejects(ChooseNewOwner);
  });

  it('[A-2] [A-4] passes ownership to nobody whose account is being deleted', () => {
    const admins = [joined('bo', 'admin'), joined('cy', 'admin')];
    const stepDown: ChangeRole = { memberId: 'ann', role: 'user', leaving: ['bo'] };
    acme(...admins).when(asked({ ...stepDown, newOwnerId: 'bo' })).thenRejects(ChooseNewOwner);
    acme(joined('bo', 'admin')).when(asked(stepDown)).thenRejects(LastAdmin);
    acme(...admins)
      .when(asked(stepDown))
      .then([
        { type: 'OwnershipTransferred', data: { from: 'ann', to: 'cy', because: 'owner_stepped_down' } },
        roleChanged('ann', 'admin', 'user'),
      ]);
  });

  it('[S-7] knows no members of other workspaces, neither as subject nor as actor', () => {
    acme().when(asked({ memberId: 'eve', role: 'user' })).thenRejects(NotThere);
    acme(joined('bo')).when(asked({ memberId: 'bo', role: 'admin' }, 'eve')).thenRejects(NotThere);
    acme(joined('bo'))
      .when(asked({ memberId: 'bo', role: 'admin' }, { kind: 'member', id: 'ann', accountId: 'somebody-else' }))
      .thenRejects(NotThere);
    acme(joined('bo')).when(asked({ memberId: 'bo', role: 'admin' }, { kind: 'account', id: 'x' })).thenRejects(NotThere);
  });

  it('refuses a stale picture of the member', () => {
    acme(joined('bo')).when(asked({ memberId: 'bo', role: 'admin', ifRevision: 3 })).then([roleChanged('bo', 'user', 'admin')]);
    acme(joined('bo')).when(asked({ memberId: 'bo', role: 'admin', ifRevision: 2 })).thenRejects(StaleRevision);
  });
});
