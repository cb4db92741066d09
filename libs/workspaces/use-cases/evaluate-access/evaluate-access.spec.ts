import { describe, expect, it } from '@jest/globals';
import { given } from '../../../../test/support/given.js';
import {
  founded,
  invited,
  joined,
  ownershipTransferred,
  revoked,
  roleChanged,
} from '../../../../test/support/workspace-history.js';
import { CAPABILITIES, capabilitiesOf } from '../../domain/capabilities.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { Workspace, workspaceDecider } from '../../domain/workspace.js';
import { evaluateAccess } from './evaluate-access.js';

const acme = (...events: readonly WorkspaceEvent[]) => given(workspaceDecider, ...founded(...events)).state;
const NO_MEMBER = { decision: false, context: { reason: 'not_a_member' } };

describe('evaluating access', () => {
  it('[R-10] answers for every capability as the matrix has it', () => {
    const workspace = acme(joined('bo', 'admin'), joined('cy'));
    for (const memberId of ['ann', 'bo', 'cy']) {
      const allowed = CAPABILITIES.filter((capability) => evaluateAccess(workspace, memberId, capability).decision);
      const { role } = workspace.member(memberId);
      expect(allowed).toEqual(capabilitiesOf({ role, owner: memberId === 'ann' }));
    }
  });

  it('[R-10] says by what standing it is allowed, or who can grant it', () => {
    const workspace = acme(joined('cy'));
    const asked = (memberId: string, action: string) => evaluateAccess(workspace, memberId, action);
    expect(asked('cy', 'queue.process')).toEqual({ decision: true, context: { reason: 'role_user' } });
    expect(asked('ann', 'users.manage')).toEqual({ decision: true, context: { reason: 'role_admin' } });
    expect(asked('ann', 'workspace.remove')).toEqual({ decision: true, context: { reason: 'role_owner' } });
    const lacking = (grantedBy: string) => ({ decision: false, context: { reason: 'capability_required', grantedBy } });
    expect(asked('cy', 'users.manage')).toEqual(lacking('admin'));
    expect(asked('cy', 'ownership.transfer')).toEqual(lacking('owner'));
  });

  it('[R-3] [R-10] answers from the state of now: a promotion and a demotion hold at once', () => {
    const promoted = acme(joined('bo'), roleChanged('bo', 'user', 'admin'));
    expect(evaluateAccess(promoted, 'bo', 'users.manage').decision).toBe(true);
    const demoted = acme(joined('bo', 'admin'), roleChanged('bo', 'admin', 'user'));
    expect(evaluateAccess(demoted, 'bo', 'users.manage').decision).toBe(false);
    const passedOn = acme(joined('bo', 'admin'), ownershipTransferred('ann', 'bo'));
    expect(evaluateAccess(passedOn, 'ann', 'workspace.remove').decision).toBe(false);
    expect(evaluateAccess(passedOn, 'bo', 'workspace.remove').decision).toBe(true);
  });

  it('[R-10] [S-7] gives strangers, the invited and the gone the same no, whatever they ask', () => {
    const workspace = acme(invited('bo', 'admin'), invited('cy', 'admin'), revoked('cy'));
    for (const memberId of ['bo', 'cy', 'eve', '', '__proto__']) {
      for (const action of ['customers.view', 'users.manage', 'no.such.thing']) {
        expect(evaluateAccess(workspace, memberId, action)).toEqual(NO_MEMBER);
      }
    }
    expect(evaluateAccess(Workspace.none, 'ann', 'customers.view')).toEqual(NO_MEMBER);
  });

  it('[R-10] says no to what it does not know', () => {
    const unknown = { decision: false, context: { reason: 'unknown_capability' } };
    for (const action of ['', 'users.delete', '__proto__', 'toString']) {
      expect(evaluateAccess(acme(), 'ann', action)).toEqual(unknown);
    }
  });
});
