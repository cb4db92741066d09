import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, CLOCK, CommandRunner, writePoint } from '#libs/event-sourcing';
import { Credentials } from '../../credentials.js';
import { accountDecider } from '../../domain/account.js';
import { Links } from '../../links.js';
import { PasswordAttempts } from '../../password-attempts.js';
import { PasswordSwitch } from '../../password-switch.js';
import { AccountCommand } from '../account-command.js';
import { completePasswordReset, usableReset } from './complete-password-reset.js';

export interface ResetPassword {
  readonly token: string;
  readonly newPassword: string;
}

export class CompletePasswordResetCommand extends AccountCommand<ResetPassword> {}

/**
 * C-2. The order of writes is that of `PasswordSwitch`; then wrong tries are forgotten, so that who has just chosen a
 * password need not wait. A crash before that leaves the waiting, which ends by itself.
 */
@CommandHandler(CompletePasswordResetCommand)
export class CompletePasswordResetHandler implements ICommandHandler<CompletePasswordResetCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly links: Links,
    private readonly credentials: Credentials,
    private readonly passwordSwitch: PasswordSwitch,
    private readonly attempts: PasswordAttempts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws InvalidField, LinkUnknown, LinkGone */
  async execute({ scope, wanted: { token, newPassword } }: CompletePasswordResetCommand): Promise<void> {
    const { of: accountId, id: resetId } = this.links.read('reset', token);
    const own = scope.as({ kind: 'account', id: accountId });
    this.credentials.check(newPassword, 'newPassword');
    if (await this.passwordSwitch.repeated(accountId, newPassword, own)) return;
    // Before the costly hashing; the decision looks again.
    const { state } = await this.runner.read(accountDecider, accountId);
    usableReset(state, resetId, this.clock.now());
    await this.passwordSwitch.carryOut(accountId, newPassword, own, (credentialId) => (account, context) =>
      completePasswordReset(account, { resetId, credentialId }, context),
    );
    writePoint('accounts.password.between-reset-and-attempts');
    if (!scope.dryRun) await this.attempts.forget(state.emailKey);
  }
}
