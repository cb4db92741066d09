import { describe, expect, it } from '@jest/globals';
import { collectionOf } from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { userTable } from '#libs/workspaces';
import { workspaceAfter } from '../../../test/support/conversation-history.js';
import { NOON } from '../../../test/support/given.js';
import { accountOf, departed, joined } from '../../../test/support/workspace-history.js';
import { type ConversationRow } from '../projections/conversations.projection.js';
import { replies, type ReplyRow } from '../projections/replies.projection.js';
import { ConversationViews } from './conversation-views.js';
import { People } from './people.js';

const workspace = workspaceAfter(joined('bo'), joined('cy'), ...departed('bo', 'cy'));
const row = (id: string, assigneeId: string | null): ConversationRow => ({
  _id: `w.${id}`,
  workspaceId: 'w',
  conversationId: id,
  inboxId: 'i',
  subject: 'Help',
  status: 'active',
  assigneeId,
  tags: [{ tag: 'vip', createdBy: 'bo' }],
});
const said = (id: string, authorId: string, revision: number): ReplyRow => {
  const conversation = id.slice(0, id.lastIndexOf('.'));
  return { _id: id, conversation, replyId: id, kind: 'reply', authorId, at: NOON, revision };
};

const rows = [said('w.c.a', 'cy', 9), said('w.c.b', 'bo', 10), said('w.c.c', 'ann', 2), said('w.d.a', 'bo', 1)];

async function views(people: Readonly<Record<string, { name: string | null; jobTitle: string | null }>>, all = rows) {
  const store = new MemoryReadStore();
  const put = async (name: string, indexes: readonly object[], documents: readonly { _id: string }[]) => {
    await store.ensure({ name, indexes: indexes as never });
    await store.write(name, documents.map((document) => ({ id: document._id, document, position: 1 })));
  };
  const persons = Object.entries(people).map(([memberId, person]) => ({ _id: accountOf(memberId), ...person }));
  await put(collectionOf(userTable), userTable.indexes, persons);
  await put(collectionOf(replies), replies.indexes, all);
  return new ConversationViews(store, new People(store));
}

describe('a conversation as callers see it', () => {
  it('[P-3] [X-3] [X-4] [X-5] is under who has it now, with all that was said in order; its tags stay', async () => {
    const shown = await views({ ann: { name: 'Ann', jobTitle: null }, cy: { name: 'Cy', jobTitle: 'CSM' } });
    const [c, d, e] = await shown.of([row('c', 'bo'), row('d', 'cy'), row('e', null)], workspace);
    expect(c).toMatchObject({
      assigneeId: 'cy',
      originalAssigneeId: 'bo',
      replies: [
        { replyId: 'w.c.c', authorId: 'ann', author: { name: 'Ann', jobTitle: null } },
        { replyId: 'w.c.a', authorId: 'cy', originalAuthorId: 'cy', author: { name: 'Cy', jobTitle: 'CSM' } },
        { replyId: 'w.c.b', authorId: 'cy', originalAuthorId: 'bo', author: { name: 'Cy', jobTitle: 'CSM' } },
      ],
      tags: [{ tag: 'vip', createdBy: 'bo' }],
    });
    expect(d).toMatchObject({ assigneeId: 'cy', originalAssigneeId: 'cy', replies: [{ originalAuthorId: 'bo' }] });
    expect(e).toMatchObject({ assigneeId: null, originalAssigneeId: null, replies: [] });
  });

  it('[A-7] shows no name of somebody who is forgotten', async () => {
    const shown = await views({ cy: { name: null, jobTitle: null } });
    const [c] = await shown.of([row('c', 'bo')], workspace);
    expect(c?.replies.map(({ author }) => author)).toEqual([0, 1, 2].map(() => ({ name: null, jobTitle: null })));
  });

  it('is none where there is none', async () => {
    expect(await (await views({})).of([], workspace)).toEqual([]);
  });
});

describe('a page of conversations', () => {
  const MOST = 5000;
  const many = (conversation: string, count: number) =>
    Array.from({ length: count }, (_, n) => said(`w.${conversation}.${n}`, 'cy', (n * 7919) % 100_003));
  const lengths = (items: readonly { conversationId: string; replies: readonly unknown[] }[]) =>
    items.map(({ conversationId, replies: shown }) => [conversationId, shown.length]);
  const page = ['b', 'c', 'd', 'e'].map((id) => row(id, 'cy'));

  it('is the same as each conversation by itself', async () => {
    const shown = await views({ cy: { name: 'Cy', jobTitle: null } });
    expect(await shown.firstOf(page, workspace)).toEqual(await shown.of(page, workspace));
    expect(await shown.firstOf([], workspace)).toEqual([]);
  });

  it('ends before the conversation with which there were too many replies, whole up to there and in order', async () => {
    const shown = await views({}, [...many('b', 3), ...many('d', MOST - 4), ...many('e', 2)]);
    const items = await shown.firstOf(page, workspace);
    expect(lengths(items)).toEqual([['b', 3], ['c', 0], ['d', MOST - 4]]);
    expect(items).toEqual(await shown.of(page.slice(0, 3), workspace));
    const exactly = await views({}, [...many('b', 3), ...many('d', MOST - 3)]);
    expect(lengths(await exactly.firstOf(page, workspace))).toEqual([['b', 3], ['c', 0], ['d', MOST - 3], ['e', 0]]);
  });

  it('is one conversation, whole, where it alone has too many', async () => {
    const shown = await views({}, [...many('b', MOST + 200), ...many('c', 1)]);
    expect(lengths(await shown.firstOf(page, workspace))).toEqual([['b', MOST + 200]]);
  });
});
