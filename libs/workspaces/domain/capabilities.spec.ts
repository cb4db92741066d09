import { describe, expect, it } from '@jest/globals';
import {
  allows,
  CAPABILITIES,
  capabilitiesOf,
  type Capability,
  isCapability,
  ROLE_GUIDE,
  type Standing,
  standingFor,
} from './capabilities.js';

/** R-1, row by row, as the rules have it. */
const MATRIX: readonly (readonly [Capability, { user: boolean; admin: boolean; owner: boolean }])[] = [
  ['customers.view', { user: true, admin: true, owner: true }],
  ['customers.edit', { user: true, admin: true, owner: true }],
  ['actions.execute', { user: true, admin: true, owner: true }],
  ['queue.process', { user: true, admin: true, owner: true }],
  ['templates.create', { user: false, admin: true, owner: true }],
  ['templates.edit', { user: false, admin: true, owner: true }],
  ['workflows.create', { user: false, admin: true, owner: true }],
  ['workflows.edit', { user: false, admin: true, owner: true }],
  ['users.manage', { user: false, admin: true, owner: true }],
  ['organization.manage', { user: false, admin: true, owner: true }],
  ['handoff.configure', { user: false, admin: true, owner: true }],
  ['branding.manage', { user: false, admin: true, owner: true }],
  ['history.read', { user: false, admin: true, owner: true }],
  ['billing.read', { user: false, admin: true, owner: true }],
  ['workspace.remove', { user: false, admin: false, owner: true }],
  ['ownership.transfer', { user: false, admin: false, owner: true }],
];

const WHO = {
  user: { role: 'user', owner: false },
  admin: { role: 'admin', owner: false },
  owner: { role: 'admin', owner: true },
} as const satisfies Record<Standing, { role: 'user' | 'admin'; owner: boolean }>;

describe('capabilities', () => {
  it.each(MATRIX)('[R-1] %s: %j', (capability, expected) => {
    const allowed = (standing: Standing) => allows(WHO[standing], capability);
    expect({ user: allowed('user'), admin: allowed('admin'), owner: allowed('owner') }).toEqual(expected);
  });

  it('[R-1] there are no others', () => {
    expect([...CAPABILITIES].sort()).toEqual(MATRIX.map(([capability]) => capability).sort());
  });

  it.each(['user', 'admin', 'owner'] as const)('[R-1] what a plain %s may do is what the matrix says', (standing) => {
    const expected = MATRIX.filter(([, allowed]) => allowed[standing]).map(([capability]) => capability);
    expect([...capabilitiesOf(WHO[standing])].sort()).toEqual([...expected].sort());
  });

  it('[R-1] the least standing for each is the least that has it', () => {
    for (const [capability, { user, admin }] of MATRIX) {
      expect(standingFor(capability)).toBe(user ? 'user' : admin ? 'admin' : 'owner');
    }
  });

  it('[R-10] tells a capability from any other word', () => {
    for (const [capability] of MATRIX) expect(isCapability(capability)).toBe(true);
    for (const name of ['', 'users', 'USERS.MANAGE', 'users.manage ', '__proto__', 'constructor', 'toString']) {
      expect(isCapability(name)).toBe(false);
    }
  });
});

describe('the role guide', () => {
  it('[R-9] recommends what the article recommends, each with its reason', () => {
    expect(ROLE_GUIDE).toEqual([
      { who: 'CS leader or manager', roles: ['admin'], reason: 'Needs to configure templates and workflows.' },
      { who: 'Senior CSM', roles: ['user', 'admin'], reason: 'Usually just needs account access.' },
      { who: 'CSM', roles: ['user'], reason: 'Standard account management.' },
      { who: 'Ops team member', roles: ['admin'], reason: 'Often configures templates and integrations.' },
      { who: 'AE', roles: ['user'], reason: 'Only needs queue access for handoffs.' },
    ]);
  });
});
