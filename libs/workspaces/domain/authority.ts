import { type Actor } from '#libs/event-sourcing';
import { allows, type Capability, standingFor } from './capabilities.js';
import { CapabilityRequired, NotThere, OwnerOnly } from './errors.js';
import { type JoinedMember, memberBehind, type Workspace } from './workspace.js';

/** Who asks, and when: what a decision knows beside the workspace and the command. */
export interface Asking {
  readonly actor: Actor;
  /** ISO time */
  readonly now: string;
}

/** The joined member who acts, or on whose behalf a service acts; undefined for services and processes as themselves. */
export function actingMember(workspace: Workspace, actor: Actor): JoinedMember | undefined {
  const memberId = memberBehind(actor);
  if (memberId === undefined) return undefined;
  const member = workspace.members.get(memberId);
  if (member?.state !== 'joined') throw new NotThere();
  if (actor.kind === 'member' && member.accountId !== actor.accountId) throw new NotThere();
  return member;
}

/**
 * Lets through who may do a thing in this workspace as it is now (R-1, R-2, S-6, S-7). A service as itself may do what
 * an admin may: its scopes were checked at the door.
 * @throws NotThere for strangers and for a workspace that is not there
 * @throws CapabilityRequired, OwnerOnly
 */
export function authorize(workspace: Workspace, actor: Actor, capability: Capability): void {
  if (!workspace.present) throw new NotThere();
  const member = actingMember(workspace, actor);
  if (member) {
    if (!allows({ role: member.role, owner: workspace.isOwner(member) }, capability)) {
      throw standingFor(capability) === 'owner' ? new OwnerOnly() : new CapabilityRequired(capability);
    }
    return;
  }
  if (actor.kind === 'account') throw new NotThere();
  if (standingFor(capability) === 'owner' && actor.kind !== 'system') throw new OwnerOnly();
}

/** The inviter that an invitation names: the member who acts, if any. */
export function invitedBy(workspace: Workspace, actor: Actor): string | null {
  return actingMember(workspace, actor)?.memberId ?? null;
}
