import { describe, expect, it } from '@jest/globals';
import { type Decide } from '#libs/event-sourcing';
import { given, NOON } from '../../../../test/support/given.js';
import {
  accountOf,
  departed,
  founded,
  hoursAfter,
  inbox,
  invited,
  joined,
  keyOf,
  resent,
  revoked,
  roleChanged,
  workspaceRemoved,
} from '../../../../test/support/workspace-history.js';
import { AlreadyMember, InvitationGone, NotThere } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { acceptInvitation, type AcceptInvitation, usableInvitation } from './accept-invitation.js';

type At = { readonly at?: string };
const EXPIRES = hoursAfter(NOON, 72);

const acme = (...events: readonly (WorkspaceEvent & At)[]) => given(workspaceDecider, ...founded(...events));
const accepting = (link: Partial<AcceptInvitation> = {}): Decide<Workspace, WorkspaceEvent> => {
  const command = { memberId: 'bo', linkNo: 1, expiresAt: EXPIRES, accountId: accountOf('bo'), ...link };
  return (workspace, context) => acceptInvitation(workspace, command, context);
};
const refused = (history: readonly (WorkspaceEvent & At)[], link: Partial<AcceptInvitation>, now = NOON) => {
  const attempt = () => acme(...history).when(accepting(link), now).events;
  expect(attempt).toThrow(InvitationGone);
  return { as: (code: string) => expect(attempt).toThrow(expect.objectContaining({ code, kind: 'gone' })) };
};

describe('accepting an invitation', () => {
  it('[I-5] makes the invited person a member, with the invited role', () => {
    for (const role of ['user', 'admin'] as const) {
      acme(invited('bo', role)).when(accepting()).then([joined('bo', role, 'invitation')]);
    }
  });

  it('[R-3] gives the role that an admin has set since', () => {
    const history = [invited('bo'), roleChanged('bo', 'user', 'admin')];
    acme(...history).when(accepting()).then([joined('bo', 'admin', 'invitation')]);
  });

  it('[I-5] works once', () => {
    refused([invited('bo'), joined('bo', 'user', 'invitation')], {}).as('invitation_used');
  });

  it('[I-7] [X-12] was used by a member who was removed since: it brings them back no more', () => {
    const history = [invited('bo'), resent('bo', 2), joined('bo', 'user', 'invitation'), ...departed('bo', 'ann')];
    for (const linkNo of [1, 2]) refused(history, { linkNo }).as('invitation_used');
    refused(history, {}, hoursAfter(NOON, 24 * 365)).as('invitation_used');
  });

  it('[X-12] takes who was removed and invited again as the new member that they are', () => {
    const again = { ...invited('bo-2'), data: { ...invited('bo-2').data, emailKey: keyOf('bo') } };
    const history = [invited('bo'), joined('bo', 'user', 'invitation'), ...departed('bo', 'ann'), again];
    const same = { accountId: accountOf('bo'), emailKey: keyOf('bo') };
    acme(...history)
      .when(accepting({ memberId: 'bo-2' }))
      .then([{ type: 'UserJoined', data: { ...joined('bo-2', 'user', 'invitation').data, ...same } }]);
  });

  it('[A-2] is not there once the workspace was removed', () => {
    acme(invited('bo'), workspaceRemoved(2)).when(accepting()).thenRejects(NotThere);
    acme(invited('bo'), revoked('bo'), workspaceRemoved(1)).when(accepting()).thenRejects(NotThere);
  });

  it('[D-7] does not work for an invitation that verifying the address has used up', () => {
    const verified = { type: 'UserJoined', data: { ...joined('bo').data, by: 'verification' } } as const;
    refused([invited('bo'), verified], {}).as('invitation_used');
  });

  it('[I-2] [I-7] works until the last millisecond of its life, and then has expired', () => {
    acme(invited('bo')).when(accepting(), before(EXPIRES)).then([joined('bo', 'user', 'invitation')]);
    refused([invited('bo')], {}, EXPIRES).as('invitation_expired');
  });

  it('[I-7] says what to do where it has expired: ask an admin to resend', () => {
    expect(() => acme(invited('bo')).when(accepting(), EXPIRES).events).toThrow(
      expect.objectContaining({ details: { remedy: 'Ask an admin of the workspace to resend the invitation.' } }),
    );
  });

  it('[I-3] [I-7] works only by the newest link; every earlier one was replaced', () => {
    const history = [invited('bo'), resent('bo', 2), resent('bo', 3)];
    acme(...history).when(accepting({ linkNo: 3 })).then([joined('bo', 'user', 'invitation')]);
    for (const linkNo of [1, 2]) refused(history, { linkNo }).as('invitation_replaced');
  });

  it('[I-3] works by a resent link after the first one has expired', () => {
    const later = hoursAfter(NOON, 100);
    const history = [invited('bo'), resent('bo', 2, later)];
    acme(...history)
      .when(accepting({ linkNo: 2, expiresAt: hoursAfter(later, 72) }), later)
      .then([joined('bo', 'user', 'invitation')]);
  });

  it('[I-4] [I-7] does not work once it is revoked, by none of its links and however late', () => {
    const history = [invited('bo'), resent('bo', 2), revoked('bo')];
    for (const linkNo of [1, 2]) refused(history, { linkNo }).as('invitation_revoked');
    refused(history, {}, hoursAfter(NOON, 24 * 365)).as('invitation_revoked');
  });

  it('[I-4] does not open the new invitation of an address that was invited again', () => {
    const again = { ...invited('bo-again'), data: { ...invited('bo-again').data, emailKey: keyOf('bo') } };
    refused([invited('bo'), revoked('bo'), again], {}).as('invitation_revoked');
  });

  it('[I-7] [S-7] is not there for who never was invited, and for a link that was never sent', () => {
    acme(invited('bo')).when(accepting({ memberId: 'eve' })).thenRejects(NotThere);
    acme(joined('bo')).when(accepting()).thenRejects(NotThere);
    acme(invited('bo')).when(accepting({ linkNo: 2 })).thenRejects(NotThere);
    given(workspaceDecider).when(accepting()).thenRejects(NotThere);
  });

  it('[I-6] makes nobody a member twice: the account has joined already, under another address', () => {
    const attempt = () => acme(joined('cy'), invited('bo')).when(accepting({ accountId: accountOf('cy') })).events;
    expect(attempt).toThrow(AlreadyMember);
    expect(attempt).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ extensions: { memberId: 'cy' } }) }),
    );
  });

  it('[I-1] leaves the member the inboxes of the invitation', () => {
    const bo = { ...invited('bo'), data: { ...invited('bo').data, inboxIds: ['i'] } };
    const history = [inbox('i'), bo, joined('bo', 'user', 'invitation')];
    expect(acme(...history).state.member('bo').inboxIds).toEqual(['i']);
  });
});

