import { describe, it } from '@jest/globals';
import { type Actor } from '#libs/event-sourcing';
import { given } from '../../../../test/support/given.js';
import { asking, founded, joined } from '../../../../test/support/workspace-history.js';
import { CapabilityRequired, NotThere } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { renameWorkspace } from './rename-workspace.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events));
const asked = (name: string, actor: Actor | string = 'ann') => {
  return (workspace: Workspace) => renameWorkspace(workspace, { name }, asking(actor));
};

describe('renaming a workspace', () => {
  it('says both names', () => {
    const renamed = { type: 'WorkspaceRenamed', data: { name: 'Beta', formerName: 'Acme' } } as const;
    acme().when(asked('Beta')).then([renamed]);
    acme(joined('bo', 'admin')).when(asked('Beta', 'bo')).then([renamed]);
    acme(renamed).when(asked('Acme')).then([{ type: 'WorkspaceRenamed', data: { name: 'Acme', formerName: 'Beta' } }]);
  });

  it('writes nothing where that is its name', () => {
    acme().when(asked('Acme')).thenNothing();
  });

  it('[R-1] is for members with organization.manage', () => {
    acme(joined('bo')).when(asked('Beta', 'bo')).thenRejects(CapabilityRequired);
    acme(joined('bo')).when(asked('Acme', 'bo')).thenRejects(CapabilityRequired);
  });

  it('[S-7] is not there for strangers', () => {
    acme().when(asked('Beta', 'eve')).thenRejects(NotThere);
    given(workspaceDecider).when(asked('Beta', { kind: 'service', id: 'crm' })).thenRejects(NotThere);
  });
});
