import { Injectable } from '@nestjs/common';
import { isPublicProvider, type Placed, type Placement, type SignUpToPlace } from '#libs/accounts';
import { type CommandScope, writePoint } from '#libs/event-sourcing';
import { DomainReservations } from './domain-reservations.js';
import { type DomainReservation, type Founding } from './domain/domain-reservation.js';
import { JoiningClosed, Taken } from './domain/errors.js';
import { type Workspace } from './domain/workspace.js';
import { foundWorkspace, type FoundWorkspace, nameFor } from './use-cases/found-workspace/found-workspace.js';
import { joinByDomain } from './use-cases/join-by-domain/join-by-domain.js';
import { WorkspaceCommand } from './workspace-command.js';
import { Workspaces } from './workspaces.js';

class Found extends WorkspaceCommand<FoundWorkspace> {}
class Join extends WorkspaceCommand<SignUpToPlace> {}

const ADVICE = {
  public_provider: 'This is a personal address. Use your work address to join your team.',
  joining_closed: 'Joining by your domain is turned off. Ask an admin of your team for an invitation.',
} as const;

/**
 * Where a verified sign-up belongs (D-2 to D-8). Every step looks at what is there first, so it can be gone through again
 * after a crash, by the request and by the process at once. The domain's reservation decides who founds; whoever finds it
 * reserved for a workspace that is not there yet founds that workspace in its founder's name, and then joins it (D-4).
 */
@Injectable()
export class WorkspacePlacement implements Placement {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly reservations: DomainReservations,
  ) {}

  async place(signUp: SignUpToPlace, scope: CommandScope): Promise<Placed> {
    const { domain } = signUp;
    const own = await this.workspaces.find(signUp.workspaceId);
    if (own.state.founded) return this.founded(signUp, null, scope);
    if (isPublicProvider(domain)) {
      return { ...(await this.founded(signUp, null, scope)), advice: ADVICE.public_provider };
    }
    for (;;) {
      const holder = await this.reservedFor(signUp, scope);
      if (holder.heldBy === signUp.workspaceId) return this.founded(signUp, domain, scope);
      const joined = await this.joined(signUp, holder, scope);
      if (joined) return joined;
      if (await this.givenBack(domain, holder, scope)) continue;
      return { ...(await this.founded(signUp, null, scope)), advice: ADVICE.joining_closed };
    }
  }

  /** Whether the domain is free of its holder by now: the next round may then found. */
  private async givenBack(domain: string, { heldBy }: DomainReservation, scope: CommandScope): Promise<boolean> {
    if (heldBy !== null && (await this.workspaces.find(heldBy)).state.removed) {
      await this.reservations.free(domain, heldBy, scope.incidental());
    }
    return (await this.reservations.holder(domain)).heldBy !== heldBy;
  }

  /** The domain's holder: this sign-up's own workspace, where nobody had it. */
  private async reservedFor(signUp: SignUpToPlace, scope: CommandScope): Promise<DomainReservation> {
    const { domain, workspaceId, accountId, memberId, emailKey, workspaceName } = signUp;
    const holder = await this.reservations.holder(domain);
    if (holder.heldBy !== null) return holder;
    const founding: Founding = { accountId, memberId, emailKey, name: nameFor(workspaceName, domain) };
    try {
      await this.reservations.reserve({ domain, workspaceId, founding, claiming: null }, scope.incidental());
      writePoint('workspaces.place.reserved');
    } catch (error) {
      if (!(error instanceof Taken)) throw error;
    }
    return this.reservations.holder(domain);
  }

  private async founded(signUp: SignUpToPlace, domain: string | null, scope: CommandScope): Promise<Placed> {
    const { accountId, workspaceId, memberId, emailKey, workspaceName } = signUp;
    const wanted = { workspaceId, memberId, accountId, emailKey, name: nameFor(workspaceName, domain), domain };
    await this.found(wanted, scope);
    return { workspaceId, memberId, outcome: 'founded' };
  }

  private async found(wanted: FoundWorkspace, scope: CommandScope): Promise<void> {
    const founder = scope.incidental().as({ kind: 'account', id: wanted.accountId });
    await this.workspaces.carryOut(new Found(wanted.workspaceId, founder, wanted), foundWorkspace);
  }

  /** Undefined where nobody joins that workspace by itself. */
  private async joined(
    signUp: SignUpToPlace,
    { heldBy, founding }: DomainReservation,
    scope: CommandScope,
  ): Promise<Placed | undefined> {
    if (heldBy === null) return undefined;
    const { state } = await this.workspaces.find(heldBy);
    if (!state.founded && founding) await this.found({ ...founding, workspaceId: heldBy, domain: signUp.domain }, scope);
    const { accountId } = signUp;
    const joiner = scope.incidental().as({ kind: 'account', id: accountId });
    try {
      const outcome = await this.workspaces.carryOut(new Join(heldBy, joiner, signUp), joinByDomain);
      const member = outcome.state.memberOfAccount(accountId);
      if (!member) return placedBefore(outcome.state, accountId);
      const accepted = member.joinedBy === 'verification' || member.joinedBy === 'invitation';
      return { workspaceId: heldBy, memberId: member.memberId, outcome: accepted ? 'accepted' : 'joined' };
    } catch (error) {
      if (error instanceof JoiningClosed) return undefined;
      throw error;
    }
  }
}

/** Somebody who had joined, and was removed before that was recorded with the account: they are not placed again. */
function placedBefore(workspace: Workspace, accountId: string): Placed | undefined {
  const left = workspace.formerOfAccount(accountId);
  return left && { workspaceId: workspace.workspaceId, memberId: left.memberId, outcome: 'joined' };
}
