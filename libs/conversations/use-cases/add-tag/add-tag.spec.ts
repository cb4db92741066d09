import { describe, it } from '@jest/globals';
import { MemberRemoved, NotJoined, NotThere } from '#libs/workspaces';
import { askingIn, opened, tagged, workspaceAfter } from '../../../../test/support/conversation-history.js';
import { given } from '../../../../test/support/given.js';
import { departed, invited, joined } from '../../../../test/support/workspace-history.js';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { addTag } from './add-tag.js';

const before = workspaceAfter(joined('bo'), joined('cy'), invited('fay'));
const after = workspaceAfter(joined('bo'), joined('cy'), ...departed('bo', 'cy'));
const asked = (tag: string, createdBy: string, workspace = before, actor = 'ann') => {
  return (one: Conversation) => addTag(one, { tag, createdBy }, askingIn(workspace, actor));
};

describe('tagging a conversation', () => {
  it('says who did', () => {
    given(conversationDecider, opened()).when(asked('vip', 'bo')).then([tagged('vip', 'bo')]);
    given(conversationDecider, opened(), tagged('vip', 'bo')).when(asked('VIP', 'cy')).then([tagged('VIP', 'cy')]);
  });

  it('[X-5] leaves a tag that is there with its creator, whoever adds it again', () => {
    for (const [createdBy, workspace] of [['bo', before], ['cy', before], ['bo', after], ['cy', after]] as const) {
      given(conversationDecider, opened(), tagged('vip', 'bo')).when(asked('vip', createdBy, workspace)).thenNothing();
    }
  });

  it('[X-8] refuses creators who were removed, and those who have not joined', () => {
    given(conversationDecider, opened()).when(asked('vip', 'bo', after)).thenRejects(MemberRemoved);
    given(conversationDecider, opened()).when(asked('vip', 'fay')).thenRejects(NotJoined);
  });

  it('[S-7] knows no members and no conversations of other workspaces', () => {
    given(conversationDecider, opened()).when(asked('vip', 'eve')).thenRejects(NotThere);
    given(conversationDecider, opened()).when(asked('vip', 'bo', before, 'eve')).thenRejects(NotThere);
    given(conversationDecider).when(asked('vip', 'bo')).thenRejects(NotThere);
  });
});
