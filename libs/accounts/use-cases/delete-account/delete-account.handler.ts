import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { CommandRunner, type CommandScope, repetition, writePoint } from '#libs/event-sourcing';
import { accountDecider } from '../../domain/account.js';
import { type AccountDeletionRequested } from '../../domain/events.js';
import { PasswordCheck } from '../../password-check.js';
import { Sessions } from '../../sessions.js';
import { AccountCommand } from '../account-command.js';
import { deleteAccount } from './delete-account.js';

export interface DeleteMyAccount {
  readonly accountId: string;
  readonly password: string;
  /** The client's network address (C-5). */
  readonly client: string;
}

export class DeleteAccountCommand extends AccountCommand<DeleteMyAccount, { readonly deletionId: string }> {}

/**
 * Order of writes: `AccountDeletionRequested`, which closes the account; then its sessions end. All the rest
 * is done by the process `account-deletion`, which ends the sessions too where a crash came between.
 */
@CommandHandler(DeleteAccountCommand)
export class DeleteAccountHandler implements ICommandHandler<DeleteAccountCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly passwordCheck: PasswordCheck,
    private readonly sessions: Sessions,
  ) {}

  /** @throws InvalidCredentials, TooManyAttempts, NoAccount */
  async execute({ scope, wanted }: DeleteAccountCommand): Promise<{ readonly deletionId: string }> {
    const { accountId } = wanted;
    const before = await repetition(this.runner, accountDecider, accountId, scope);
    const events = before?.events ?? (await this.close(wanted, scope));
    const { deletionId } = (events[0] as AccountDeletionRequested).data;
    if (scope.dryRun) return { deletionId };
    writePoint('accounts.deletion.between-request-and-sessions');
    await this.sessions.endAll(accountId);
    return { deletionId };
  }

  private async close({ accountId, password, client }: DeleteMyAccount, scope: CommandScope) {
    const verified = await this.passwordCheck.byAccount(accountId, password, client);
    const command = { verified, deletionId: uuidv7() };
    const { events } = await this.runner.run(accountDecider, accountId, scope, (account) =>
      deleteAccount(account, command),
    );
    return events;
  }
}
