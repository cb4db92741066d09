import { type Asking, authorize } from '../../domain/authority.js';
import { DomainRefused, NotThere } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface ClaimDomain {
  /** Lower-case ASCII (D-6). */
  readonly domain: string;
  readonly autoJoin: boolean;
  /** The domain of the acting person's own verified address; null for a caller without one. */
  readonly ownDomain: string | null;
}
export interface ChangeDomainJoining {
  readonly domain: string;
  readonly autoJoin: boolean;
}
export interface ReleaseDomain {
  readonly domain: string;
}

/** D-8. @throws CapabilityRequired, DomainRefused */
export function claimDomain(workspace: Workspace, command: ClaimDomain, asking: Asking): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'organization.manage');
  const { domain, autoJoin, ownDomain } = command;
  if (workspace.domains.has(domain)) return [];
  if (domain !== ownDomain) throw new DomainRefused('domain_not_yours');
  return [{ type: 'DomainClaimed', data: { domain, autoJoin } }];
}

/** D-8. @throws CapabilityRequired, NotThere */
export function changeDomainJoining(
  workspace: Workspace,
  { domain, autoJoin }: ChangeDomainJoining,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'organization.manage');
  const present = workspace.domains.get(domain);
  if (present === undefined) throw new NotThere('domain');
  return present === autoJoin ? [] : [{ type: 'DomainJoiningChanged', data: { domain, autoJoin } }];
}

/** @throws CapabilityRequired, NotThere */
export function releaseDomain(
  workspace: Workspace,
  { domain }: ReleaseDomain,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'organization.manage');
  if (!workspace.domains.has(domain)) throw new NotThere('domain');
  return [{ type: 'DomainReleased', data: { domain } }];
}
