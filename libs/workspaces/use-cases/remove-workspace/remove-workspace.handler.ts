import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type CommandScope, writePoint } from '#libs/event-sourcing';
import { DomainReservations } from '../../domain-reservations.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { removeWorkspace, type RemoveWorkspace } from './remove-workspace.js';

export class RemoveWorkspaceCommand extends WorkspaceCommand<RemoveWorkspace> {}

/** Ends the workspace, then frees its domains; after a crash the process `domain-upkeep` does that. */
@CommandHandler(RemoveWorkspaceCommand)
export class RemoveWorkspaceHandler implements ICommandHandler<RemoveWorkspaceCommand> {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly reservations: DomainReservations,
  ) {}

  async execute(command: RemoveWorkspaceCommand) {
    const { workspaceId, scope } = command;
    const outcome = await this.workspaces.carryOut(command, removeWorkspace);
    writePoint('workspaces.remove-workspace.removed');
    await freeDomains(this.reservations, workspaceId, outcome.events, scope);
    return outcome;
  }
}

/** Frees the domains that these events let go of. Harmless twice. */
export async function freeDomains(
  reservations: DomainReservations,
  workspaceId: string,
  events: readonly WorkspaceEvent[],
  scope: CommandScope,
): Promise<void> {
  for (const event of events) {
    if (event.type === 'DomainReleased') await reservations.free(event.data.domain, workspaceId, scope.incidental());
  }
}
