import { read } from './api.js';
import { el } from './dom.js';

export const ROLE_NAMES = { user: 'User', admin: 'Admin' };

/** Who should have which role, and why: to be shown wherever a role is chosen. @throws Problem */
export async function readRoleGuide(workspaceId) {
  const { roles, guide } = await read(`/v1/workspaces/${workspaceId}/roles`);
  return () =>
    el(
      'details',
      {},
      el('summary', {}, 'Which role for whom?'),
      el('ul', {}, roles.map(({ role, summary }) => el('li', {}, el('strong', {}, `${ROLE_NAMES[role]}: `), summary))),
      el('ul', {}, guide.map(({ who, roles: fit, reason }) => el('li', {}, `${who}: ${named(fit)}. ${reason}`))),
    );
}

function named(roles) {
  return roles.map((role) => ROLE_NAMES[role]).join(' or ');
}
