import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type SessionRef, Sessions } from '../../sessions.js';
import { AccountCommand } from '../account-command.js';

export class EndSessionCommand extends AccountCommand<SessionRef> {}

/** Ends one session of the account's own. One write, in the vault. */
@CommandHandler(EndSessionCommand)
export class EndSessionHandler implements ICommandHandler<EndSessionCommand> {
  constructor(private readonly sessions: Sessions) {}

  /** @throws NoSession */
  async execute({ scope, wanted }: EndSessionCommand): Promise<void> {
    if (scope.dryRun) await this.sessions.existing(wanted);
    else await this.sessions.end(wanted);
  }
}
