import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TransferRequired } from '../../domain/errors.js';
import { type WorkCounts } from '../../ports.js';
import { RemovalCandidates } from '../../queries/removal-candidates.js';
import { WORK_COUNTS } from '../../tokens.js';
import { WorkspaceCommand, type WorkspaceOutcome } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { movedWith } from './moved-work.js';
import { removeMember, type RemoveMember } from './remove-member.js';

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
    const { state } = await this.workspaces.find(workspaceId);
    const moved = await movedWith(this.work, state, wanted.memberId);
    const removal = new CountedRemoval(workspaceId, scope, { ...wanted, moved });
    try {
      return await this.workspaces.carryOut(removal, removeMember);
    } catch (error) {
      if (!(error instanceof TransferRequired)) throw error;
      const present = await this.workspaces.read(workspaceId);
      throw new TransferRequired(await this.candidates.of(present.state, wanted.memberId));
    }
  }
}

class CountedRemoval extends WorkspaceCommand<RemoveMember> {}
