import { describe, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import { asking, founded, inbox, invited, joined } from '../../../../test/support/workspace-history.js';
import { CapabilityRequired, NotThere, StaleRevision, UnknownInboxes } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { changeInboxAccess, type ChangeInboxAccess } from './change-inbox-access.js';

/** With the inboxes i (3) and j (4). */
const acme = (...events: readonly WorkspaceEvent[]) =>
  given(workspaceDecider, ...founded(inbox('i'), inbox('j'), ...events));
const asked = (wanted: Partial<ChangeInboxAccess>, actor: Actor | string = 'ann') => {
  const command = { memberId: 'bo', inboxIds: [], ...wanted };
  return (workspace: Workspace) => changeInboxAccess(workspace, command, asking(actor));
};
const changed = (inboxIds: readonly string[], formerInboxIds: readonly string[] = []): WorkspaceEvent => ({
  type: 'InboxAccessChanged',
  data: { memberId: 'bo', inboxIds, formerInboxIds },
});

describe('changing which inboxes a member may use', () => {
  it('[I-1] gives exactly the inboxes that are named, to joined and invited members', () => {
    acme(joined('bo')).when(asked({ inboxIds: ['j', 'i'] })).then([changed(['i', 'j'])]);
    acme(invited('bo')).when(asked({ inboxIds: ['j'] })).then([changed(['j'])]);
    acme(joined('bo'), changed(['i'])).when(asked({ inboxIds: ['j'] })).then([changed(['j'], ['i'])]);
    acme(joined('bo'), changed(['i'])).when(asked({ inboxIds: [] })).then([changed([], ['i'])]);
  });

  it('[I-8] names each inbox that is not there', () => {
    acme(joined('bo')).when(asked({ inboxIds: ['i', 'x'] })).thenRejects(UnknownInboxes);
  });

  it('writes nothing where nothing changes, in whatever order and however often they are named', () => {
    acme(joined('bo')).when(asked({ inboxIds: [] })).thenNothing();
    acme(joined('bo'), changed(['i', 'j'])).when(asked({ inboxIds: ['j', 'i', 'j'] })).thenNothing();
  });

  it('takes no notice of an inbox that is gone', () => {
    const gone = { type: 'InboxRemoved', data: { inboxId: 'i' } } as const;
    const history = acme(joined('bo'), changed(['i', 'j']), gone);
    history.when(asked({ inboxIds: ['j'] })).thenNothing();
    history.when(asked({ inboxIds: [] })).then([changed([], ['j'])]);
    history.when(asked({ inboxIds: ['i', 'j'] })).thenRejects(UnknownInboxes);
  });

  it('[R-2] is for members with users.manage', () => {
    acme(joined('bo')).when(asked({ inboxIds: ['i'] }, 'bo')).thenRejects(CapabilityRequired);
  });

  it('[S-7] knows no members of other workspaces, neither as subject nor as actor', () => {
    acme().when(asked({ memberId: 'eve' })).thenRejects(NotThere);
    acme(joined('bo')).when(asked({}, 'eve')).thenRejects(NotThere);
    given(workspaceDecider).when(asked({}, { kind: 'service', id: 'crm' })).thenRejects(NotThere);
  });

  it('refuses a stale picture of the member, even where nothing would change', () => {
    acme(joined('bo')).when(asked({ inboxIds: ['i'], ifRevision: 5 })).then([changed(['i'])]);
    acme(joined('bo')).when(asked({ inboxIds: ['i'], ifRevision: 4 })).thenRejects(StaleRevision);
    acme(joined('bo')).when(asked({ ifRevision: 4 })).thenRejects(StaleRevision);
  });
});
