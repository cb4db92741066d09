import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { CommandRunner } from '#libs/event-sourcing';
import { Directory } from '../../directory.js';
import { accountDecider } from '../../domain/account.js';
import { PasswordCheck } from '../../password-check.js';
import { AccountCommand } from '../account-command.js';
import { type EmailChangeAsker, requestEmailChange } from './request-email-change.js';

export interface RequestEmailChangeTo {
  readonly accountId: string;
  /** The new address, as it was written. */
  readonly email: string;
  readonly asker:
    | { readonly by: 'person'; readonly password: string; /** Network address (C-5). */ readonly client: string }
    | { readonly by: 'admin'; readonly workspaceName: string };
}

export class RequestEmailChangeCommand extends AccountCommand<RequestEmailChangeTo> {}

/** P-4. One write; the process `account-mail` sends the links. */
@CommandHandler(RequestEmailChangeCommand)
export class RequestEmailChangeHandler implements ICommandHandler<RequestEmailChangeCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly directory: Directory,
    private readonly passwordCheck: PasswordCheck,
  ) {}

  /** @throws InvalidField, InvalidCredentials, TooManyAttempts, NoAccount */
  async execute({ scope, wanted }: RequestEmailChangeCommand): Promise<void> {
    const { accountId } = wanted;
    const { emailKey, written: email } = this.directory.address(wanted.email);
    const asker = await this.verified(accountId, wanted.asker);
    const change = { accountId, changeId: uuidv7(), email, emailKey, asker };
    await this.runner.run(accountDecider, accountId, scope, (account, context) =>
      requestEmailChange(account, change, context),
    );
  }

  private async verified(accountId: string, asker: RequestEmailChangeTo['asker']): Promise<EmailChangeAsker> {
    if (asker.by === 'admin') return asker;
    return { by: 'person', verified: await this.passwordCheck.byAccount(accountId, asker.password, asker.client) };
  }
}
