import { describe, expect, it } from '@jest/globals';
import { type Actor, type RosterError } from '#libs/event-sourcing';
import { given } from '../../../test/support/given.js';
import { by, founded, invited, joined } from '../../../test/support/workspace-history.js';
import { actingMember, authorize, invitedBy } from './authority.js';
import { CapabilityRequired, NotThere, OwnerOnly } from './errors.js';
import { Workspace, workspaceDecider } from './workspace.js';

/** ann owns it, bo is admin, cy a user, di invited. */
const history = founded(joined('bo', 'admin'), joined('cy'), invited('di', 'admin'));
const { state: acme } = given(workspaceDecider, ...history);

const service: Actor = { kind: 'service', id: 'crm' };
const process: Actor = { kind: 'system', id: 'mailer' };
const servingFor = (onBehalfOf: string): Actor => ({ kind: 'service', id: 'crm', onBehalfOf });

const STRANGERS: readonly (readonly [string, Actor])[] = [
  ['a member of another workspace', by('eve')],
  ['an invited member, who has not joined', by('di')],
  ["somebody with a member's id and another account", { kind: 'member', id: 'bo', accountId: 'account-of-eve' }],
  ['an account outside', { kind: 'account', id: 'account-of-bo' }],
  ['a service for a stranger', servingFor('eve')],
  ['a service for an invited member', servingFor('di')],
  ['a service for nobody in particular', servingFor('')],
];

describe('who may do a thing', () => {
  it('[R-1] [R-2] a joined member whose role has the capability, and a service in their name', () => {
    for (const actor of [by('ann'), by('bo'), servingFor('bo')]) authorize(acme, actor, 'users.manage');
    for (const actor of [by('cy'), servingFor('cy')]) authorize(acme, actor, 'customers.edit');
    authorize(acme, by('ann'), 'ownership.transfer');
    authorize(acme, servingFor('ann'), 'ownership.transfer');
  });

  it('[R-2] others are told which capability they lack and who can grant it', () => {
    for (const actor of [by('cy'), servingFor('cy')]) {
      const refusal = refusalOf(() => authorize(acme, actor, 'users.manage'));
      expect(refusal).toBeInstanceOf(CapabilityRequired);
      expect(refusal.details).toEqual({
        remedy: 'An admin of the workspace can grant it by changing your role.',
        extensions: { capability: 'users.manage', grantedBy: 'admin' },
      });
      expect(refusal).toMatchObject({ code: 'capability_required', kind: 'forbidden' });
    }
  });

  it("[R-6] what is the owner's is nobody else's, not even a service's as itself", () => {
    for (const actor of [by('bo'), by('cy'), servingFor('bo'), service]) {
      for (const capability of ['ownership.transfer', 'workspace.remove'] as const) {
        expect(() => authorize(acme, actor, capability)).toThrow(OwnerOnly);
      }
    }
  });

  it('a service as itself may do what an admin may, and a process everything', () => {
    authorize(acme, service, 'users.manage');
    authorize(acme, process, 'users.manage');
    authorize(acme, process, 'workspace.remove');
  });

  it.each(STRANGERS)('[S-7] to %s the workspace is not there', (_, actor) => {
    for (const capability of ['customers.view', 'users.manage', 'workspace.remove'] as const) {
      expect(() => authorize(acme, actor, capability)).toThrow(NotThere);
    }
  });

  it('[S-7] a workspace that was never founded is not there for anybody', () => {
    for (const actor of [by('ann'), service, process, { kind: 'account', id: 'x' } as const]) {
      expect(() => authorize(Workspace.none, actor, 'customers.view')).toThrow(NotThere);
    }
  });
});

describe('who acts', () => {
  it('is the member, or the one on whose behalf a service acts', () => {
    expect(actingMember(acme, by('bo'))?.memberId).toBe('bo');
    expect(actingMember(acme, servingFor('cy'))?.memberId).toBe('cy');
    for (const actor of [service, process, { kind: 'account', id: 'x' } as const]) {
      expect(actingMember(acme, actor)).toBeUndefined();
    }
  });

  it('[I-10] is named as inviter, where there is such a member', () => {
    expect(invitedBy(acme, by('bo'))).toBe('bo');
    expect(invitedBy(acme, servingFor('bo'))).toBe('bo');
    expect(invitedBy(acme, service)).toBeNull();
    expect(invitedBy(acme, process)).toBeNull();
  });
});

function refusalOf(attempt: () => void): RosterError {
  try {
    attempt();
  } catch (error) {
    return error as RosterError;
  }
  throw new Error('It was not refused.');
}
