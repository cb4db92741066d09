import { authorize, NotThere } from '#libs/workspaces';
import { type Asking } from '../../domain/asking.js';
import { type Conversation, isOpened, replyMark } from '../../domain/conversation.js';
import { ReplyDiffers } from '../../domain/errors.js';
import { type ReplyAdded, type ReplyKind } from '../../domain/events.js';

export interface AddReply {
  readonly replyId: string;
  readonly authorId: string;
  readonly kind: ReplyKind;
}

/** The same reply once more changes nothing. @throws ReplyDiffers, NotThere, MemberRemoved, NotJoined */
export function addReply(
  conversation: Conversation,
  { replyId, authorId, kind }: AddReply,
  { workspace, actor }: Asking,
): readonly ReplyAdded[] {
  authorize(workspace, actor, 'queue.process');
  if (!isOpened(conversation)) throw new NotThere('conversation');
  const recorded = conversation.replies.get(replyId);
  if (recorded === replyMark({ authorId, kind })) return [];
  if (recorded !== undefined) throw new ReplyDiffers();
  workspace.joinedMember(authorId);
  return [{ type: 'ReplyAdded', data: { replyId, authorId, kind } }];
}
