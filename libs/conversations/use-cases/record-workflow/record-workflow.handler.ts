import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type WorkflowEvent } from '../../domain/events.js';
import { type Workflow, workflowDecider } from '../../domain/workflow.js';
import { WorkCommand } from '../../work-command.js';
import { Work } from '../../work.js';
import { recordWorkflow, type RecordWorkflow } from './record-workflow.js';

export class RecordWorkflowCommand extends WorkCommand<RecordWorkflow, Workflow, WorkflowEvent> {}

@CommandHandler(RecordWorkflowCommand)
export class RecordWorkflowHandler implements ICommandHandler<RecordWorkflowCommand> {
  constructor(private readonly work: Work) {}

  execute(command: RecordWorkflowCommand) {
    return this.work.carryOut(workflowDecider, command, recordWorkflow);
  }
}
