import { Injectable } from '@nestjs/common';
import { type AddressClaimed, InvitedAccount, invitedClaim } from '#libs/accounts';
import { type CommandScope, idOf, isRefusal, type Opened, type Process } from '#libs/event-sourcing';
import { acceptClaimedInvitation } from '../use-cases/accept-invitation/accept-claimed-invitation.js';
import { type AcceptInvitation } from '../use-cases/accept-invitation/accept-invitation.js';
import { WorkspaceCommand } from '../workspace-command.js';
import { Workspaces } from '../workspaces.js';

class FinishAcceptance extends WorkspaceCommand<Omit<AcceptInvitation, 'expiresAt'>> {}

/** Goes on where a crash stopped the acceptance of an invitation by somebody without an account (I-5). */
@Injectable()
export class Acceptance {
  readonly process: Process<AddressClaimed> = {
    name: 'acceptance',
    handles: ['AddressClaimed'],
    react: (event, scope) => this.react(event, scope),
  };

  constructor(
    private readonly workspaces: Workspaces,
    private readonly invitedAccount: InvitedAccount,
  ) {}

  private async react(event: Opened<AddressClaimed>, scope: CommandScope): Promise<void> {
    const claim = invitedClaim(idOf(event.stream), event);
    if (!claim) return;
    const { accountId, workspaceId, memberId, linkNo, command } = claim.claim;
    if (await this.invitedAccount.isSettled(claim)) return;
    const joiner = scope.goingOnWith(command).as({ kind: 'member', id: memberId, accountId });
    try {
      const wanted = { memberId, linkNo, accountId };
      await this.workspaces.carryOut(new FinishAcceptance(workspaceId, joiner, wanted), acceptClaimedInvitation);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.invitedAccount.withdraw(claim, scope);
    }
    await this.invitedAccount.open(claim, scope);
  }
}
