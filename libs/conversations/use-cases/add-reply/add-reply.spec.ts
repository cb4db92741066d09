import { describe, it } from '@jest/globals';
import { MemberRemoved, NotJoined, NotThere } from '#libs/workspaces';
import { askingIn, opened, replied, workspaceAfter } from '../../../../test/support/conversation-history.js';
import { given } from '../../../../test/support/given.js';
import { departed, invited, joined } from '../../../../test/support/workspace-history.js';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { ReplyDiffers } from '../../domain/errors.js';
import { addReply, type AddReply } from './add-reply.js';

const before = workspaceAfter(joined('bo'), joined('cy'), invited('fay'));
const after = workspaceAfter(joined('bo'), joined('cy'), ...departed('bo', 'cy'));
const asked = (more: Partial<AddReply> = {}, workspace = before, actor = 'ann') => {
  const command = { replyId: 'r', authorId: 'bo', kind: 'reply', ...more } as const;
  return (one: Conversation) => addReply(one, command, askingIn(workspace, actor));
};

describe('adding a reply or a note', () => {
  it('says who wrote it and of what kind it is', () => {
    given(conversationDecider, opened()).when(asked()).then([replied('r', 'bo')]);
    const another = given(conversationDecider, opened(), replied('q', 'bo'));
    another.when(asked({ kind: 'note' })).then([replied('r', 'bo', 'note')]);
  });

  it('writes nothing for the same one once more, even after its author was removed', () => {
    given(conversationDecider, opened(), replied('r', 'bo')).when(asked()).thenNothing();
    given(conversationDecider, opened(), replied('r', 'bo')).when(asked({}, after)).thenNothing();
  });

  it('refuses another one under the same id', () => {
    for (const more of [{ kind: 'note' }, { authorId: 'cy' }] as const) {
      given(conversationDecider, opened(), replied('r', 'bo')).when(asked(more)).thenRejects(ReplyDiffers);
    }
  });

  it('[X-8] refuses authors who were removed, and those who have not joined', () => {
    given(conversationDecider, opened()).when(asked({}, after)).thenRejects(MemberRemoved);
    given(conversationDecider, opened()).when(asked({ authorId: 'fay' })).thenRejects(NotJoined);
  });

  it('[S-7] knows no members and no conversations of other workspaces', () => {
    given(conversationDecider, opened()).when(asked({ authorId: 'eve' })).thenRejects(NotThere);
    given(conversationDecider, opened()).when(asked({}, before, 'eve')).thenRejects(NotThere);
    given(conversationDecider).when(asked()).thenRejects(NotThere);
  });
});
