import { describe, expect, it } from '@jest/globals';
import { assigned, opened, replied, statusChanged, streamOf } from '../../../test/support/conversation-history.js';
import { projected, type Told } from '../../../test/support/projected.js';
import { type CustomerAssigned } from '../domain/events.js';
import { memberWork, type MemberWorkEvent } from './member-work.projection.js';

const C = streamOf('conversation');
const work = (...told: readonly Told<MemberWorkEvent>[]) => projected(memberWork, told);
const customer = (csmId: string, formerCsmId: string | null): Told<CustomerAssigned> => [
  streamOf('customer', 'k'),
  { type: 'CustomerAssigned', data: { workspaceId: 'w', customerId: 'k', csmId, formerCsmId } },
];
const NONE = { active: 0, pending: 0, closed: 0 };

describe('what stands under a member', () => {
  it('[X-10] counts conversations by status as they come, change and go', () => {
    const told: Told<MemberWorkEvent>[] = [];
    const after = (...event: Told<MemberWorkEvent>) => {
      told.push(event);
      const documents = work(...told);
      return ['bo', 'cy'].map((memberId) => documents.get(`w.${memberId}`)?.conversations);
    };
    expect(after(C, opened({ assigneeId: 'bo' }))).toEqual([{ ...NONE, active: 1 }, undefined]);
    expect(after(C, statusChanged('active', 'pending', 'bo'))).toEqual([{ ...NONE, pending: 1 }, undefined]);
    expect(after(C, assigned('cy', 'bo', 'pending'))).toEqual([NONE, { ...NONE, pending: 1 }]);
    const closed = statusChanged('pending', 'closed', 'cy', { creditedTo: 'cy' });
    expect(after(C, closed)).toEqual([NONE, { ...NONE, closed: 1 }]);
    expect(after(C, assigned(null, 'cy', 'closed'))).toEqual([NONE, NONE]);
    expect(after(C, assigned('bo', null, 'closed'))).toEqual([{ ...NONE, closed: 1 }, NONE]);
  });

  it('counts nothing of what is nobody’s', () => {
    expect([...work([C, opened()], [C, statusChanged('active', 'closed')]).values()]).toEqual([]);
  });

  it('[X-10] counts replies and notes by who wrote them, and customer accounts by CSM', () => {
    const documents = work(
      [C, replied('r', 'bo')],
      [C, replied('s', 'bo')],
      [C, replied('t', 'bo', 'note')],
      customer('bo', null),
      customer('cy', 'bo'),
    );
    expect(documents.get('w.bo')).toMatchObject({ replies: 2, notes: 1, customers: 0 });
    expect(documents.get('w.cy')).toMatchObject({ replies: 0, notes: 0, customers: 1 });
  });

  it('[S-7] is of one workspace', () => {
    const stream = streamOf('conversation', 'c', 'v');
    const documents = work([C, opened({ assigneeId: 'bo' })], [stream, opened({ workspaceId: 'v', assigneeId: 'bo' })]);
    expect([...documents.keys()]).toEqual(['w.bo', 'v.bo']);
  });
});
