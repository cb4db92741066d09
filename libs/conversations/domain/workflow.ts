import { type Decider, type Folded, UnknownEvent } from '#libs/event-sourcing';
import { type WorkflowEvent } from './events.js';

export interface Workflow {
  readonly name: string;
  /** Empty before it was created. */
  readonly createdBy: string;
}

function evolve(workflow: Workflow, event: Folded<WorkflowEvent>): Workflow {
  switch (event.type) {
    case 'WorkflowCreated': {
      const { name, createdBy } = event.data;
      return { name, createdBy };
    }
    case 'WorkflowRenamed':
      return { ...workflow, name: event.data.name };
    default:
      throw new UnknownEvent(event);
  }
}

/** The streams `workflow-<workspaceId>.<workflowId>`. */
export const workflowDecider: Decider<Workflow, WorkflowEvent> = {
  category: 'workflow',
  initial: { name: '', createdBy: '' },
  evolve,
};
