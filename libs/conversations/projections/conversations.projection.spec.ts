import { describe, expect, it } from '@jest/globals';
import { assigned, opened, statusChanged, streamOf, tagged } from '../../../test/support/conversation-history.js';
import { projected } from '../../../test/support/projected.js';
import { conversations, type ConversationsEvent } from './conversations.projection.js';

const rows = (...events: readonly ConversationsEvent[]) =>
  projected(conversations, events.map((event) => [streamOf('conversation'), event] as const));
const HELP = {
  _id: 'w.c',
  workspaceId: 'w',
  conversationId: 'c',
  inboxId: 'i',
  subject: 'Help',
  status: 'active',
  assigneeId: null,
  tags: [],
};

describe('a conversation in the read model', () => {
  it('begins as it was opened', () => {
    expect([...rows(opened()).values()]).toEqual([HELP]);
    const closed = { status: 'closed', assigneeId: 'bo' } as const;
    expect(rows(opened(closed)).get('w.c')).toEqual({ ...HELP, ...closed });
  });

  it('has the inbox, subject, assignee and status of now', () => {
    const data = { inboxId: 'j', formerInboxId: 'i', subject: 'Hello', formerSubject: 'Help' };
    const changed = { type: 'ConversationChanged', data } as const;
    const pending = statusChanged('active', 'pending', 'bo');
    const now = { inboxId: 'j', subject: 'Hello', assigneeId: 'bo', status: 'pending' };
    expect(rows(opened(), changed, assigned('bo'), pending).get('w.c')).toEqual({ ...HELP, ...now });
  });

  it('[X-5] has its tags in the order in which they came, each with its creator', () => {
    const tags = [{ tag: 'vip', createdBy: 'bo' }, { tag: 'late', createdBy: 'cy' }];
    expect(rows(opened(), tagged('vip', 'bo'), tagged('late', 'cy')).get('w.c')?.tags).toEqual(tags);
  });

  it('[S-7] is another one in another workspace', () => {
    const both = projected(conversations, [
      [streamOf('conversation'), opened()],
      [streamOf('conversation', 'c', 'v'), opened({ workspaceId: 'v', subject: 'Other' })],
    ]);
    expect([...both.values()]).toEqual([HELP, { ...HELP, _id: 'v.c', workspaceId: 'v', subject: 'Other' }]);
  });

  it('stops at a fact about a conversation that is not there', () => {
    expect(() => rows(tagged('vip', 'bo'))).toThrow('A TagAdded of a conversation that is not there.');
  });
});
