import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import {
  asking,
  departed,
  founded,
  inbox,
  invited,
  joined,
  ownershipTransferred,
  revoked,
  workspaceRemoved,
} from '../../../../test/support/workspace-history.js';
import { NameDiffers, NotThere, OwnerOnly } from '../../domain/errors.js';
import { seatDelta, type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { removeWorkspace, workspaceEnd } from './remove-workspace.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const asked = (name?: string, actor: Actor | string = 'ann') => {
  return (workspace: Workspace) => removeWorkspace(workspace, { name }, asking(actor));
};
const released = (domain: string) => ({ type: 'DomainReleased', data: { domain } }) as const satisfies WorkspaceEvent;
const AS_ITSELF: Actor = { kind: 'service', id: 'crm' };

describe('removing a workspace', () => {
  it('[A-2] lets its domains go and ends it, with all that is in it', () => {
    const further = { type: 'DomainClaimed', data: { domain: 'acme.example', autoJoin: false } } as const;
    const { events } = acme(joined('bo'), invited('cy'), inbox('i'), inbox('j'), further).when(asked());
    expect(events.slice(0, 2)).toEqual(expect.arrayContaining([released('acme.test'), released('acme.example')]));
    expect(events.slice(2)).toEqual([
      {
        type: 'WorkspaceRemoved',
        data: {
          ownerId: 'ann',
          seats: 3,
          inboxIds: expect.arrayContaining(['i', 'j']),
          removes: ['members', 'inboxes', 'knowledge_base'],
        },
      },
    ]);
  });

  it('[A-2] [B-1] ends as many seats as there are members, those who are gone not among them', () => {
    const gone = [joined('bo'), ...departed('bo', 'ann'), invited('cy'), revoked('cy')];
    const { events } = acme(...gone, joined('di'), invited('ed')).when(asked());
    expect(events.map(seatDelta)).toEqual([0, -3]);
  });

  it('[A-2] takes the name as the owner types it, where they were asked to', () => {
    acme().when(asked('Acme')).then([released('acme.test'), workspaceRemoved(1)]);
    for (const other of ['acme', 'Acme ', 'Beta', '']) {
      const attempt = acme().when(asked(other));
      attempt.thenRejects(NameDiffers);
      expect(() => attempt.events).toThrow(expect.objectContaining({ code: 'name_differs', kind: 'invalid' }));
    }
    const renamed = { type: 'WorkspaceRenamed', data: { name: 'Beta', formerName: 'Acme' } } as const;
    acme(renamed).when(asked('Acme')).thenRejects(NameDiffers);
    acme(renamed).when(asked('Beta')).then([released('acme.test'), workspaceRemoved(1)]);
  });

  it('[R-1] only the owner may ask: no admin, no user, no service as itself', () => {
    const workspace = acme(joined('bo', 'admin'), joined('cy'));
    for (const actor of ['bo', 'cy', AS_ITSELF, { ...AS_ITSELF, onBehalfOf: 'bo' }]) {
      workspace.when(asked('Acme', actor)).thenRejects(OwnerOnly);
    }
    const passedOn = acme(joined('bo', 'admin'), ownershipTransferred('ann', 'bo'));
    passedOn.when(asked()).thenRejects(OwnerOnly);
    passedOn.when(asked(undefined, 'bo')).then([released('acme.test'), workspaceRemoved(2, 'bo')]);
  });

  it('[S-7] is not there for strangers, and not a second time for anybody', () => {
    acme(joined('bo')).when(asked(undefined, 'eve')).thenRejects(NotThere);
    const gone = acme(joined('bo', 'admin'), released('acme.test'), workspaceRemoved(2));
    for (const actor of ['ann', 'bo', AS_ITSELF, { kind: 'system', id: 'p' } as const]) {
      gone.when(asked(undefined, actor)).thenRejects(NotThere);
    }
    given(workspaceDecider).when(asked(undefined, { kind: 'system', id: 'p' })).thenRejects(NotThere);
  });

  it('[A-2] says so where it ends because its owner deleted their account', () => {
    expect(workspaceEnd(acme().state, 'account_deleted')).toEqual([
      released('acme.test'),
      { ...workspaceRemoved(1), data: { ...workspaceRemoved(1).data, because: 'account_deleted' } },
    ]);
  });
});
