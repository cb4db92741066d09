import { describe, expect, it } from '@jest/globals';
import { MemberRemoved, NotJoined, NotThere } from '#libs/workspaces';
import { askingIn, workspaceAfter } from '../../../../test/support/conversation-history.js';
import { given } from '../../../../test/support/given.js';
import { departed, invited, joined } from '../../../../test/support/workspace-history.js';
import { CreatorDiffers } from '../../domain/errors.js';
import { type WorkflowEvent } from '../../domain/events.js';
import { type Workflow, workflowDecider } from '../../domain/workflow.js';
import { recordWorkflow, type RecordWorkflow } from './record-workflow.js';

const before = workspaceAfter(joined('bo'), joined('cy'), invited('fay'));
const after = workspaceAfter(joined('bo'), joined('cy'), ...departed('bo', 'cy'));
const created: WorkflowEvent = {
  type: 'WorkflowCreated',
  data: { workspaceId: 'w', workflowId: 'f', name: 'Escalate', createdBy: 'bo' },
};
const asked = (more: Partial<RecordWorkflow> = {}, workspace = before, actor = 'ann') => {
  const command = { workflowId: 'f', name: 'Escalate', createdBy: 'bo', ...more };
  return (one: Workflow) => recordWorkflow(one, command, askingIn(workspace, actor));
};
const renamed = { type: 'WorkflowRenamed', data: { name: 'Answer', formerName: 'Escalate' } };

describe('recording a workflow', () => {
  it('creates it, renames it, or changes nothing', () => {
    given(workflowDecider).when(asked()).then([created]);
    given(workflowDecider, created).when(asked({ name: 'Answer' })).then([renamed]);
    given(workflowDecider, created).when(asked()).thenNothing();
  });

  it('[X-5] keeps its creator for good, removed or not', () => {
    for (const workspace of [before, after]) {
      given(workflowDecider, created).when(asked({}, workspace)).thenNothing();
      given(workflowDecider, created).when(asked({ name: 'Answer' }, workspace)).then([renamed]);
      given(workflowDecider, created).when(asked({ createdBy: 'cy' }, workspace)).thenRejects(CreatorDiffers);
    }
  });

  it('[X-8] refuses a creator who was removed, or has not joined', () => {
    given(workflowDecider).when(asked({}, after)).thenRejects(MemberRemoved);
    given(workflowDecider).when(asked({ createdBy: 'fay' })).thenRejects(NotJoined);
    given(workflowDecider).when(asked({ createdBy: 'eve' })).thenRejects(NotThere);
  });

  it('[R-1] needs workflows.create for a new one and workflows.edit for one that is there', () => {
    const attempts = [
      [given(workflowDecider), 'workflows.create'],
      [given(workflowDecider, created), 'workflows.edit'],
    ] as const;
    for (const [workflow, capability] of attempts) {
      expect(() => workflow.when(asked({}, before, 'bo')).events).toThrow(
        expect.objectContaining({
          code: 'capability_required',
          details: expect.objectContaining({ extensions: { capability, grantedBy: 'admin' } }),
        }),
      );
      workflow.when(asked({}, before, 'eve')).thenRejects(NotThere);
    }
  });
});
