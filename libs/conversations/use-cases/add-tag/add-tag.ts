import { authorize, NotThere } from '#libs/workspaces';
import { type Asking } from '../../domain/asking.js';
import { type Conversation, isOpened } from '../../domain/conversation.js';
import { type TagAdded } from '../../domain/events.js';

export interface AddTag {
  readonly tag: string;
  readonly createdBy: string;
}

/** A tag that is there stays whose it is. @throws NotThere, MemberRemoved, NotJoined */
export function addTag(
  conversation: Conversation,
  { tag, createdBy }: AddTag,
  { workspace, actor }: Asking,
): readonly TagAdded[] {
  authorize(workspace, actor, 'queue.process');
  if (!isOpened(conversation)) throw new NotThere('conversation');
  if (conversation.tags.has(tag)) return [];
  workspace.joinedMember(createdBy);
  return [{ type: 'TagAdded', data: { tag, createdBy } }];
}
