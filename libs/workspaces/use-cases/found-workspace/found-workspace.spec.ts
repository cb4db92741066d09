import { describe, expect, it } from '@jest/globals';
import { given } from '../../../../test/support/given.js';
import { accountOf, founded, joined, keyOf } from '../../../../test/support/workspace-history.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { foundWorkspace, type FoundWorkspace, nameFor } from './found-workspace.js';

const founding = (wanted: Partial<FoundWorkspace> = {}) => {
  const ann = { memberId: 'ann', accountId: accountOf('ann'), emailKey: keyOf('ann') };
  const command = { workspaceId: 'w', name: 'Acme', domain: 'acme.test', ...ann, ...wanted };
  return (workspace: Workspace) => foundWorkspace(workspace, command);
};

describe('founding a workspace', () => {
  it('[D-2] claims the domain and makes the founder admin and owner', () => {
    given(workspaceDecider)
      .when(founding())
      .then([
        { type: 'WorkspaceFounded', data: { workspaceId: 'w', name: 'Acme', founderId: 'ann' } },
        { type: 'DomainClaimed', data: { domain: 'acme.test', autoJoin: true } },
        joined('ann', 'admin', 'founding'),
      ]);
  });

  it('[D-5] [D-8] claims no domain where it belongs to a public provider, or joining by it is turned off', () => {
    given(workspaceDecider)
      .when(founding({ domain: null }))
      .then([
        { type: 'WorkspaceFounded', data: { workspaceId: 'w', name: 'Acme', founderId: 'ann' } },
        joined('ann', 'admin', 'founding'),
      ]);
  });

  it('[D-4] happens once: for everybody after the first it changes nothing', () => {
    given(workspaceDecider, ...founded()).when(founding()).thenNothing();
    const bo = { memberId: 'bo', accountId: accountOf('bo'), emailKey: keyOf('bo'), domain: null };
    given(workspaceDecider, ...founded()).when(founding(bo)).thenNothing();
  });
});

describe('the name of a new workspace', () => {
  it.each([
    ['Acme Ltd', 'other.test', 'Acme Ltd'],
    [undefined, 'acme.com', 'Acme'],
    [undefined, 'mail.acme.com', 'Acme'],
    [undefined, 'acme.co.uk', 'Acme'],
    [undefined, 'mail.acme.com.au', 'Acme'],
    [undefined, 'co.uk', 'Co'],
    [undefined, 'ibm.de', 'Ibm'],
    [undefined, 'xn--mnchen-3ya.de', 'München'],
    ['', 'acme.com', 'Acme'],
    [undefined, 'localhost', 'My workspace'],
    [undefined, null, 'My workspace'],
  ])('where %j was asked for and the domain is %j is %j', (wanted, domain, name) => {
    expect(nameFor(wanted, domain)).toBe(name);
  });
});
