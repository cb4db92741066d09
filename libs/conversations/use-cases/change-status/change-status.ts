import { authorize, type ConversationStatus, NotThere } from '#libs/workspaces';
import { type Asking, heirOf } from '../../domain/asking.js';
import { type Conversation, isOpened } from '../../domain/conversation.js';
import { type ConversationStatusChanged } from '../../domain/events.js';

export interface ChangeStatus {
  readonly status: ConversationStatus;
}

/** @throws NotThere */
export function changeStatus(
  conversation: Conversation,
  { status }: ChangeStatus,
  asking: Asking,
): readonly ConversationStatusChanged[] {
  authorize(asking.workspace, asking.actor, 'queue.process');
  if (!isOpened(conversation)) throw new NotThere('conversation');
  return statusChange(conversation, status, asking);
}

/** A closing counts for whoever is responsible at that moment, for good; opening it again takes it back. */
export function statusChange(
  conversation: Pick<Conversation, 'status' | 'assigneeId' | 'creditedTo'>,
  status: ConversationStatus,
  { workspace }: Asking,
): readonly ConversationStatusChanged[] {
  const { status: formerStatus, assigneeId, creditedTo: formerCreditedTo } = conversation;
  if (status === formerStatus) return [];
  const creditedTo = status === 'closed' ? heirOf(workspace, assigneeId) : null;
  return [
    { type: 'ConversationStatusChanged', data: { status, formerStatus, assigneeId, creditedTo, formerCreditedTo } },
  ];
}
