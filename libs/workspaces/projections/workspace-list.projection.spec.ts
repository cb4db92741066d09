import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { projected, type Told } from '../../../test/support/projected.js';
import {
  departed,
  founded,
  invited,
  joined,
  ownershipTransferred,
  revoked,
  workspaceRemoved,
} from '../../../test/support/workspace-history.js';
import { live, lives } from '../../../test/support/workspace-life.js';
import { type WorkspaceEvent } from '../domain/events.js';
import { workspaceList, type WorkspaceListEvent } from './workspace-list.projection.js';

const list = (...told: readonly Told<WorkspaceEvent>[]) =>
  projected(workspaceList, told as readonly Told<WorkspaceListEvent>[]);
const acme = (...events: readonly WorkspaceEvent[]) =>
  list(...founded(...events).map((event) => ['workspace-w', event] as const));

describe('a line of the list of workspaces', () => {
  it('[D-2] begins with the founding', () => {
    expect(acme().get('w')).toEqual({ _id: 'w', name: 'Acme', ownerId: 'ann', members: 1 });
  });

  it('has the name and the owner of now', () => {
    const renamed = { type: 'WorkspaceRenamed', data: { name: 'Beta', formerName: 'Acme' } } as const;
    const line = acme(joined('bo', 'admin'), renamed, ownershipTransferred('ann', 'bo')).get('w');
    expect(line).toEqual({ _id: 'w', name: 'Beta', ownerId: 'bo', members: 2 });
  });

  it('counts the invited and the joined, each once', () => {
    const members = [invited('bo'), joined('bo', 'user', 'invitation'), invited('cy'), joined('di')];
    expect(acme(...members).get('w')?.members).toBe(4);
    expect(acme(invited('bo'), revoked('bo')).get('w')?.members).toBe(1);
    expect(acme(joined('bo'), joined('cy'), ...departed('bo', 'cy')).get('w')?.members).toBe(2);
  });

  it('[A-2] goes with the workspace', () => {
    expect(acme(joined('bo'), workspaceRemoved(2)).size).toBe(0);
  });

  it('[S-7] is of one workspace alone', () => {
    const lines = list(
      ...founded(joined('bo')).map((event) => ['workspace-w', event] as const),
      ...founded().map((event) => ['workspace-v', event] as const),
    );
    expect(lines.get('w')?.members).toBe(2);
    expect(lines.get('v')?.members).toBe(1);
  });

  it('stops at a fact about a workspace that is not there', () => {
    expect(() => list(['workspace-w', joined('bo')])).toThrow('A UserJoined of a workspace that is not there.');
  });

  it('says what the workspace itself says, whatever happens in it', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { events, end } = live(steps);
        const lines = list(...events.map((event) => ['workspace-w', event] as const));
        const { name, ownerId, members, removed } = end;
        expect([...lines.values()]).toEqual(removed ? [] : [{ _id: 'w', name, ownerId, members: members.size }]);
      }),
      { numRuns: 200 },
    );
  });
});
