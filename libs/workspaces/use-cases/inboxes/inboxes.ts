import { type Asking, authorize } from '../../domain/authority.js';
import { NotThere, Taken, TooManyInboxes } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';

export interface AddInbox {
  readonly inboxId: string;
  readonly name: string;
}
export type RenameInbox = AddInbox;
export interface RemoveInbox {
  readonly inboxId: string;
}

/** They are counted one by one for the user table, and named all together when the workspace ends. */
export const MOST_INBOXES = 1000;

/** @throws CapabilityRequired, TooManyInboxes, Taken */
export function addInbox(workspace: Workspace, { inboxId, name }: AddInbox, asking: Asking): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'organization.manage');
  if (workspace.inboxes.size >= MOST_INBOXES) throw new TooManyInboxes(MOST_INBOXES);
  checkName(workspace, name);
  return [{ type: 'InboxAdded', data: { inboxId, name } }];
}

/** @throws CapabilityRequired, NotThere, Taken */
export function renameInbox(
  workspace: Workspace,
  { inboxId, name }: RenameInbox,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'organization.manage');
  const formerName = workspace.inboxes.get(inboxId);
  if (formerName === undefined) throw new NotThere('inbox');
  if (name === formerName) return [];
  checkName(workspace, name, inboxId);
  return [{ type: 'InboxRenamed', data: { inboxId, name, formerName } }];
}

/** Members keep no access to an inbox that is gone; nothing else about them changes. @throws CapabilityRequired, NotThere */
export function removeInbox(
  workspace: Workspace,
  { inboxId }: RemoveInbox,
  asking: Asking,
): readonly WorkspaceEvent[] {
  authorize(workspace, asking.actor, 'organization.manage');
  if (!workspace.inboxes.has(inboxId)) throw new NotThere('inbox');
  return [{ type: 'InboxRemoved', data: { inboxId } }];
}

function checkName(workspace: Workspace, name: string, own?: string): void {
  const same = name.toLowerCase();
  if (workspace.inboxes.some((other, id) => id !== own && other.toLowerCase() === same)) {
    throw new Taken('inbox_name_taken');
  }
}
