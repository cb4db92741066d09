import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import { asking, founded, invited, joined, ownershipTransferred } from '../../../../test/support/workspace-history.js';
import { ChooseNewOwner, NotThere, OwnerOnly } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { transferOwnership } from './transfer-ownership.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const asked = (memberId: string, actor: Actor | string = 'ann') => {
  return (workspace: Workspace) => transferOwnership(workspace, { memberId }, asking(actor));
};
const servingFor = (onBehalfOf: string): Actor => ({ kind: 'service', id: 'crm', onBehalfOf });

describe('passing ownership on', () => {
  it('[R-6] goes to another joined admin', () => {
    acme(joined('bo', 'admin')).when(asked('bo')).then([ownershipTransferred('ann', 'bo')]);
    acme(joined('bo', 'admin')).when(asked('bo', servingFor('ann'))).then([ownershipTransferred('ann', 'bo')]);
  });

  it('[R-6] leaves the former owner an admin, who cannot ask again', () => {
    const passedOn = acme(joined('bo', 'admin'), ownershipTransferred('ann', 'bo'));
    expect(passedOn.state.member('ann').role).toBe('admin');
    passedOn.when(asked('ann')).thenRejects(OwnerOnly);
    passedOn.when(asked('ann', 'bo')).then([ownershipTransferred('bo', 'ann')]);
  });

  it('[R-6] only the owner may ask', () => {
    const workspace = acme(joined('bo', 'admin'), joined('cy'));
    for (const actor of ['bo', 'cy', servingFor('bo'), { kind: 'service', id: 'crm' }] as const) {
      workspace.when(asked('bo', actor)).thenRejects(OwnerOnly);
    }
    expect(() => workspace.when(asked('bo', 'bo')).events).toThrow(
      expect.objectContaining({ code: 'owner_only', kind: 'forbidden' }),
    );
  });

  it('[R-6] goes to nobody who is no joined admin, and lists those who are', () => {
    const workspace = acme(joined('di', 'admin'), joined('bo', 'admin'), joined('cy'), invited('ed', 'admin'));
    for (const memberId of ['cy', 'ed']) {
      workspace.when(asked(memberId)).thenRejects(ChooseNewOwner);
      expect(() => workspace.when(asked(memberId)).events).toThrow(
        expect.objectContaining({
          code: 'choose_new_owner',
          details: expect.objectContaining({ extensions: { candidates: [{ memberId: 'bo' }, { memberId: 'di' }] } }),
        }),
      );
    }
  });

  it('[A-2] [A-4] goes to nobody whose account is being deleted: the workspace would go with them', () => {
    const workspace = acme(joined('bo', 'admin'), joined('cy', 'admin'));
    const toLeaving = () => workspace.when((acmeNow) => transferOwnership(acmeNow, { memberId: 'bo', leaving: ['bo'] }, asking('ann')));
    expect(() => toLeaving().events).toThrow(
      expect.objectContaining({
        code: 'choose_new_owner',
        details: expect.objectContaining({ extensions: { candidates: [{ memberId: 'cy' }] } }),
      }),
    );
  });

  it('[R-6] changes nothing where they are the owner already', () => {
    acme(joined('bo', 'admin')).when(asked('ann')).thenNothing();
  });

  it('[S-7] knows no members of other workspaces, neither as subject nor as actor', () => {
    acme().when(asked('eve')).thenRejects(NotThere);
    acme(joined('bo', 'admin')).when(asked('bo', 'eve')).thenRejects(NotThere);
    acme(joined('bo', 'admin')).when(asked('bo', { kind: 'account', id: 'account-of-ann' })).thenRejects(NotThere);
    given(workspaceDecider).when(asked('bo', { kind: 'system', id: 'p' })).thenRejects(NotThere);
  });
});
