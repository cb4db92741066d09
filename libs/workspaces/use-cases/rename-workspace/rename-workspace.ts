import { type Asking, authorize } from '../../domain/authority.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface RenameWorkspace {
  readonly name: string;
}

/** @throws CapabilityRequired */
export function renameWorkspace(
  workspace: Workspace,
  { name }: RenameWorkspace,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'organization.manage');
  if (name === workspace.name) return [];
  return [{ type: 'WorkspaceRenamed', data: { name, formerName: workspace.name } }];
}
