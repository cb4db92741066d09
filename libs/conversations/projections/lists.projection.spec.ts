import { describe, expect, it } from '@jest/globals';
import { replied, streamOf } from '../../../test/support/conversation-history.js';
import { NOON } from '../../../test/support/given.js';
import { projected } from '../../../test/support/projected.js';
import { type CustomerAssigned } from '../domain/events.js';
import { customers } from './customers.projection.js';
import { replies } from './replies.projection.js';
import { workflows, type WorkflowRow } from './workflows.projection.js';

describe('replies', () => {
  it('[X-4] are documents of their own, each under who wrote it', () => {
    const rows = projected(replies, [
      [streamOf('conversation'), replied('r', 'bo')],
      [streamOf('conversation'), replied('s', 'cy', 'note')],
      [streamOf('conversation', 'd'), replied('r', 'bo')],
    ]);
    expect([...rows.values()]).toEqual([
      { _id: 'w.c.r', conversation: 'w.c', replyId: 'r', kind: 'reply', authorId: 'bo', at: NOON, revision: 0 },
      { _id: 'w.c.s', conversation: 'w.c', replyId: 's', kind: 'note', authorId: 'cy', at: NOON, revision: 1 },
      { _id: 'w.d.r', conversation: 'w.d', replyId: 'r', kind: 'reply', authorId: 'bo', at: NOON, revision: 0 },
    ]);
  });
});

describe('workflows', () => {
  const created = {
    type: 'WorkflowCreated',
    data: { workspaceId: 'w', workflowId: 'f', name: 'Escalate', createdBy: 'bo' },
  } as const;
  const renamed = { type: 'WorkflowRenamed', data: { name: 'Answer', formerName: 'Escalate' } } as const;
  const row: WorkflowRow = { _id: 'w.f', workspaceId: 'w', workflowId: 'f', name: 'Escalate', createdBy: 'bo' };
  const stream = streamOf('workflow', 'f');

  it('[X-5] have their name of now and their creator of old', () => {
    expect([...projected(workflows, [[stream, created]]).values()]).toEqual([row]);
    expect(projected(workflows, [[stream, created], [stream, renamed]]).get('w.f')).toEqual({ ...row, name: 'Answer' });
  });

  it('stop at a fact about one that is not there', () => {
    const alone = () => projected(workflows, [[stream, renamed]]);
    expect(alone).toThrow('A WorkflowRenamed of a workflow that is not there.');
  });
});

describe('customer accounts', () => {
  it('[X-9] stand under the CSM that they were given', () => {
    const given = (csmId: string, formerCsmId: string | null): CustomerAssigned => ({
      type: 'CustomerAssigned',
      data: { workspaceId: 'w', customerId: 'k', csmId, formerCsmId },
    });
    const stream = streamOf('customer', 'k');
    const rows = projected(customers, [[stream, given('bo', null)], [stream, given('cy', 'bo')]]);
    expect([...rows.values()]).toEqual([{ _id: 'w.k', workspaceId: 'w', customerId: 'k', csmId: 'cy' }]);
  });
});
