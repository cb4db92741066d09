import { Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner, type CommandScope, type DecisionContext, writePoint } from '#libs/event-sourcing';
import { type Account, accountDecider, isReady } from '../../domain/account.js';
import { type AccountEvent } from '../../domain/events.js';
import { Links } from '../../links.js';
import { AccountCommand } from '../account-command.js';
import { type AgreeToEmailChange, approveEmailChange, confirmEmailChange } from './confirm-email-change.js';
import { EmailMove } from './email-move.js';

export interface LinkUsed {
  readonly token: string;
}

export interface EmailChangeProgress {
  readonly accountId: string;
  /** Whether the new address counts now, or what it still waits for. */
  readonly state: 'changed' | 'waiting_for_approval' | 'waiting_for_confirmation';
}

export class ConfirmEmailChangeCommand extends AccountCommand<LinkUsed, EmailChangeProgress> {}
export class ApproveEmailChangeCommand extends AccountCommand<LinkUsed, EmailChangeProgress> {}

type Agree = (account: Account, command: AgreeToEmailChange, context: DecisionContext) => readonly AccountEvent[];

/**
 * P-4. Order of writes: the agreement in the account's stream, then what `EmailMove` does. A crash between them is made
 * good by the process `email-change`. Whether another account has the address is asked before anything is written.
 */
@Injectable()
export class EmailChangeAgreement {
  constructor(
    private readonly runner: CommandRunner,
    private readonly links: Links,
    private readonly move: EmailMove,
  ) {}

  /** @throws LinkUnknown, LinkGone, AddressTaken */
  async agree(
    purpose: 'confirm-email' | 'approve-email',
    { token }: LinkUsed,
    agree: Agree,
    scope: CommandScope,
  ): Promise<EmailChangeProgress> {
    const { of: accountId, id: changeId } = this.links.read(purpose, token);
    const own = scope.as({ kind: 'account', id: accountId });
    const { state: before } = await this.runner.read(accountDecider, accountId);
    const { emailChange } = before;
    if (emailChange?.changeId === changeId && !emailChange.done) await this.move.refuseTaken(accountId, emailChange);

    const { state } = await this.runner.run(accountDecider, accountId, own, (account, context) =>
      agree(account, { changeId }, context),
    );
    writePoint('accounts.email-change.between-agreement-and-claim');
    await this.move.carryOut(accountId, state, own);
    return { accountId, state: progressOf(state) };
  }
}

@CommandHandler(ConfirmEmailChangeCommand)
export class ConfirmEmailChangeHandler implements ICommandHandler<ConfirmEmailChangeCommand> {
  constructor(private readonly agreement: EmailChangeAgreement) {}

  execute({ scope, wanted }: ConfirmEmailChangeCommand): Promise<EmailChangeProgress> {
    return this.agreement.agree('confirm-email', wanted, confirmEmailChange, scope);
  }
}

@CommandHandler(ApproveEmailChangeCommand)
export class ApproveEmailChangeHandler implements ICommandHandler<ApproveEmailChangeCommand> {
  constructor(private readonly agreement: EmailChangeAgreement) {}

  execute({ scope, wanted }: ApproveEmailChangeCommand): Promise<EmailChangeProgress> {
    return this.agreement.agree('approve-email', wanted, approveEmailChange, scope);
  }
}

function progressOf({ emailChange }: Account): EmailChangeProgress['state'] {
  if (emailChange?.confirmed === false) return 'waiting_for_confirmation';
  return !emailChange || emailChange.done || isReady(emailChange) ? 'changed' : 'waiting_for_approval';
}
