import { describe, it } from '@jest/globals';
import { given } from '../../../../test/support/given.js';
import {
  accountOf,
  departed,
  founded,
  invited,
  joined,
  keyOf,
  resent,
  revoked,
  roleChanged,
  workspaceRemoved,
} from '../../../../test/support/workspace-history.js';
import { JoiningClosed } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { joinByDomain, type JoinByDomain } from './join-by-domain.js';

type At = { readonly at?: string };
const acme = (...events: readonly (WorkspaceEvent & At)[]) => given(workspaceDecider, ...founded(...events));
const signedUp = (memberId: string, wanted: Partial<JoinByDomain> = {}) => {
  const person = { memberId, accountId: accountOf(memberId), emailKey: keyOf(memberId) };
  const command = { ...person, domain: 'acme.test', ...wanted };
  return (workspace: Workspace) => joinByDomain(workspace, command);
};
const turned = (autoJoin: boolean): WorkspaceEvent => ({
  type: 'DomainJoiningChanged',
  data: { domain: 'acme.test', autoJoin },
});
const verified = (memberId: string, data: object = {}) => ({
  type: 'UserJoined',
  data: { ...joined(memberId).data, by: 'verification', ...data },
});

describe('a verified sign-up with the domain of a workspace', () => {
  it('[D-3] joins as user, with no action of an admin', () => {
    acme().when(signedUp('bo')).then([joined('bo', 'user', 'domain')]);
  });

  it('[D-3] writes nothing where the account is a member already', () => {
    acme(joined('bo')).when(signedUp('bo')).thenNothing();
    acme(joined('bo')).when(signedUp('bo-again', { accountId: accountOf('bo') })).thenNothing();
    acme(joined('bo'), turned(false)).when(signedUp('bo')).thenNothing();
  });

  it.each(['sub.acme.test', 'test', 'me.test', 'acme.test.example', 'ACME.TEST', ''])(
    '[D-6] does not join by the domain %j: only the exact one counts',
    (domain) => {
      acme().when(signedUp('bo', { domain })).thenRejects(JoiningClosed);
    },
  );

  it('[D-8] joins nothing where joining by the domain is turned off, until it is on again', () => {
    acme(turned(false)).when(signedUp('bo')).thenRejects(JoiningClosed);
    acme(turned(false), turned(true)).when(signedUp('bo')).then([joined('bo', 'user', 'domain')]);
  });

  it('[D-8] joins nothing where the workspace has let go of the domain, or is not there', () => {
    acme({ type: 'DomainReleased', data: { domain: 'acme.test' } }).when(signedUp('bo')).thenRejects(JoiningClosed);
    given(workspaceDecider).when(signedUp('bo')).thenRejects(JoiningClosed);
  });

  it('[D-8] joins by each domain that the workspace has claimed', () => {
    const further = { type: 'DomainClaimed', data: { domain: 'acme.example', autoJoin: true } } as const;
    acme(further).when(signedUp('bo', { domain: 'acme.example' })).then([joined('bo', 'user', 'domain')]);
  });

  it('[X-11] joins nobody again whom this sign-up had made a member and who was removed since', () => {
    acme(joined('bo'), ...departed('bo', 'ann')).when(signedUp('bo')).thenNothing();
    const asInvited = [invited('bo'), joined('bo', 'user', 'invitation'), ...departed('bo', 'ann')];
    const again = { ...invited('bo-2'), data: { ...invited('bo-2').data, emailKey: keyOf('bo') } };
    acme(...asInvited, again).when(signedUp('bo-3', { accountId: accountOf('bo') })).thenNothing();
  });

  it('[X-12] joins as a new member who has signed up anew after a removal', () => {
    const anew = { accountId: 'another-account', emailKey: keyOf('bo') };
    acme(joined('bo'), ...departed('bo', 'ann')).when(signedUp('bo-2', anew)).then([
      { type: 'UserJoined', data: { ...joined('bo-2').data, ...anew } },
    ]);
  });

  it('[A-2] [D-8] joins nothing where the workspace was removed', () => {
    acme(workspaceRemoved(1)).when(signedUp('bo')).thenRejects(JoiningClosed);
  });

  it('[I-4] joins as user where an earlier invitation was revoked', () => {
    acme(invited('bo', 'admin'), revoked('bo')).when(signedUp('bo2', { emailKey: keyOf('bo') })).then([
      { type: 'UserJoined', data: { ...joined('bo2').data, emailKey: keyOf('bo') } },
    ]);
  });
});

describe('a verified sign-up with an invited address', () => {
  /** Under the id that the sign-up made for a new member: the invited one stays. */
  const again = signedUp('another-id', { accountId: accountOf('bo'), emailKey: keyOf('bo') });

  it('[D-7] takes the invited place, with the invited role and no second seat', () => {
    acme(invited('bo', 'admin')).when(again).then([verified('bo', { role: 'admin' })]);
  });

  it('[D-7] whether or not the link of the invitation has expired or was replaced', () => {
    const history = [invited('bo'), resent('bo', 2, '2020-01-01T00:00:00.000Z')];
    acme(...history).when(again).then([verified('bo')]);
  });

  it('[D-7] goes before the domain: it is accepted where joining is turned off', () => {
    acme(invited('bo'), turned(false)).when(again).then([verified('bo')]);
  });

  it('[D-7] [I-10] as user where the inviter is no longer admin', () => {
    const history = [joined('cy', 'admin'), invited('bo', 'admin', 'cy'), roleChanged('cy', 'admin', 'user')];
    const said = { role: 'user', invitedRole: 'admin', reducedBecause: 'inviter_is_no_longer_admin' };
    acme(...history).when(again).then([verified('bo', said)]);
  });

  it('[D-7] an invitation of another address is not used up', () => {
    acme(invited('bo', 'admin')).when(signedUp('cy')).then([joined('cy', 'user', 'domain')]);
  });

  it('[I-6] an address that a member has given up is theirs from now on', () => {
    acme(joined('bo')).when(signedUp('cy', { emailKey: keyOf('bo') })).then([
      { type: 'UserJoined', data: { ...joined('cy').data, emailKey: keyOf('bo') } },
    ]);
  });
});
