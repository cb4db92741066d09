import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import {
  asking,
  departed,
  founded,
  invited,
  joined,
  NOTHING_MOVED,
  ownershipTransferred,
  removed,
  revoked,
  transferred,
  workspaceRemoved,
} from '../../../../test/support/workspace-history.js';
import {
  CapabilityRequired,
  MemberRemoved,
  NotJoined,
  NotThere,
  OwnerMustTransfer,
  TransferRequired,
} from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { removeMember } from './remove-member.js';

const MOVED = { conversations: 7, replies: 5, notes: 3, customers: 2 };

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const asked = (memberId: string, transferTo?: string, actor: Actor | string = 'ann', moved = NOTHING_MOVED) => {
  return (workspace: Workspace) => removeMember(workspace, { memberId, transferTo, moved }, asking(actor));
};
const servingFor = (onBehalfOf: string): Actor => ({ kind: 'service', id: 'crm', onBehalfOf });
const AS_ITSELF: Actor = { kind: 'service', id: 'crm' };

describe('removing a joined member', () => {
  it('[X-1] [X-2] passes their work on and removes them, in one append and in this order', () => {
    acme(joined('bo'), joined('cy')).when(asked('bo', 'cy')).then([transferred('bo', 'cy'), removed('bo', 'cy')]);
  });

  it('[X-10] says what was counted to move', () => {
    acme(joined('bo'), joined('cy'))
      .when(asked('bo', 'cy', 'ann', MOVED))
      .then([transferred('bo', 'cy', MOVED), removed('bo', 'cy')]);
  });

  it('[X-1] lets the work go to anybody who has joined: a user, an admin, the owner who asks', () => {
    const workspace = acme(joined('bo'), joined('cy'), joined('di', 'admin'));
    for (const successor of ['cy', 'di', 'ann']) {
      workspace.when(asked('bo', successor)).then(departed('bo', successor));
    }
  });

  it('[X-1] is refused without a successor, and with the member as their own', () => {
    const workspace = acme(joined('bo'), joined('cy'));
    for (const nobody of [undefined, 'bo']) {
      const attempt = workspace.when(asked('bo', nobody));
      attempt.thenRejects(TransferRequired);
      expect(() => attempt.events).toThrow(expect.objectContaining({ code: 'transfer_required', kind: 'invalid' }));
    }
  });

  it('[X-1] goes to nobody who has not joined, nor to anybody who is not there', () => {
    const workspace = acme(joined('bo'), invited('cy'));
    workspace.when(asked('bo', 'cy')).thenRejects(NotJoined);
    expect(() => workspace.when(asked('bo', 'cy')).events).toThrow(expect.objectContaining({ code: 'not_joined' }));
    workspace.when(asked('bo', 'eve')).thenRejects(NotThere);
  });

  it('[X-1] [X-8] goes to nobody who was removed; the answer names who has their work now', () => {
    const workspace = acme(joined('bo'), joined('cy'), joined('di'), ...departed('cy', 'di'), ...departed('di', 'ann'));
    const attempt = workspace.when(asked('bo', 'cy'));
    attempt.thenRejects(MemberRemoved);
    expect(() => attempt.events).toThrow(
      expect.objectContaining({
        code: 'member_removed',
        kind: 'conflict',
        details: expect.objectContaining({ extensions: { successorId: 'ann' } }),
      }),
    );
  });

  it('[X-8] is there no second time: the member was removed, and their successor is named', () => {
    const workspace = acme(joined('bo'), joined('cy'), ...departed('bo', 'cy'));
    for (const to of ['cy', 'ann', undefined]) {
      const attempt = workspace.when(asked('bo', to));
      attempt.thenRejects(MemberRemoved);
      expect(() => attempt.events).toThrow(
        expect.objectContaining({ details: expect.objectContaining({ extensions: { successorId: 'cy' } }) }),
      );
    }
  });

  it('[R-2] is for members with users.manage', () => {
    const workspace = acme(joined('bo'), joined('cy'), invited('di'));
    for (const [memberId, actor] of [['bo', 'cy'], ['di', 'cy'], ['ann', 'cy'], ['bo', servingFor('cy')]] as const) {
      workspace.when(asked(memberId, 'ann', actor)).thenRejects(CapabilityRequired);
    }
  });

  it('[R-4] one admin may remove the other: the owner is one who is left', () => {
    acme(joined('bo', 'admin')).when(asked('bo', 'ann')).then(departed('bo', 'ann'));
    acme(joined('bo', 'admin'), joined('cy', 'admin')).when(asked('bo', 'ann', 'cy')).then(departed('bo', 'ann'));
  });

  it('[S-6] is done by a service, as itself or for a member who may', () => {
    const workspace = acme(joined('bo'), joined('cy'));
    workspace.when(asked('bo', 'cy', AS_ITSELF)).then(departed('bo', 'cy'));
    workspace.when(asked('bo', 'cy', servingFor('ann'))).then(departed('bo', 'cy'));
    workspace.when(asked('bo', undefined, AS_ITSELF)).thenRejects(TransferRequired);
  });

  it('[X-11] [S-7] is not there for strangers, the removed and the invited among them', () => {
    const history = [joined('bo', 'admin'), joined('cy'), invited('di', 'admin'), ...departed('bo', 'ann')];
    const account = { kind: 'account', id: 'account-of-ann' } as const;
    for (const stranger of ['eve', 'bo', 'di', servingFor('eve'), servingFor('bo'), account]) {
      acme(...history).when(asked('cy', 'ann', stranger)).thenRejects(NotThere);
    }
    acme(joined('bo')).when(asked('eve', 'bo')).thenRejects(NotThere);
    acme(joined('bo'), workspaceRemoved(2)).when(asked('bo', 'ann')).thenRejects(NotThere);
    acme(joined('bo'), workspaceRemoved(2)).when(asked('bo', 'ann', AS_ITSELF)).thenRejects(NotThere);
    given(workspaceDecider).when(asked('bo', 'ann', { kind: 'system', id: 'p' })).thenRejects(NotThere);
  });
});

