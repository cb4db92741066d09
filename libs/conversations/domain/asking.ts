import { type Actor } from '#libs/event-sourcing';
import { type Workspace } from '#libs/workspaces';

/** What a decision knows beside the work itself: who asks, and the workspace as it was a moment ago. */
export interface Asking {
  readonly actor: Actor;
  readonly workspace: Workspace;
}

/** Whose work it is now; null for nobody's. */
export function heirOf(workspace: Workspace, memberId: string | null): string | null {
  return memberId === null ? null : workspace.heirOf(memberId);
}
