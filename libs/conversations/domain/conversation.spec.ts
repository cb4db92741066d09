import { describe, expect, it } from '@jest/globals';
import { UnknownEvent } from '#libs/event-sourcing';
import { assigned, opened, replied, statusChanged, tagged } from '../../../test/support/conversation-history.js';
import { given } from '../../../test/support/given.js';
import { customerDecider } from './customer.js';
import { conversationDecider } from './conversation.js';
import { workflowDecider } from './workflow.js';
import { placeOf, workId } from './work-id.js';

describe('a conversation', () => {
  const changed = { inboxId: 'j', formerInboxId: 'i', subject: 'Hello', formerSubject: 'Help' };
  const history = [
    opened({ assigneeId: 'bo' }),
    { type: 'ConversationChanged', data: changed },
    assigned('cy', 'bo'),
    statusChanged('active', 'closed', 'cy', { creditedTo: 'cy' }),
    replied('r', 'bo'),
    replied('s', 'cy', 'note'),
    tagged('vip', 'bo'),
  ] as const;
  const { state } = given(conversationDecider, ...history);

  it('is what its events say', () => {
    expect({ ...state, tags: [...state.tags], replies: [...state.replies] }).toEqual({
      conversationId: 'c',
      inboxId: 'j',
      subject: 'Hello',
      status: 'closed',
      assigneeId: 'cy',
      creditedTo: 'cy',
      tags: ['vip'],
      replies: [['r', 'reply bo'], ['s', 'note cy']],
    });
  });

  it('is the same from a snapshot', () => {
    const { snapshots } = conversationDecider;
    const restored = snapshots?.read(structuredClone(snapshots.write(state)));
    expect(restored && snapshots?.write(restored)).toEqual(snapshots?.write(state));
    expect(restored?.tags.has('vip')).toBe(true);
    expect(restored?.replies.get('r')).toBe('reply bo');
  });

  it('snapshots less often the more replies it has to write', () => {
    const many = { ...state, replies: state.replies.concat(Array.from({ length: 5000 }, (_, n) => [`r${n}`, 'x'])) };
    expect(conversationDecider.snapshots?.every(state)).toBe(1000);
    expect(conversationDecider.snapshots?.every(many)).toBe(5002);
  });
});

it('an event that this version does not know is an error, not silence', () => {
  const unknown = { type: 'SomethingNew', data: {} } as never;
  expect(() => given(conversationDecider, unknown)).toThrow(UnknownEvent);
  expect(() => given(workflowDecider, unknown)).toThrow(UnknownEvent);
  expect(() => given(customerDecider, unknown)).toThrow(UnknownEvent);
});

it('[S-7] an id says of which workspace it is', () => {
  expect(workId({ workspaceId: 'w', id: 'c' })).toBe('w.c');
  expect(placeOf('w.c')).toEqual({ workspaceId: 'w', id: 'c' });
});
