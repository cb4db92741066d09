import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { inviteUser, type InviteUser } from './invite-user.js';

export class InviteUserCommand extends WorkspaceCommand<InviteUser> {}

@CommandHandler(InviteUserCommand)
export class InviteUserHandler implements ICommandHandler<InviteUserCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: InviteUserCommand) {
    return this.workspaces.carryOut(command, inviteUser);
  }
}
