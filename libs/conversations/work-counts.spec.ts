import { describe, expect, it } from '@jest/globals';
import { collectionOf, type EventLog, type ReadStore } from '#libs/event-sourcing';
import { NotCaughtUp, type ReadModels } from '#libs/http';
import { MemoryReadStore } from '#libs/read-store';
import { memberWork, type MemberWork } from './projections/member-work.projection.js';
import { MemberWorkCounts } from './work-counts.js';

const work = (memberId: string, n: number): MemberWork => ({
  _id: `w.${memberId}`,
  conversations: { active: n, pending: 2 * n, closed: 3 * n },
  replies: 4 * n,
  notes: 5 * n,
  customers: 6 * n,
});

async function counts(caughtUp: ReadModels['caughtUp'] = () => Promise.resolve(true)) {
  const store: ReadStore = new MemoryReadStore();
  const collection = collectionOf(memberWork);
  await store.ensure({ name: collection, indexes: memberWork.indexes });
  const documents = [work('bo', 1), work('cy', 10), work('di', 100), { ...work('bo', 7), _id: 'v.bo' }];
  await store.write(collection, documents.map((document) => ({ id: document._id, document, position: 1 })));
  const log = { head: () => Promise.resolve(41) } as EventLog;
  return new MemberWorkCounts(log, store, { caughtUp, written: () => 0 });
}

describe('counting the work of members', () => {
  it('[X-10] adds up what stands under each of them, in this workspace', async () => {
    expect(await (await counts()).of('w', ['bo', 'cy', 'nobody'])).toEqual({
      conversations: { total: 66, byStatus: { active: 11, pending: 22, closed: 33 } },
      replies: 44,
      notes: 55,
      customers: 66,
    });
  });

  it('is nothing for somebody without work', async () => {
    const conversations = { total: 0, byStatus: { active: 0, pending: 0, closed: 0 } };
    const nothing = { conversations, replies: 0, notes: 0, customers: 0 };
    expect(await (await counts()).of('w', ['nobody'])).toEqual(nothing);
    expect(await (await counts()).of('u', ['bo'])).toEqual(nothing);
  });

  it('[S-2] waits until everything is in that was in the log, or says that it cannot', async () => {
    const asked: unknown[] = [];
    const late = await counts((...args) => {
      asked.push(args);
      return Promise.resolve(false);
    });
    await expect(late.of('w', ['bo'])).rejects.toThrow(NotCaughtUp);
    expect(asked).toEqual([[41, 2000, ['member-work']]]);
  });
});
