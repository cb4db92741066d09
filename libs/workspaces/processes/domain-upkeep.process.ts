import { Injectable } from '@nestjs/common';
import { type CommandScope, idOf, isRefusal, type Opened, type Process } from '#libs/event-sourcing';
import { DomainReservations } from '../domain-reservations.js';
import { type DomainReserved } from '../domain/domain-reservation.js';
import { type DomainClaimed, type DomainReleased } from '../domain/events.js';
import { claimDomain, type ClaimDomain } from '../use-cases/domains/domains.js';
import { WorkspaceCommand } from '../workspace-command.js';
import { Workspaces } from '../workspaces.js';

class FinishClaim extends WorkspaceCommand<ClaimDomain> {}

/**
 * Keeps the reservations of domains and what the workspaces say of them together after a crash (D-8): a claim that was
 * begun is finished or given back, what was let go is freed. Founding finishes by itself: see `WorkspacePlacement`.
 */
@Injectable()
export class DomainUpkeep {
  readonly process: Process<DomainReserved | DomainClaimed | DomainReleased> = {
    name: 'domain-upkeep',
    handles: ['DomainReserved', 'DomainClaimed', 'DomainReleased'],
    react: (event, scope) => this.react(event, scope),
  };

  constructor(
    private readonly workspaces: Workspaces,
    private readonly reservations: DomainReservations,
  ) {}

  private async react(
    event: Opened<DomainReserved | DomainClaimed | DomainReleased>,
    scope: CommandScope,
  ): Promise<void> {
    switch (event.type) {
      case 'DomainReserved':
        return this.finish(event.data, scope);
      case 'DomainClaimed':
        return this.hold(idOf(event.stream), event.data.domain, scope);
      case 'DomainReleased':
        return this.letGo(idOf(event.stream), event.data.domain, scope);
    }
  }

  private async finish({ domain, workspaceId, claiming }: DomainReserved['data'], scope: CommandScope): Promise<void> {
    if (!claiming) return;
    const { memberId, accountId, autoJoin } = claiming;
    const { heldBy } = await this.reservations.holder(domain);
    if (heldBy !== workspaceId) return;
    const member = scope.incidental().as({ kind: 'member', id: memberId, accountId });
    try {
      const wanted = { domain, autoJoin, ownDomain: domain };
      await this.workspaces.carryOut(new FinishClaim(workspaceId, member, wanted), claimDomain);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.letGo(workspaceId, domain, scope);
    }
  }

  /** What a workspace has claimed stays reserved for it. */
  private async hold(workspaceId: string, domain: string, scope: CommandScope): Promise<void> {
    const { state } = await this.workspaces.find(workspaceId);
    const { heldBy } = await this.reservations.holder(domain);
    if (!state.domains.has(domain) || heldBy !== null) return;
    await this.reservations.reserve({ domain, workspaceId, founding: null, claiming: null }, scope.incidental());
  }

  private async letGo(workspaceId: string, domain: string, scope: CommandScope): Promise<void> {
    const { state } = await this.workspaces.find(workspaceId);
    if (!state.domains.has(domain)) await this.reservations.free(domain, workspaceId, scope.incidental());
  }
}
