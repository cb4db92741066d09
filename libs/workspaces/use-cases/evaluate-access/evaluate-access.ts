import { allows, type Capability, isCapability, standingFor } from '../../domain/capabilities.js';
import { type Workspace } from '../../domain/workspace.js';

export interface Decision {
  readonly decision: boolean;
  readonly context: { readonly reason: string; readonly grantedBy?: 'admin' | 'owner' };
}

/** whether a member may do a thing, from the workspace as it is now. Strangers of every kind get the same no. */
export function evaluateAccess(workspace: Workspace, memberId: string, action: string): Decision {
  const member = workspace.members.get(memberId);
  if (member?.state !== 'joined') return { decision: false, context: { reason: 'not_a_member' } };
  if (!isCapability(action)) return { decision: false, context: { reason: 'unknown_capability' } };
  const owner = workspace.isOwner(member);
  if (allows({ role: member.role, owner }, action)) return { decision: true, context: { reason: reasonFor(action) } };
  const grantedBy = standingFor(action) === 'owner' ? 'owner' : 'admin';
  return { decision: false, context: { reason: 'capability_required', grantedBy } };
}

function reasonFor(capability: Capability): string {
  return `role_${standingFor(capability)}`;
}
