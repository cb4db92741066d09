export type Role = 'admin' | 'user';
export const ROLES = ['admin', 'user'] as const satisfies readonly Role[];

/** What any joined member may do. */
const EVERYBODY = ['customers.view', 'customers.edit', 'actions.execute', 'queue.process'] as const;
/** What only admins may do as well. */
const ADMINS = [
  'templates.create',
  'templates.edit',
  'workflows.create',
  'workflows.edit',
  'users.manage',
  'organization.manage',
  'handoff.configure',
  'branding.manage',
  'history.read',
  'billing.read',
] as const;
/** What only the owner may do as well. */
const OWNER = ['workspace.remove', 'ownership.transfer'] as const;

export type Capability = (typeof EVERYBODY)[number] | (typeof ADMINS)[number] | (typeof OWNER)[number];
/** The least that a member must be to have a capability. */
export type Standing = Role | 'owner';

const NEEDED = new Map<string, Standing>([
  ...EVERYBODY.map((capability) => [capability, 'user'] as const),
  ...ADMINS.map((capability) => [capability, 'admin'] as const),
  ...OWNER.map((capability) => [capability, 'owner'] as const),
]);

export const CAPABILITIES: readonly Capability[] = [...EVERYBODY, ...ADMINS, ...OWNER];

export function isCapability(name: string): name is Capability {
  return NEEDED.has(name);
}

/** The least standing that has the capability. */
export function standingFor(capability: Capability): Standing {
  return NEEDED.get(capability) as Standing;
}

/** Whether somebody of this role, owner or not, may do it. */
export function allows(who: { readonly role: Role; readonly owner: boolean }, capability: Capability): boolean {
  const needed = standingFor(capability);
  return needed === 'user' || (needed === 'admin' ? who.role === 'admin' : who.owner);
}

export function capabilitiesOf(who: { readonly role: Role; readonly owner: boolean }): readonly Capability[] {
  return CAPABILITIES.filter((capability) => allows(who, capability));
}

/** The role guide of the help article, with its reasons. */
export const ROLE_GUIDE: readonly { readonly who: string; readonly roles: readonly Role[]; readonly reason: string }[] = [
  { who: 'CS leader or manager', roles: ['admin'], reason: 'Needs to configure templates and workflows.' },
  { who: 'Senior CSM', roles: ['user', 'admin'], reason: 'Usually just needs account access.' },
  { who: 'CSM', roles: ['user'], reason: 'Standard account management.' },
  { who: 'Ops team member', roles: ['admin'], reason: 'Often configures templates and integrations.' },
  { who: 'AE', roles: ['user'], reason: 'Only needs queue access for handoffs.' },
];
