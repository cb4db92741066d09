import { authorize } from '#libs/workspaces';
import { type Asking } from '../../domain/asking.js';
import { CreatorDiffers } from '../../domain/errors.js';
import { type WorkflowEvent } from '../../domain/events.js';
import { type Workflow } from '../../domain/workflow.js';

export interface RecordWorkflow {
  readonly workflowId: string;
  readonly name: string;
  readonly createdBy: string;
}

/**
 * Creates a workflow, or renames it. Its creator never changes.
 * @throws CapabilityRequired, CreatorDiffers, MemberRemoved, NotJoined
 */
export function recordWorkflow(
  workflow: Workflow,
  command: RecordWorkflow,
  { workspace, actor }: Asking,
): readonly WorkflowEvent[] {
  const { workflowId, name, createdBy } = command;
  if (workflow.createdBy === '') {
    authorize(workspace, actor, 'workflows.create');
    workspace.joinedMember(createdBy);
    const { workspaceId } = workspace;
    return [{ type: 'WorkflowCreated', data: { workspaceId, workflowId, name, createdBy } }];
  }
  authorize(workspace, actor, 'workflows.edit');
  if (createdBy !== workflow.createdBy) throw new CreatorDiffers(workflow.createdBy);
  if (name === workflow.name) return [];
  return [{ type: 'WorkflowRenamed', data: { name, formerName: workflow.name } }];
}
