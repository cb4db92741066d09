import { authorize, type ConversationStatus, UnknownInboxes, type Workspace } from '#libs/workspaces';
import { type Asking } from '../../domain/asking.js';
import { type Conversation, isOpened } from '../../domain/conversation.js';
import { type ConversationChanged, type ConversationEvent, type ConversationOpened } from '../../domain/events.js';
import { assignment } from '../assign-conversation/assign-conversation.js';
import { statusChange } from '../change-status/change-status.js';

export interface RecordConversation {
  readonly conversationId: string;
  readonly inboxId: string;
  readonly subject: string;
  /** Left out: active for a new one, unchanged for one that is there. */
  readonly status?: ConversationStatus | undefined;
  /** Left out: nobody for a new one, unchanged for one that is there. */
  readonly assigneeId?: string | null | undefined;
}

/**
 * Opens a conversation, or changes what is told otherwise now.
 * @throws UnknownInboxes, NotThere, MemberRemoved naming the successor, NotJoined
 */
export function recordConversation(
  conversation: Conversation,
  command: RecordConversation,
  asking: Asking,
): readonly ConversationEvent[] {
  authorize(asking.workspace, asking.actor, 'queue.process');
  return isOpened(conversation) ? changes(conversation, command, asking) : [opening(command, asking.workspace)];
}

function opening(command: RecordConversation, workspace: Workspace): ConversationOpened {
  const { conversationId, inboxId, subject, status = 'active', assigneeId = null } = command;
  checkInbox(workspace, inboxId);
  if (assigneeId !== null) workspace.joinedMember(assigneeId);
  const { workspaceId } = workspace;
  const creditedTo = status === 'closed' ? assigneeId : null;
  return {
    type: 'ConversationOpened',
    data: { workspaceId, conversationId, inboxId, subject, status, assigneeId, creditedTo },
  };
}

function changes(
  conversation: Conversation,
  command: RecordConversation,
  asking: Asking,
): readonly ConversationEvent[] {
  const { status = conversation.status } = command;
  const assigned =
    command.assigneeId === undefined ? [] : assignment(conversation, command.assigneeId, asking.workspace);
  // The closing of what is assigned in the same breath counts for the new assignee.
  const { assigneeId } = assigned[0]?.data ?? conversation;
  return [
    ...changed(conversation, command, asking.workspace),
    ...assigned,
    ...statusChange({ ...conversation, assigneeId }, status, asking),
  ];
}

function changed(
  { inboxId: formerInboxId, subject: formerSubject }: Conversation,
  { inboxId, subject }: RecordConversation,
  workspace: Workspace,
): readonly ConversationChanged[] {
  if (inboxId === formerInboxId && subject === formerSubject) return [];
  // It may stay in an inbox that is gone.
  if (inboxId !== formerInboxId) checkInbox(workspace, inboxId);
  return [{ type: 'ConversationChanged', data: { inboxId, formerInboxId, subject, formerSubject } }];
}

function checkInbox(workspace: Workspace, inboxId: string): void {
  if (workspace.inboxes.has(inboxId)) return;
  throw new UnknownInboxes([{ path: 'inboxId', message: `There is no inbox ${inboxId}.` }]);
}
