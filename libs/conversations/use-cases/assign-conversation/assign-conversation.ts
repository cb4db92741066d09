import { authorize, NotThere, type Workspace } from '#libs/workspaces';
import { type Asking, heirOf } from '../../domain/asking.js';
import { type Conversation, isOpened } from '../../domain/conversation.js';
import { type ConversationAssigned } from '../../domain/events.js';

export interface AssignConversation {
  /** Null: nobody's. */
  readonly assigneeId: string | null;
}

/** @throws NotThere, MemberRemoved naming the successor, NotJoined */
export function assignConversation(
  conversation: Conversation,
  { assigneeId }: AssignConversation,
  { workspace, actor }: Asking,
): readonly ConversationAssigned[] {
  authorize(workspace, actor, 'queue.process');
  if (!isOpened(conversation)) throw new NotThere('conversation');
  return assignment(conversation, assigneeId, workspace);
}

/** Nothing where it is theirs already, by succession too. */
export function assignment(
  conversation: Conversation,
  assigneeId: string | null,
  workspace: Workspace,
): readonly ConversationAssigned[] {
  if (assigneeId !== null) workspace.joinedMember(assigneeId);
  const { assigneeId: formerAssigneeId, status } = conversation;
  if (heirOf(workspace, formerAssigneeId) === assigneeId) return [];
  return [{ type: 'ConversationAssigned', data: { assigneeId, formerAssigneeId, status } }];
}
