import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { renameWorkspace, type RenameWorkspace } from './rename-workspace.js';

export class RenameWorkspaceCommand extends WorkspaceCommand<RenameWorkspace> {}

@CommandHandler(RenameWorkspaceCommand)
export class RenameWorkspaceHandler implements ICommandHandler<RenameWorkspaceCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: RenameWorkspaceCommand) {
    return this.workspaces.carryOut(command, renameWorkspace);
  }
}
