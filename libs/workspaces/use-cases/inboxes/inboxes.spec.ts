import { describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import { asking, founded, inbox, joined } from '../../../../test/support/workspace-history.js';
import { CapabilityRequired, NotThere, Taken, TooManyInboxes } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { addInbox, MOST_INBOXES, removeInbox, renameInbox } from './inboxes.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
type Who = Actor | string;
const adding = (inboxId: string, name: string, actor: Who = 'ann') => {
  return (workspace: Workspace) => addInbox(workspace, { inboxId, name }, asking(actor));
};
const renaming = (inboxId: string, name: string, actor: Who = 'ann') => {
  return (workspace: Workspace) => renameInbox(workspace, { inboxId, name }, asking(actor));
};
const removing = (inboxId: string, actor: Who = 'ann') => {
  return (workspace: Workspace) => removeInbox(workspace, { inboxId }, asking(actor));
};
const removed = (inboxId: string) => ({ type: 'InboxRemoved', data: { inboxId } }) as const;

describe('an inbox', () => {
  it('is added under a name of its own', () => {
    acme().when(adding('i', 'Support')).then([inbox('i', 'Support')]);
    acme(inbox('i', 'Support')).when(adding('j', 'Sales')).then([inbox('j', 'Sales')]);
  });

  it('is refused a name that another has, in whatever case', () => {
    for (const name of ['Support', 'SUPPORT']) {
      acme(inbox('i', 'Support')).when(adding('j', name)).thenRejects(Taken);
      acme(inbox('i', 'Support'), inbox('j', 'Sales')).when(renaming('j', name)).thenRejects(Taken);
    }
    expect(() => acme(inbox('i', 'Support')).when(adding('j', 'Support')).events).toThrow(
      expect.objectContaining({ code: 'inbox_name_taken', kind: 'conflict' }),
    );
  });

  it('is one of so many that a workspace can still end in one append', () => {
    const all = Array.from({ length: MOST_INBOXES }, (_, index) => inbox(`i-${index}`, `Inbox ${index}`));
    acme(...all.slice(1)).when(adding('i', 'One more')).then([inbox('i', 'One more')]);
    acme(...all).when(adding('i', 'One more')).thenRejects(TooManyInboxes);
  });

  it('is not added a second time', () => {
    acme(inbox('i', 'Support')).when(adding('i', 'Support')).thenRejects(Taken);
  });

  it('leaves its name to others when it is gone', () => {
    acme(inbox('i', 'Support'), removed('i')).when(adding('j', 'Support')).then([inbox('j', 'Support')]);
  });

  it('is renamed, also to the same name in another case', () => {
    const renamed = (name: string) => ({ type: 'InboxRenamed', data: { inboxId: 'i', name, formerName: 'Support' } });
    acme(inbox('i', 'Support')).when(renaming('i', 'Sales')).then([renamed('Sales')]);
    acme(inbox('i', 'Support')).when(renaming('i', 'SUPPORT')).then([renamed('SUPPORT')]);
  });

  it('writes nothing where it has that name', () => {
    acme(inbox('i', 'Support')).when(renaming('i', 'Support')).thenNothing();
  });

  it('is removed once', () => {
    acme(inbox('i')).when(removing('i')).then([removed('i')]);
    acme(inbox('i'), removed('i')).when(removing('i')).thenRejects(NotThere);
    acme(inbox('i'), removed('i')).when(renaming('i', 'Sales')).thenRejects(NotThere);
  });

  it('[R-1] is for members with organization.manage', () => {
    const workspace = acme(inbox('i'), joined('bo'));
    for (const decide of [adding('j', 'Sales', 'bo'), renaming('i', 'Sales', 'bo'), removing('i', 'bo')]) {
      workspace.when(decide).thenRejects(CapabilityRequired);
    }
  });

  it('[S-7] of another workspace is not there, nor is the workspace for a stranger', () => {
    acme().when(renaming('of-another', 'Sales')).thenRejects(NotThere);
    acme().when(removing('of-another')).thenRejects(NotThere);
    for (const decide of [adding('j', 'Sales', 'eve'), renaming('i', 'Sales', 'eve'), removing('i', 'eve')]) {
      acme(inbox('i')).when(decide).thenRejects(NotThere);
    }
  });
});
