import { beforeAll, describe, expect, it } from '@jest/globals';
import { collectionOf, type Filter } from '#libs/event-sourcing';
import { Cursors, InvalidRequest } from '#libs/http';
import { MemoryReadStore } from '#libs/read-store';
import { workspaceAfter } from '../../../test/support/conversation-history.js';
import { departed, invited, joined } from '../../../test/support/workspace-history.js';
import { type ConversationRow, conversations } from '../projections/conversations.projection.js';
import { Pages, whoseWork } from './pages.js';

const CHAINED = 50;
const EACH = 40;
const members = Array.from({ length: CHAINED + 1 }, (_, n) => `m${n}`);
/** m0 left their work to m1, m1 to m2, and so on to the last, who has it all. */
const chain = workspaceAfter(
  ...members.map((memberId) => joined(memberId)),
  ...members.slice(1).flatMap((heir, n) => departed(`m${n}`, heir)),
);
const COLLECTION = collectionOf(conversations);
const store = new MemoryReadStore();
const pages = new Pages(store, new Cursors('a secret of a spec, long enough'));

beforeAll(async () => {
  await store.ensure({ name: COLLECTION, indexes: conversations.indexes });
  const rows = Array.from({ length: members.length * EACH * 2 }, (_, n): ConversationRow => {
    const id = String((n * 7919) % 100_003).padStart(6, '0');
    const assigneeId = n % 2 === 0 ? 'ann' : (members[((n - 1) / 2) % members.length] as string);
    const status = n % 3 === 0 ? 'closed' : 'active';
    const row = { _id: `w.${id}`, workspaceId: 'w', conversationId: id, inboxId: 'i', subject: 'Help', tags: [] };
    return { ...row, status, assigneeId };
  });
  await store.write(COLLECTION, rows.map((document) => ({ id: document._id, document, position: 1 })));
});

async function all(filter: Filter, limit: number): Promise<readonly ConversationRow[]> {
  const rows: ConversationRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await pages.of<ConversationRow>(COLLECTION, 'kind', filter, { limit, cursor });
    rows.push(...page.rows);
    if (page.nextCursor === null) return rows;
    cursor = page.nextCursor;
  }
}

describe('whose work a member’s is', () => {
  const workspace = workspaceAfter(joined('bo'), joined('cy'), invited('fay'), ...departed('bo', 'cy'));

  it('[X-3] [X-6] that of everybody they succeeded, and their own', () => {
    expect(whoseWork(workspace, 'cy')).toEqual({ $in: ['cy', 'bo'] });
    expect(whoseWork(chain, `m${CHAINED}`)).toEqual({ $in: members.toReversed() });
    expect(whoseWork(workspace, 'ann')).toBe('ann');
  });

  it('[X-3] nobody’s any more where they were removed, or were never here', () => {
    for (const memberId of ['bo', 'eve']) expect(whoseWork(workspace, memberId)).toEqual({ $in: [] });
    expect(whoseWork(workspace, 'fay')).toBe('fay');
  });
});

describe('a successor’s conversations after 50 chained removals', () => {
  const theirs = { workspaceId: 'w', assigneeId: whoseWork(chain, `m${CHAINED}`) };

  it('[X-6] are paged without a gap or a repetition', async () => {
    const ids = (await all(theirs, 37)).map(({ _id }) => _id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids).toHaveLength(members.length * EACH);
    expect(await all({ ...theirs, status: 'closed' }, 50)).toHaveLength((members.length * EACH) / 3);
    expect(await all({ workspaceId: 'w', assigneeId: whoseWork(chain, 'm0') }, 50)).toEqual([]);
  });

  it('[X-7] are read along an index, no further than the page goes', () => {
    for (const filter of [theirs, { ...theirs, status: 'closed' }]) {
      const { plan, examined } = store.explain(COLLECTION, { filter, sort: { _id: 1 }, limit: 51 });
      expect([plan, examined]).toEqual(['ordered', 51]);
    }
  });
});

it('a cursor is of one list', async () => {
  const { nextCursor } = await pages.of(COLLECTION, 'one', {}, { limit: 1 });
  const cursor = nextCursor ?? '';
  await expect(pages.of(COLLECTION, 'another', {}, { limit: 1, cursor })).rejects.toThrow(InvalidRequest);
});
