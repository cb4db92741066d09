import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import { asking, founded, invited, joined, keyOf, revoked } from '../../../../test/support/workspace-history.js';
import { AlreadyJoined, CapabilityRequired, NotThere } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { revokeInvitation } from './revoke-invitation.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const asked = (actor: Actor | string = 'ann') => {
  return (workspace: Workspace) => revokeInvitation(workspace, { memberId: 'bo' }, asking(actor));
};

describe('revoking an invitation', () => {
  it('[I-4] ends the invited place, whoever of the admins invited', () => {
    acme(invited('bo')).when(asked()).then([revoked('bo')]);
    acme(joined('cy', 'admin'), invited('bo')).when(asked('cy')).then([revoked('bo')]);
    acme(invited('bo')).when(asked({ kind: 'service', id: 'crm' })).then([revoked('bo')]);
  });

  it('[I-4] frees the seat and the address', () => {
    const { state } = acme(invited('bo'), revoked('bo'));
    expect(state.members.size).toBe(1);
    expect(state.memberOfAddress(keyOf('bo'))).toBeUndefined();
  });

  it('[I-4] is refused once the member has joined: that would be a removal', () => {
    acme(invited('bo'), joined('bo', 'user', 'invitation')).when(asked()).thenRejects(AlreadyJoined);
    acme(joined('bo')).when(asked()).thenRejects(AlreadyJoined);
  });

  it('[I-4] is there no second time, nor for somebody never invited', () => {
    acme(invited('bo'), revoked('bo')).when(asked()).thenRejects(NotThere);
    acme().when(asked()).thenRejects(NotThere);
  });

  it('[R-2] is for members with users.manage', () => {
    acme(invited('bo'), joined('cy')).when(asked('cy')).thenRejects(CapabilityRequired);
  });

  it('[S-7] is not there for strangers, the invited person among them', () => {
    acme(invited('bo')).when(asked('eve')).thenRejects(NotThere);
    acme(invited('bo')).when(asked('bo')).thenRejects(NotThere);
    given(workspaceDecider).when(asked({ kind: 'system', id: 'p' })).thenRejects(NotThere);
  });
});
