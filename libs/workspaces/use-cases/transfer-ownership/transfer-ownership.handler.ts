import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { transferOwnership, type TransferOwnership } from './transfer-ownership.js';

export class TransferOwnershipCommand extends WorkspaceCommand<TransferOwnership> {}

@CommandHandler(TransferOwnershipCommand)
export class TransferOwnershipHandler implements ICommandHandler<TransferOwnershipCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: TransferOwnershipCommand) {
    return this.workspaces.carryOut(command, transferOwnership);
  }
}
