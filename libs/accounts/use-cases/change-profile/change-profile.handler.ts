import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner } from '#libs/event-sourcing';
import { accountDecider, type Profile, profileOf } from '../../domain/account.js';
import { AccountCommand } from '../account-command.js';
import { changeProfile, type ChangeProfile } from './change-profile.js';

export class ChangeProfileCommand extends AccountCommand<ChangeProfile, Profile> {}

/** P-1, P-2. The actor comes with the scope: the person, or an admin whom the workspaces let through. One write. */
@CommandHandler(ChangeProfileCommand)
export class ChangeProfileHandler implements ICommandHandler<ChangeProfileCommand> {
  constructor(private readonly runner: CommandRunner) {}

  /** @throws NoAccount, StaleProfile */
  async execute({ scope, wanted }: ChangeProfileCommand): Promise<Profile> {
    const { accountId } = wanted;
    const { state } = await this.runner.run(accountDecider, accountId, scope, (account) =>
      changeProfile(account, wanted),
    );
    return profileOf(state);
  }
}
