import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TransferRequired } from '../../domain/errors.js';
import { type MovedWork } from '../../domain/events.js';
import { type WorkCounts } from '../../ports.js';
import { RemovalCandidates } from '../../queries/removal-candidates.js';
import { WORK_COUNTS } from '../../tokens.js';
import { WorkspaceCommand, type WorkspaceOutcome } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { movedOf, NO_WORK, removeMember, type RemoveMember } from './remove-member.js';

export class RemoveMemberCommand extends WorkspaceCommand<Omit<RemoveMember, 'moved'>> {}

/** Counts what will move, then decides: so the event, the receipt and the preview before it say the same. */
@CommandHandler(RemoveMemberCommand)
export class RemoveMemberHandler implements ICommandHandler<RemoveMemberCommand> {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly candidates: RemovalCandidates,
    @Inject(WORK_COUNTS) private readonly work: WorkCounts,
  ) {}

  async execute({ workspaceId, scope, wanted }: RemoveMemberCommand): Promise<WorkspaceOutcome> {
    const moved = await this.countedFor(workspaceId, wanted.memberId);
    const removal = new CountedRemoval(workspaceId, scope, { ...wanted, moved });
    try {
      return await this.workspaces.carryOut(removal, removeMember);
    } catch (error) {
      if (!(error instanceof TransferRequired)) throw error;
      const { state } = await this.workspaces.read(workspaceId);
      throw new TransferRequired(await this.candidates.of(state, wanted.memberId));
    }
  }

  private async countedFor(workspaceId: string, memberId: string): Promise<MovedWork> {
    const { state } = await this.workspaces.find(workspaceId);
    if (state.members.get(memberId)?.state !== 'joined') return NO_WORK;
    return movedOf(await this.work.of(workspaceId, state.heritageOf(memberId)));
  }
}

class CountedRemoval extends WorkspaceCommand<RemoveMember> {}
