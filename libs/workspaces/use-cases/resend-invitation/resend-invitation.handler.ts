import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { resendInvitation, type ResendInvitation } from './resend-invitation.js';

export class ResendInvitationCommand extends WorkspaceCommand<ResendInvitation> {}

@CommandHandler(ResendInvitationCommand)
export class ResendInvitationHandler implements ICommandHandler<ResendInvitationCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: ResendInvitationCommand) {
    return this.workspaces.carryOut(command, resendInvitation);
  }
}
