import { describe, expect, it } from '@jest/globals';
import { opened, replied, statusChanged, streamOf } from '../../../test/support/conversation-history.js';
import { projected } from '../../../test/support/projected.js';
import { memberReports, type MemberReportsEvent } from './member-reports.projection.js';

const reports = (...events: readonly MemberReportsEvent[]) =>
  projected(memberReports, events.map((event) => [streamOf('conversation'), event] as const));
const of = (memberId: string, figures: object) => ({
  _id: `w.${memberId}`,
  workspaceId: 'w',
  memberId,
  replies: 0,
  notes: 0,
  conversationsClosed: 0,
  ...figures,
});

describe('the report of a member', () => {
  it('counts replies and notes by who wrote them', () => {
    const events = [replied('r', 'bo'), replied('s', 'bo'), replied('t', 'bo', 'note'), replied('u', 'cy')];
    expect([...reports(...events).values()]).toEqual([of('bo', { replies: 2, notes: 1 }), of('cy', { replies: 1 })]);
  });

  it('[X-5] counts closings for whom the event credits, whose the conversation is or not', () => {
    const closed = statusChanged('active', 'closed', 'bo', { creditedTo: 'cy' });
    expect([...reports(closed).values()]).toEqual([of('cy', { conversationsClosed: 1 })]);
    const reopened = statusChanged('closed', 'pending', 'bo', { formerCreditedTo: 'cy' });
    expect([...reports(closed, reopened).values()]).toEqual([of('cy', {})]);
  });

  it('counts what came closed, and credits nobody for what was nobody’s', () => {
    const closed = opened({ status: 'closed', assigneeId: 'bo' });
    expect([...reports(closed).values()]).toEqual([of('bo', { conversationsClosed: 1 })]);
    expect([...reports(opened({ status: 'closed' }), statusChanged('closed', 'active')).values()]).toEqual([]);
    expect([...reports(opened({ assigneeId: 'bo' })).values()]).toEqual([]);
  });
});
