import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given, NOON } from '../../../../test/support/given.js';
import {
  asking,
  founded,
  hoursAfter,
  inbox,
  invited,
  joined,
  keyOf,
  revoked,
} from '../../../../test/support/workspace-history.js';
import { AlreadyInvited, AlreadyMember, CapabilityRequired, NotThere, UnknownInboxes } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { inviteUser, type InviteUser } from './invite-user.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const asked = (wanted: Partial<InviteUser> = {}, actor: Actor | string = 'ann') => {
  const bo = { memberId: 'bo', emailKey: keyOf('bo'), email: 'bo@acme.test' };
  const command: InviteUser = { ...bo, role: 'user', inboxIds: [], hours: 72, ...wanted };
  return (workspace: Workspace) => inviteUser(workspace, command, asking(actor));
};
const withInvited = (data: object) => ({ ...invited('bo'), data: { ...invited('bo').data, ...data } });

describe('inviting somebody', () => {
  it('[I-1] is with an address, a role and inboxes', () => {
    acme(inbox('i'), inbox('j'))
      .when(asked({ role: 'admin', inboxIds: ['j', 'i'] }))
      .then([
        {
          type: 'UserInvited',
          data: {
            memberId: 'bo',
            emailKey: keyOf('bo'),
            role: 'admin',
            inboxIds: ['i', 'j'],
            linkNo: 1,
            expiresAt: '2026-03-04T12:00:00.000Z',
            invitedBy: 'ann',
          },
          personal: { of: 'bo', fields: { email: 'bo@acme.test' } },
        },
      ]);
  });

  it('[I-1] keeps the address out of what stands in the clear', () => {
    const [event] = acme().when(asked()).events;
    expect(JSON.stringify(event?.data)).not.toContain('@');
  });

  it.each([1, 72, 168])('[I-2] gives the link %d hours', (hours) => {
    acme().when(asked({ hours })).then([withInvited({ expiresAt: hoursAfter(NOON, hours) })]);
  });

  it('[I-6] is refused for a member, who is named', () => {
    const attempt = () => acme(joined('bo')).when(asked({ memberId: 'new' })).events;
    expect(attempt).toThrow(AlreadyMember);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'already_member',
        details: expect.objectContaining({ extensions: { memberId: 'bo' } }),
      }),
    );
  });

  it('[I-6] is refused for somebody invited, who is named so that the caller can resend', () => {
    const attempt = () => acme(invited('bo')).when(asked({ memberId: 'new' })).events;
    expect(attempt).toThrow(AlreadyInvited);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'already_invited',
        details: expect.objectContaining({ extensions: { memberId: 'bo' } }),
      }),
    );
  });

  it('[I-2] [I-6] is refused for somebody whose link has expired: the seat is still theirs', () => {
    const later = hoursAfter(NOON, 1000);
    const { state } = acme(invited('bo'));
    const bo = { memberId: 'again', emailKey: keyOf('bo'), email: 'bo@acme.test' };
    const again = { ...bo, role: 'user', inboxIds: [], hours: 1 } as const;
    expect(() => inviteUser(state, again, asking('ann', later))).toThrow(AlreadyInvited);
  });

  it('[I-4] is possible again after the revocation, as a new member', () => {
    const personal = { of: 'again', fields: { email: 'bo@acme.test' } };
    acme(invited('bo'), revoked('bo'))
      .when(asked({ memberId: 'again' }))
      .then([{ ...withInvited({ memberId: 'again' }), personal }]);
  });

  it('[I-8] names each inbox that is not there', () => {
    const attempt = () => acme(inbox('i')).when(asked({ inboxIds: ['x', 'i', 'y'] })).events;
    expect(attempt).toThrow(UnknownInboxes);
    expect(attempt).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        details: {
          errors: [
            { path: 'inboxIds.0', message: 'There is no inbox x.' },
            { path: 'inboxIds.2', message: 'There is no inbox y.' },
          ],
        },
      }),
    );
  });

  it('[I-8] does not know an inbox that is gone, and takes one that was named twice once', () => {
    const gone = { type: 'InboxRemoved', data: { inboxId: 'i' } } as const;
    acme(inbox('i'), gone).when(asked({ inboxIds: ['i'] })).thenRejects(UnknownInboxes);
    acme(inbox('i')).when(asked({ inboxIds: ['i', 'i'] })).then([withInvited({ inboxIds: ['i'] })]);
  });

  it('[R-2] is for members with users.manage', () => {
    acme(joined('cy')).when(asked({}, 'cy')).thenRejects(CapabilityRequired);
    const forCy: Actor = { kind: 'service', id: 'crm', onBehalfOf: 'cy' };
    acme(joined('cy')).when(asked({}, forCy)).thenRejects(CapabilityRequired);
  });

  it('[R-2] looks at who asks before it tells who is a member', () => {
    acme(joined('cy'), joined('bo')).when(asked({}, 'cy')).thenRejects(CapabilityRequired);
    acme(joined('bo')).when(asked({}, 'eve')).thenRejects(NotThere);
  });

  it('[I-10] names the admin who invites, also through a service, and nobody for a service as itself', () => {
    const invitedBy = (actor: Actor) => acme().when(asked({}, actor));
    invitedBy({ kind: 'service', id: 'crm', onBehalfOf: 'ann' }).then([withInvited({ invitedBy: 'ann' })]);
    invitedBy({ kind: 'service', id: 'crm' }).then([withInvited({ invitedBy: null })]);
  });

  it('[S-7] is not there for strangers', () => {
    acme().when(asked({}, 'eve')).thenRejects(NotThere);
    acme().when(asked({}, { kind: 'account', id: 'x' })).thenRejects(NotThere);
    given(workspaceDecider).when(asked({}, { kind: 'service', id: 'crm' })).thenRejects(NotThere);
  });

  it('[I-9] one bad row spoils no other: each is decided on what those before it left', () => {
    const cy = { memberId: 'cy', emailKey: keyOf('cy') };
    const rows = [asked(), asked({ memberId: 'twice' }), asked({ ...cy, inboxIds: ['x'] })];
    const written: WorkspaceEvent[] = [];
    const refusals: unknown[] = [];
    for (const row of [...rows, asked({ memberId: 'di', emailKey: keyOf('di') })]) {
      try {
        written.push(...acme(...written).when(row).events);
      } catch (error) {
        refusals.push((error as { code: string }).code);
      }
    }
    expect(written.map(({ data }) => (data as { memberId: string }).memberId)).toEqual(['bo', 'di']);
    expect(refusals).toEqual(['already_invited', 'unknown_inboxes']);
  });
});
