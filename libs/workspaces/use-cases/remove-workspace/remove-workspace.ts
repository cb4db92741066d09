import { type Asking, authorize } from '../../domain/authority.js';
import { NameDiffers } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface RemoveWorkspace {
  /** The workspace's name as the owner typed it, where they were asked to. */
  readonly name?: string | undefined;
}

/** only the owner may ask; every seat ends and every domain is free. @throws OwnerOnly, NameDiffers */
export function removeWorkspace(workspace: Workspace, command: RemoveWorkspace, asking: Asking): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'workspace.remove');
  if (command.name !== undefined && command.name !== workspace.name) throw new NameDiffers();
  return workspaceEnd(workspace);
}

/** The facts that a workspace ends with. */
export function workspaceEnd(workspace: Workspace, because?: 'account_deleted'): readonly WorkspaceEvent[] {
  const { ownerId, members, inboxes, domains } = workspace;
  return [
    ...[...domains.keys()].map((domain) => ({ type: 'DomainReleased' as const, data: { domain } })),
    {
      type: 'WorkspaceRemoved',
      data: {
        ownerId,
        seats: members.size,
        inboxIds: [...inboxes.keys()],
        removes: ['members', 'inboxes', 'knowledge_base'],
        ...(because && { because }),
      },
    },
  ];
}
