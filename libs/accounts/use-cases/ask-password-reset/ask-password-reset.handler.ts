import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { CommandRunner } from '#libs/event-sourcing';
import { Directory } from '../../directory.js';
import { addressDecider } from '../../domain/address.js';
import { type AccountSettings } from '../../ports.js';
import { ACCOUNT_SETTINGS } from '../../tokens.js';
import { AccountCommand } from '../account-command.js';
import { askPasswordReset } from './ask-password-reset.js';

export class AskPasswordResetCommand extends AccountCommand<{ readonly email: string }> {}

/** C-2, C-3. One write; the process `password-reset` sends the link where there is an account. */
@CommandHandler(AskPasswordResetCommand)
export class AskPasswordResetHandler implements ICommandHandler<AskPasswordResetCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly directory: Directory,
    @Inject(ACCOUNT_SETTINGS) private readonly settings: AccountSettings,
  ) {}

  /** @throws InvalidField, TooManyRequests */
  async execute({ scope, wanted }: AskPasswordResetCommand): Promise<void> {
    const { emailKey } = this.directory.address(wanted.email);
    const asked = { requestId: uuidv7(), limited: this.settings.rateLimits };
    await this.runner.run(addressDecider, emailKey, scope, (address, context) =>
      askPasswordReset(address, asked, context),
    );
  }
}