describe('removing the owner', () => {
  it('[X-13] is refused before they have passed ownership on, whoever asks and whoever would take over', () => {
    const workspace = acme(joined('bo', 'admin'), joined('cy'));
    for (const actor of ['ann', 'bo', AS_ITSELF, servingFor('ann'), servingFor('bo')]) {
      for (const to of ['bo', 'cy', 'ann', undefined]) {
        workspace.when(asked('ann', to, actor)).thenRejects(OwnerMustTransfer);
      }
    }
    expect(() => workspace.when(asked('ann', 'bo', 'bo')).events).toThrow(
      expect.objectContaining({
        code: 'owner_must_transfer',
        kind: 'conflict',
        details: { remedy: expect.stringMatching(/pass ownership on/i) },
      }),
    );
  });

  it('[R-4] [X-13] says so as well where they are the last admin', () => {
    acme().when(asked('ann')).thenRejects(OwnerMustTransfer);
    acme(joined('bo')).when(asked('ann', 'bo')).thenRejects(OwnerMustTransfer);
  });

  it('[X-13] works once they have passed it on', () => {
    const passedOn = acme(joined('bo', 'admin'), ownershipTransferred('ann', 'bo'));
    passedOn.when(asked('ann', 'bo', 'bo')).then(departed('ann', 'bo'));
    passedOn.when(asked('ann')).then(departed('ann', 'bo', 'left'));
  });
});

describe('leaving', () => {
  it('[X-13] needs no capability and no successor: the owner takes over, and the event says that they left', () => {
    acme(joined('bo')).when(asked('bo', undefined, 'bo')).then(departed('bo', 'ann', 'left'));
    acme(joined('bo', 'admin')).when(asked('bo', undefined, 'bo')).then(departed('bo', 'ann', 'left'));
    const passedOn = [joined('bo', 'admin'), joined('cy'), ownershipTransferred('ann', 'bo')];
    acme(...passedOn).when(asked('cy', undefined, 'cy')).then(departed('cy', 'bo', 'left'));
  });

  it('[X-13] goes to whom they name instead, where that is somebody who has joined', () => {
    const workspace = acme(joined('bo'), joined('cy'), invited('di'));
    workspace.when(asked('bo', 'cy', 'bo')).then(departed('bo', 'cy', 'left'));
    workspace.when(asked('bo', 'bo', 'bo')).thenRejects(TransferRequired);
    workspace.when(asked('bo', 'di', 'bo')).thenRejects(NotJoined);
    workspace.when(asked('bo', 'eve', 'bo')).thenRejects(NotThere);
  });

  it('[X-13] is done by a service for the member, too', () => {
    acme(joined('bo')).when(asked('bo', undefined, servingFor('bo'))).then(departed('bo', 'ann', 'left'));
  });

  it('[X-10] [X-13] says what was counted to move', () => {
    acme(joined('bo'))
      .when(asked('bo', undefined, 'bo', MOVED))
      .then([transferred('bo', 'ann', MOVED), removed('bo', 'ann', 'left')]);
  });

  it('[X-11] is not possible a second time: to them the workspace is not there', () => {
    acme(joined('bo'), ...departed('bo', 'ann', 'left')).when(asked('bo', undefined, 'bo')).thenRejects(NotThere);
  });
});

describe('removing an invited member', () => {
  it('[I-4] [X-13] is revoking: nobody needs to take over, and nothing moves', () => {
    for (const to of [undefined, 'ann', 'bo', 'eve']) {
      acme(invited('bo')).when(asked('bo', to)).then([revoked('bo')]);
    }
    acme(invited('bo')).when(asked('bo', undefined, AS_ITSELF)).then([revoked('bo')]);
  });

  it('[I-4] [X-13] is there no second time', () => {
    acme(invited('bo'), revoked('bo')).when(asked('bo')).thenRejects(NotThere);
  });
});
