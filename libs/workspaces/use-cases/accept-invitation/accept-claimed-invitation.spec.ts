import { describe, expect, it } from '@jest/globals';
import { type Decide } from '#libs/event-sourcing';
import { given, NOON } from '../../../../test/support/given.js';
import {
  accountOf,
  departed,
  founded,
  hoursAfter,
  invited,
  joined,
  resent,
  revoked,
  roleChanged,
} from '../../../../test/support/workspace-history.js';
import { InvitationGone, NotThere } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { acceptClaimedInvitation } from './accept-claimed-invitation.js';

type At = { readonly at?: string };
const acme = (...events: readonly (WorkspaceEvent & At)[]) => given(workspaceDecider, ...founded(...events));
const finishing = (linkNo = 1, memberId = 'bo', accountId = accountOf('bo')): Decide<Workspace, WorkspaceEvent> => {
  return (workspace, context) => acceptClaimedInvitation(workspace, { memberId, linkNo, accountId }, context);
};
const finishingFor = (accountId: string) => finishing(1, 'bo', accountId);

describe('accepting for an account that was made for this invitation', () => {
  it('[I-5] makes the person a member, with the invited role', () => {
    acme(invited('bo', 'admin')).when(finishing()).then([joined('bo', 'admin', 'invitation')]);
  });

  it('[I-2] [I-5] comes to its end however late: the link worked when the address was claimed by it', () => {
    acme(invited('bo')).when(finishing(), hoursAfter(NOON, 1000)).then([joined('bo', 'user', 'invitation')]);
  });

  it('[I-5] writes nothing a second time', () => {
    acme(invited('bo'), joined('bo', 'user', 'invitation')).when(finishing()).thenNothing();
  });

  it('[X-11] writes nothing, and is no refusal, where that member was removed since', () => {
    const history = [invited('bo'), joined('bo', 'user', 'invitation'), ...departed('bo', 'ann')];
    acme(...history).when(finishing()).thenNothing();
    acme(...history).when(finishingFor('of-another')).thenRejects(InvitationGone);
  });

  it.each([
    ['invitation_revoked', [invited('bo'), revoked('bo')]],
    ['invitation_replaced', [invited('bo'), resent('bo', 2)]],
    ['invitation_used', [invited('bo'), { ...joined('bo'), data: { ...joined('bo').data, accountId: 'of-another' } }]],
  ] as const)('[I-7] is refused as %s', (code, history) => {
    expect(() => acme(...history).when(finishing()).events).toThrow(expect.objectContaining({ code }));
    acme(...history).when(finishing()).thenRejects(InvitationGone);
  });

  it('[I-7] is not there for an invitation that never was', () => {
    acme().when(finishing()).thenRejects(NotThere);
    acme(invited('bo')).when(finishing(2)).thenRejects(NotThere);
    acme(invited('bo')).when(finishing(1, 'eve')).thenRejects(NotThere);
  });

  it('[I-10] gives the role user where the inviter is no longer admin', () => {
    const history = [joined('cy', 'admin'), invited('bo', 'admin', 'cy'), roleChanged('cy', 'admin', 'user')];
    const said = { invitedRole: 'admin', reducedBecause: 'inviter_is_no_longer_admin' };
    acme(...history).when(finishing()).then([
      { type: 'UserJoined', data: { ...joined('bo', 'user', 'invitation').data, ...said } },
    ]);
  });
});
