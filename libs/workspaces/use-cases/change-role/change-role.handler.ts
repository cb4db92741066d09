import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { changeRole, type ChangeRole } from './change-role.js';

export class ChangeRoleCommand extends WorkspaceCommand<ChangeRole> {}

@CommandHandler(ChangeRoleCommand)
export class ChangeRoleHandler implements ICommandHandler<ChangeRoleCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: ChangeRoleCommand) {
    return this.workspaces.carryOut(command, changeRole);
  }
}
