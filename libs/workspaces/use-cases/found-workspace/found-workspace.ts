import { domainToUnicode } from 'node:url';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface FoundWorkspace {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly accountId: string;
  readonly emailKey: string;
  readonly name: string;
  /** The company domain that it claims; null for a workspace without one (D-5, D-8). */
  readonly domain: string | null;
}

/** D-2: the first verified sign-up founds the workspace, claims the domain and becomes admin and owner. */
export function foundWorkspace(workspace: Workspace, command: FoundWorkspace): readonly WorkspaceEvent[] {
  if (workspace.founded) return [];
  const { workspaceId, memberId, accountId, emailKey, name, domain } = command;
  return [
    { type: 'WorkspaceFounded', data: { workspaceId, name, founderId: memberId } },
    ...(domain === null ? [] : [{ type: 'DomainClaimed' as const, data: { domain, autoJoin: true } }]),
    { type: 'UserJoined', data: { memberId, accountId, emailKey, role: 'admin', by: 'founding' } },
  ];
}

/** What countries put between a company's name and their own, as in `acme.co.uk`. */
const SECOND_LEVEL = new Set(['ac', 'co', 'com', 'edu', 'gob', 'gov', 'govt', 'go', 'ltd', 'ne', 'net', 'or', 'org', 'plc']);

/** What a workspace is called until somebody renames it: after its domain, never after a person. */
export function nameFor(workspaceName: string | undefined, domain: string | null): string {
  if (workspaceName) return workspaceName;
  const label = domain === null ? undefined : companyLabel(domainToUnicode(domain).split('.'));
  return label ? label.charAt(0).toUpperCase() + label.slice(1) : 'My workspace';
}

function companyLabel(labels: readonly string[]): string | undefined {
  const [country = '', second = '', third] = labels.toReversed();
  return third !== undefined && country.length === 2 && SECOND_LEVEL.has(second) ? third : second;
}
