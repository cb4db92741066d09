import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { addInbox, type AddInbox, removeInbox, type RemoveInbox, renameInbox, type RenameInbox } from './inboxes.js';

export class AddInboxCommand extends WorkspaceCommand<AddInbox> {}
export class RenameInboxCommand extends WorkspaceCommand<RenameInbox> {}
export class RemoveInboxCommand extends WorkspaceCommand<RemoveInbox> {}

@CommandHandler(AddInboxCommand)
export class AddInboxHandler implements ICommandHandler<AddInboxCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: AddInboxCommand) {
    return this.workspaces.carryOut(command, addInbox);
  }
}

@CommandHandler(RenameInboxCommand)
export class RenameInboxHandler implements ICommandHandler<RenameInboxCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: RenameInboxCommand) {
    return this.workspaces.carryOut(command, renameInbox);
  }
}

@CommandHandler(RemoveInboxCommand)
export class RemoveInboxHandler implements ICommandHandler<RemoveInboxCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: RemoveInboxCommand) {
    return this.workspaces.carryOut(command, removeInbox);
  }
}
