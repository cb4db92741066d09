import { describe, it } from '@jest/globals';
import { MemberRemoved, NotJoined, NotThere } from '#libs/workspaces';
import { askingIn, assigned, opened, workspaceAfter } from '../../../../test/support/conversation-history.js';
import { given } from '../../../../test/support/given.js';
import { departed, invited, joined } from '../../../../test/support/workspace-history.js';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { assignConversation } from './assign-conversation.js';

const before = workspaceAfter(joined('bo'), joined('cy'), joined('di'), invited('fay'));
/** Bo left their work to cy, and cy theirs to di. */
const after = workspaceAfter(
  joined('bo'),
  joined('cy'),
  joined('di'),
  invited('fay'),
  ...departed('bo', 'cy'),
  ...departed('cy', 'di'),
);
const to = (assigneeId: string | null, workspace = before, actor = 'ann') => {
  return (one: Conversation) => assignConversation(one, { assigneeId }, askingIn(workspace, actor));
};

describe('assigning a conversation', () => {
  it('gives it to a joined member, to another, and to nobody', () => {
    given(conversationDecider, opened()).when(to('bo')).then([assigned('bo')]);
    given(conversationDecider, opened({ assigneeId: 'bo' })).when(to('cy')).then([assigned('cy', 'bo')]);
    given(conversationDecider, opened({ assigneeId: 'bo' })).when(to(null)).then([assigned(null, 'bo')]);
    const closed = opened({ status: 'closed' });
    given(conversationDecider, closed).when(to('bo')).then([assigned('bo', null, 'closed')]);
  });

  it('writes nothing where it is theirs already', () => {
    given(conversationDecider, opened({ assigneeId: 'bo' })).when(to('bo')).thenNothing();
    given(conversationDecider, opened()).when(to(null)).thenNothing();
  });

  it('[X-6] writes nothing where it is theirs by succession', () => {
    given(conversationDecider, opened({ assigneeId: 'bo' })).when(to('di', after)).thenNothing();
    given(conversationDecider, opened({ assigneeId: 'bo' })).when(to('ann', after)).then([assigned('ann', 'bo')]);
  });

  it('[X-8] refuses members who were removed, and those who have not joined', () => {
    given(conversationDecider, opened()).when(to('bo', after)).thenRejects(MemberRemoved);
    given(conversationDecider, opened({ assigneeId: 'bo' })).when(to('bo', after)).thenRejects(MemberRemoved);
    given(conversationDecider, opened()).when(to('fay')).thenRejects(NotJoined);
  });

  it('[S-7] knows no members and no conversations of other workspaces', () => {
    given(conversationDecider, opened()).when(to('eve')).thenRejects(NotThere);
    given(conversationDecider).when(to('bo')).thenRejects(NotThere);
    given(conversationDecider, opened()).when(to('bo', before, 'eve')).thenRejects(NotThere);
  });
});
