import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Credentials } from '../../credentials.js';
import { PasswordCheck } from '../../password-check.js';
import { PasswordSwitch } from '../../password-switch.js';
import { AccountCommand } from '../account-command.js';
import { changePassword } from './change-password.js';

export interface ChangePasswordInSession {
  readonly accountId: string;
  readonly sessionId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  /** The client's network address (C-5). */
  readonly client: string;
}

export class ChangePasswordCommand extends AccountCommand<ChangePasswordInSession> {}

/** C-6. The order of writes is that of `PasswordSwitch`. */
@CommandHandler(ChangePasswordCommand)
export class ChangePasswordHandler implements ICommandHandler<ChangePasswordCommand> {
  constructor(
    private readonly passwordCheck: PasswordCheck,
    private readonly credentials: Credentials,
    private readonly passwordSwitch: PasswordSwitch,
  ) {}

  /** @throws InvalidField, InvalidCredentials, TooManyAttempts, NoAccount */
  async execute({ scope, wanted }: ChangePasswordCommand): Promise<void> {
    const { accountId, sessionId, currentPassword, newPassword, client } = wanted;
    this.credentials.check(newPassword, 'newPassword');
    if (await this.passwordSwitch.repeated(accountId, newPassword, scope)) return;
    const verified = await this.passwordCheck.byAccount(accountId, currentPassword, client);
    await this.passwordSwitch.carryOut(accountId, newPassword, scope, (credentialId) => (account) =>
      changePassword(account, { verified, credentialId, sessionId }),
    );
  }
}