describe('the role that an invitation gives', () => {
  const reduced = {
    type: 'UserJoined',
    data: {
      ...joined('bo', 'user', 'invitation').data,
      invitedRole: 'admin',
      reducedBecause: 'inviter_is_no_longer_admin',
    },
  };
  const cyInvites = [joined('cy', 'admin'), invited('bo', 'admin', 'cy')];

  it('[I-10] is admin while the inviter is one', () => {
    acme(...cyInvites).when(accepting()).then([joined('bo', 'admin', 'invitation')]);
  });

  it('[I-10] is user once the inviter has been demoted, and the event says so', () => {
    acme(...cyInvites, roleChanged('cy', 'admin', 'user')).when(accepting()).then([reduced]);
  });

  it('[I-10] is user once the inviter was removed, or has left, whoever took over', () => {
    for (const because of [undefined, 'left'] as const) {
      acme(...cyInvites, ...departed('cy', 'ann', because)).when(accepting()).then([reduced]);
    }
  });

  it('[I-10] stays user, without a word, where nothing had to be taken away', () => {
    const history = [joined('cy', 'admin'), invited('bo', 'user', 'cy'), roleChanged('cy', 'admin', 'user')];
    acme(...history).when(accepting()).then([joined('bo', 'user', 'invitation')]);
  });

  it('[I-10] is what it was changed to since, while who changed it is an admin', () => {
    const by = (memberId: string) => ({ actor: { kind: 'member', id: memberId, accountId: accountOf(memberId) } }) as const;
    const demoted = [...cyInvites, roleChanged('cy', 'admin', 'user')];
    const confirmed = [
      { ...roleChanged('bo', 'admin', 'user'), ...by('ann') },
      { ...roleChanged('bo', 'user', 'admin'), ...by('ann') },
    ];
    acme(...demoted, ...confirmed).when(accepting()).then([joined('bo', 'admin', 'invitation')]);
    const raised = [joined('cy', 'admin'), invited('bo', 'user', 'ann'), { ...roleChanged('bo', 'user', 'admin'), ...by('cy') }];
    acme(...raised).when(accepting()).then([joined('bo', 'admin', 'invitation')]);
    acme(...raised, roleChanged('cy', 'admin', 'user')).when(accepting()).then([reduced]);
    const onBehalf = { actor: { kind: 'service', id: 'crm', onBehalfOf: 'cy' } } as const;
    const byService = [joined('cy', 'admin'), invited('bo', 'user', 'ann'), { ...roleChanged('bo', 'user', 'admin'), ...onBehalf }];
    acme(...byService, roleChanged('cy', 'admin', 'user')).when(accepting()).then([reduced]);
  });

  it('[I-10] is as invited where a service invited as itself', () => {
    acme(invited('bo', 'admin', null)).when(accepting()).then([joined('bo', 'admin', 'invitation')]);
  });
});

describe('looking at an invitation', () => {
  it('[I-5] finds the invited member and changes nothing', () => {
    const { state } = acme(invited('bo'));
    const link = { memberId: 'bo', linkNo: 1, expiresAt: EXPIRES };
    expect(usableInvitation(state, link, NOON)).toBe(state.member('bo'));
    expect(usableInvitation(state, link, NOON)).toBe(state.member('bo'));
  });
});

function before(time: string): string {
  return new Date(Date.parse(time) - 1).toISOString();
}
