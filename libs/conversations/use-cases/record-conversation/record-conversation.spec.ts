import { describe, expect, it } from '@jest/globals';
import { MemberRemoved, NotJoined, NotThere, UnknownInboxes } from '#libs/workspaces';
import {
  askingIn,
  assigned,
  opened,
  statusChanged,
  workspaceAfter,
} from '../../../../test/support/conversation-history.js';
import { given } from '../../../../test/support/given.js';
import { departed, inbox, invited, joined, workspaceRemoved } from '../../../../test/support/workspace-history.js';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { recordConversation, type RecordConversation } from './record-conversation.js';

/** Bo was removed, and cy has their work. */
const acme = workspaceAfter(inbox('j'), joined('bo'), joined('cy'), invited('fay'), ...departed('bo', 'cy'));
const conversation = () => given(conversationDecider);
const asked = (more: Partial<RecordConversation> = {}, actor = 'ann', workspace = acme) => {
  const command = { conversationId: 'c', inboxId: 'i', subject: 'Help', ...more };
  return (one: Conversation) => recordConversation(one, command, askingIn(workspace, actor));
};

describe('recording a conversation that is new', () => {
  it('opens it: active and nobody’s, unless told', () => {
    conversation().when(asked()).then([opened()]);
    const told = { status: 'pending', assigneeId: 'cy' } as const;
    conversation().when(asked(told)).then([opened(told)]);
  });

  it('[X-5] counts it as closed by its assignee where it comes closed', () => {
    const closed = opened({ status: 'closed', assigneeId: 'cy', creditedTo: 'cy' });
    conversation().when(asked({ status: 'closed', assigneeId: 'cy' })).then([closed]);
    conversation().when(asked({ status: 'closed' })).then([opened({ status: 'closed', creditedTo: null })]);
  });

  it('[I-8] names an inbox that is not there', () => {
    conversation().when(asked({ inboxId: 'x' })).thenRejects(UnknownInboxes);
  });

  it('[X-8] refuses an assignee who is no joined member', () => {
    conversation().when(asked({ assigneeId: 'bo' })).thenRejects(MemberRemoved);
    conversation().when(asked({ assigneeId: 'fay' })).thenRejects(NotJoined);
    conversation().when(asked({ assigneeId: 'eve' })).thenRejects(NotThere);
  });
});

describe('recording a conversation that is there', () => {
  const there = [opened({ status: 'pending', assigneeId: 'bo' })] as const;

  it('writes nothing where nothing is told otherwise', () => {
    given(conversationDecider, ...there).when(asked()).thenNothing();
    given(conversationDecider, ...there).when(asked({ status: 'pending' })).thenNothing();
  });

  it('[X-6] writes nothing where it is the successor’s already', () => {
    given(conversationDecider, ...there).when(asked({ assigneeId: 'cy' })).thenNothing();
  });

  it('says what changes, each as a fact of its own', () => {
    const changed = { inboxId: 'j', formerInboxId: 'i', subject: 'Hello', formerSubject: 'Help' };
    given(conversationDecider, ...there)
      .when(asked({ inboxId: 'j', subject: 'Hello', status: 'closed', assigneeId: 'ann' }))
      .then([
        { type: 'ConversationChanged', data: changed },
        assigned('ann', 'bo', 'pending'),
        statusChanged('pending', 'closed', 'ann', { creditedTo: 'ann' }),
      ]);
  });

  it('[X-5] counts a closing for whoever has it now', () => {
    const closing = statusChanged('pending', 'closed', 'bo', { creditedTo: 'cy' });
    given(conversationDecider, ...there).when(asked({ status: 'closed' })).then([closing]);
    const freed = [assigned(null, 'bo', 'pending'), statusChanged('pending', 'closed', null)];
    given(conversationDecider, ...there).when(asked({ status: 'closed', assigneeId: null })).then(freed);
  });

  it('lets it stay in an inbox that is gone, and go to no such', () => {
    const gone = workspaceAfter(inbox('j'), { type: 'InboxRemoved', data: { inboxId: 'i' } }, joined('bo'));
    const data = { inboxId: 'i', formerInboxId: 'i', subject: 'Hello', formerSubject: 'Help' };
    const renaming = given(conversationDecider, opened()).when(asked({ subject: 'Hello' }, 'ann', gone));
    renaming.then([{ type: 'ConversationChanged', data }]);
    given(conversationDecider, opened({ inboxId: 'j' })).when(asked({}, 'ann', gone)).thenRejects(UnknownInboxes);
  });

  it('[X-8] refuses to assign it to somebody who was removed, naming who has their work', () => {
    expect(() => given(conversationDecider, ...there).when(asked({ assigneeId: 'bo' })).events).toThrow(
      expect.objectContaining({
        code: 'member_removed',
        details: expect.objectContaining({ extensions: { successorId: 'cy' } }),
      }),
    );
  });
});

it('[S-7] is for members of the workspace, while it is there', () => {
  for (const actor of ['eve', 'bo', 'fay']) conversation().when(asked({}, actor)).thenRejects(NotThere);
  conversation().when(asked({}, 'ann', workspaceAfter(workspaceRemoved(1)))).thenRejects(NotThere);
});
