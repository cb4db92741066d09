import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { changeInboxAccess, type ChangeInboxAccess } from './change-inbox-access.js';

export class ChangeInboxAccessCommand extends WorkspaceCommand<ChangeInboxAccess> {}

@CommandHandler(ChangeInboxAccessCommand)
export class ChangeInboxAccessHandler implements ICommandHandler<ChangeInboxAccessCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: ChangeInboxAccessCommand) {
    return this.workspaces.carryOut(command, changeInboxAccess);
  }
}
