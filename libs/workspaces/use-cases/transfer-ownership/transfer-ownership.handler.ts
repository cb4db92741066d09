import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Leaving } from '../../leaving.js';
import { WorkspaceCommand, type WorkspaceOutcome } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { transferOwnership, type TransferOwnership } from './transfer-ownership.js';

export class TransferOwnershipCommand extends WorkspaceCommand<TransferOwnership> {}

@CommandHandler(TransferOwnershipCommand)
export class TransferOwnershipHandler implements ICommandHandler<TransferOwnershipCommand> {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly leaving: Leaving,
  ) {}

  async execute({ workspaceId, scope, wanted }: TransferOwnershipCommand): Promise<WorkspaceOutcome> {
    const { state } = await this.workspaces.find(workspaceId);
    const leaving = await this.leaving.among(state, [wanted.memberId]);
    const transfer = new TransferOwnershipCommand(workspaceId, scope, { ...wanted, leaving });
    return this.workspaces.carryOut(transfer, transferOwnership);
  }
}
