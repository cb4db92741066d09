import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RosterError } from '#libs/event-sourcing';
import { authorize } from '../../domain/authority.js';
import { type WorkspaceOutcome, WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { inviteUser, type InviteUser } from './invite-user.js';

/** A row of a bulk invitation: what is wanted, or what is wrong with it already. */
export type BulkRow = InviteUser | RosterError;
export type BulkResult = WorkspaceOutcome | RosterError;

export class InviteUsersCommand extends WorkspaceCommand<readonly BulkRow[], readonly BulkResult[]> {}

/**
 * I-9: each row is a command of its own, with a key of its own, so one bad row spoils no other and a repetition repeats
 * each row alone. They wait in one line and are appended together.
 */
@CommandHandler(InviteUsersCommand)
export class InviteUsersHandler implements ICommandHandler<InviteUsersCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  async execute({ workspaceId, scope, wanted }: InviteUsersCommand): Promise<readonly BulkResult[]> {
    const { state, position } = await this.workspaces.read(workspaceId);
    authorize(state, scope.actor, 'users.manage');
    scope.reached(position);
    return Promise.all(
      wanted.map(async (row, index) => {
        if (row instanceof RosterError) return row;
        const command = new InviteUserRow(workspaceId, scope.step(`row-${index}`), row);
        return this.workspaces.carryOut(command, inviteUser).catch((error: unknown) => {
          if (error instanceof RosterError) return error;
          throw error;
        });
      }),
    );
  }
}

class InviteUserRow extends WorkspaceCommand<InviteUser> {}
