import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { revokeInvitation, type RevokeInvitation } from './revoke-invitation.js';

export class RevokeInvitationCommand extends WorkspaceCommand<RevokeInvitation> {}

@CommandHandler(RevokeInvitationCommand)
export class RevokeInvitationHandler implements ICommandHandler<RevokeInvitationCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: RevokeInvitationCommand) {
    return this.workspaces.carryOut(command, revokeInvitation);
  }
}
