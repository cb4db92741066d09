import { Injectable } from '@nestjs/common';
import { CommandRunner, type CommandScope, idOf, type Opened, type Process } from '#libs/event-sourcing';
import { accountDecider } from '../domain/account.js';
import { AddressTaken } from '../domain/errors.js';
import {
  type AddressClaimed,
  type EmailChangeApproved,
  type EmailChangeConfirmed,
  type EmailChanged,
} from '../domain/events.js';
import { EmailMove } from '../use-cases/confirm-email-change/email-move.js';

type EmailChangeStep = EmailChangeConfirmed | EmailChangeApproved | AddressClaimed | EmailChanged;

/** Goes on with a change of address where the request itself did not get to it (P-4). */
@Injectable()
export class EmailChangeProcess {
  readonly process: Process<EmailChangeStep> = {
    name: 'email-change',
    handles: ['EmailChangeConfirmed', 'EmailChangeApproved', 'AddressClaimed', 'EmailChanged'],
    parallel: 4,
    react: (event, scope) => this.react(event, scope),
  };

  constructor(
    private readonly runner: CommandRunner,
    private readonly move: EmailMove,
  ) {}

  private async react(event: Opened<EmailChangeStep>, scope: CommandScope): Promise<void> {
    const streamId = idOf(event.stream);
    switch (event.type) {
      case 'EmailChangeConfirmed':
      case 'EmailChangeApproved':
        return this.carryOut(streamId, event.data.changeId, scope);
      case 'AddressClaimed': {
        const claim = event.data;
        if (claim.by !== 'email-change') return;
        return this.move.finish(claim.accountId, { ...claim, emailKey: streamId }, scope);
      }
      case 'EmailChanged':
        return this.move.releaseFormer(streamId, event.data, scope);
    }
  }

  /** An address that another account took has been told of; the change stays ready, and its link can be used again. */
  private async carryOut(accountId: string, changeId: string, scope: CommandScope): Promise<void> {
    const { state } = await this.runner.read(accountDecider, accountId);
    if (state.emailChange?.changeId !== changeId) return;
    try {
      await this.move.carryOut(accountId, state, scope);
    } catch (error) {
      if (!(error instanceof AddressTaken)) throw error;
    }
  }
}
