import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Leaving } from '../../leaving.js';
import { WorkspaceCommand, type WorkspaceOutcome } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { changeRole, type ChangeRole } from './change-role.js';

export class ChangeRoleCommand extends WorkspaceCommand<ChangeRole> {}

@CommandHandler(ChangeRoleCommand)
export class ChangeRoleHandler implements ICommandHandler<ChangeRoleCommand> {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly leaving: Leaving,
  ) {}

  async execute({ workspaceId, scope, wanted }: ChangeRoleCommand): Promise<WorkspaceOutcome> {
    const leaving = await this.leavingAdmins(workspaceId, wanted);
    return this.workspaces.carryOut(new ChangeRoleCommand(workspaceId, scope, { ...wanted, leaving }), changeRole);
  }

  /** Asked only where ownership is passed on. */
  private async leavingAdmins(workspaceId: string, { memberId, role }: ChangeRole): Promise<readonly string[]> {
    const { state } = await this.workspaces.find(workspaceId);
    const owner = state.members.get(memberId);
    if (!owner || !state.isOwner(owner) || role === 'admin') return [];
    return this.leaving.among(state, state.otherAdmins(owner));
  }
}
