import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { CommandRunner } from '#libs/event-sourcing';
import { accountDecider } from '../../domain/account.js';
import { type ResetAsker } from '../../domain/events.js';
import { AccountCommand } from '../account-command.js';
import { sendPasswordReset } from './send-password-reset.js';

export interface SendPasswordResetTo {
  readonly accountId: string;
  readonly asker: ResetAsker;
  /** A UUID made beforehand; a new one, unless told. */
  readonly resetId?: string;
}

export class SendPasswordResetCommand extends AccountCommand<SendPasswordResetTo> {}

/** C-1, C-2. One write; the process `account-mail` sends the link. */
@CommandHandler(SendPasswordResetCommand)
export class SendPasswordResetHandler implements ICommandHandler<SendPasswordResetCommand> {
  constructor(private readonly runner: CommandRunner) {}

  /** @throws NoAccount */
  async execute({ scope, wanted }: SendPasswordResetCommand): Promise<void> {
    const { accountId, asker, resetId = uuidv7() } = wanted;
    await this.runner.run(accountDecider, accountId, scope, (account, context) =>
      sendPasswordReset(account, { resetId, asker }, context),
    );
  }
}
