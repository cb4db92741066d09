import { describe, it } from '@jest/globals';
import { type ConversationStatus, NotThere } from '#libs/workspaces';
import { askingIn, opened, statusChanged, workspaceAfter } from '../../../../test/support/conversation-history.js';
import { given } from '../../../../test/support/given.js';
import { departed, joined } from '../../../../test/support/workspace-history.js';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { changeStatus } from './change-status.js';

const before = workspaceAfter(joined('bo'), joined('cy'));
const after = workspaceAfter(joined('bo'), joined('cy'), ...departed('bo', 'cy'));
const to = (status: ConversationStatus, workspace = before, actor = 'ann') => {
  return (one: Conversation) => changeStatus(one, { status }, askingIn(workspace, actor));
};

describe('changing the status of a conversation', () => {
  it('says the former one too, and whose it is', () => {
    const mine = opened({ assigneeId: 'bo' });
    given(conversationDecider, mine).when(to('pending')).then([statusChanged('active', 'pending', 'bo')]);
  });

  it('writes nothing where it has that status', () => {
    given(conversationDecider, opened({ status: 'closed' })).when(to('closed')).thenNothing();
  });

  it('[X-5] credits a closing to whoever is responsible at that moment, and takes it back from them', () => {
    const closed = statusChanged('active', 'closed', 'bo', { creditedTo: 'bo' });
    const mine = opened({ assigneeId: 'bo' });
    given(conversationDecider, mine).when(to('closed')).then([closed]);
    const reopened = statusChanged('closed', 'active', 'bo', { formerCreditedTo: 'bo' });
    given(conversationDecider, mine, closed).when(to('active')).then([reopened]);
    given(conversationDecider, mine, closed).when(to('active', after)).then([reopened]);
    given(conversationDecider, mine).when(to('closed', after)).then([
      statusChanged('active', 'closed', 'bo', { creditedTo: 'cy' }),
    ]);
    given(conversationDecider, opened()).when(to('closed')).then([statusChanged('active', 'closed')]);
  });

  it('[S-7] is for members, of a conversation that is there', () => {
    given(conversationDecider).when(to('closed')).thenRejects(NotThere);
    given(conversationDecider, opened()).when(to('closed', before, 'eve')).thenRejects(NotThere);
  });
});
