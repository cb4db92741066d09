import { idOf, type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type WorkflowEvent } from '../domain/events.js';

export interface WorkflowRow extends ReadDocument {
  readonly workspaceId: string;
  readonly workflowId: string;
  readonly name: string;
  readonly createdBy: string;
}

export const workflows: Projection<WorkflowRow, WorkflowEvent> = {
  name: 'workflows',
  version: 1,
  indexes: [{ workspaceId: 1, _id: 1 }],
  handles: ['WorkflowCreated', 'WorkflowRenamed'],
  touches: (event) => ({ ids: [idOf(event.stream)] }),
  fold(id, row, event) {
    if (event.type === 'WorkflowCreated') {
      const { workspaceId, workflowId, name, createdBy } = event.data;
      return { _id: id, workspaceId, workflowId, name, createdBy };
    }
    if (!row) throw new Error(`A ${event.type} of a workflow that is not there.`);
    return { ...row, name: event.data.name };
  },
};
