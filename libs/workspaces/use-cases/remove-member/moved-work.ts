import { type MovedWork } from '../../domain/events.js';
import { type Workspace } from '../../domain/workspace.js';
import { type WorkCounts } from '../../ports.js';

export const NO_WORK: MovedWork = { conversations: 0, replies: 0, notes: 0, customers: 0 };

/** The figures of a receipt: what would move with a member now. Nothing does with who has not joined. */
export async function movedWith(work: WorkCounts, workspace: Workspace, memberId: string): Promise<MovedWork> {
  if (workspace.members.get(memberId)?.state !== 'joined') return NO_WORK;
  const { workspaceId } = workspace;
  const { conversations, replies, notes, customers } = await work.of(workspaceId, workspace.heritageOf(memberId));
  return { conversations: conversations.total, replies, notes, customers };
}
