import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isPublicProvider } from '#libs/accounts';
import { isRefusal, writePoint } from '#libs/event-sourcing';
import { DomainReservations } from '../../domain-reservations.js';
import { actingMember, authorize } from '../../domain/authority.js';
import { DomainRefused } from '../../domain/errors.js';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import {
  changeDomainJoining,
  type ChangeDomainJoining,
  claimDomain,
  type ClaimDomain,
  releaseDomain,
  type ReleaseDomain,
} from './domains.js';

export class ClaimDomainCommand extends WorkspaceCommand<ClaimDomain> {}
export class ChangeDomainJoiningCommand extends WorkspaceCommand<ChangeDomainJoining> {}
export class ReleaseDomainCommand extends WorkspaceCommand<ReleaseDomain> {}

/**
 * Reserves the domain over the whole service, then claims it for the workspace; a refusal gives the reservation back.
 * A crash between the two is finished by the process `domain-claims`, which the reservation itself sets off.
 */
@CommandHandler(ClaimDomainCommand)
export class ClaimDomainHandler implements ICommandHandler<ClaimDomainCommand> {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly reservations: DomainReservations,
  ) {}

  async execute(command: ClaimDomainCommand) {
    const { workspaceId, scope, wanted } = command;
    const { state } = await this.workspaces.read(workspaceId);
    authorize(state, scope.actor, 'organization.manage');
    if (isPublicProvider(wanted.domain)) throw new DomainRefused('public_domain');
    const member = actingMember(state, scope.actor);
    if (!member?.accountId || wanted.domain !== wanted.ownDomain) throw new DomainRefused('domain_not_yours');
    const { domain, autoJoin } = wanted;
    const claiming = { memberId: member.memberId, accountId: member.accountId, autoJoin };
    await this.reservations.reserve({ domain, workspaceId, founding: null, claiming }, scope.incidental());
    writePoint('workspaces.claim-domain.reserved');
    try {
      return await this.workspaces.carryOut(command, claimDomain);
    } catch (error) {
      if (isRefusal(error)) await this.giveBack(command);
      throw error;
    }
  }

  private async giveBack({ workspaceId, scope, wanted: { domain } }: ClaimDomainCommand): Promise<void> {
    const { state } = await this.workspaces.find(workspaceId);
    if (!state.domains.has(domain)) await this.reservations.free(domain, workspaceId, scope.incidental());
  }
}

@CommandHandler(ChangeDomainJoiningCommand)
export class ChangeDomainJoiningHandler implements ICommandHandler<ChangeDomainJoiningCommand> {
  constructor(private readonly workspaces: Workspaces) {}

  execute(command: ChangeDomainJoiningCommand) {
    return this.workspaces.carryOut(command, changeDomainJoining);
  }
}

/** Lets go in the workspace first; the reservation follows, after a crash by the process `domain-releases`. */
@CommandHandler(ReleaseDomainCommand)
export class ReleaseDomainHandler implements ICommandHandler<ReleaseDomainCommand> {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly reservations: DomainReservations,
  ) {}

  async execute(command: ReleaseDomainCommand) {
    const outcome = await this.workspaces.carryOut(command, releaseDomain);
    writePoint('workspaces.release-domain.released');
    await this.reservations.free(command.wanted.domain, command.workspaceId, command.scope.incidental());
    return outcome;
  }
}
