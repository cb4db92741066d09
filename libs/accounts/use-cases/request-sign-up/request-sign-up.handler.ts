import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { type Clock, CLOCK, CommandRunner, repetition, writePoint } from '#libs/event-sourcing';
import { Credentials } from '../../credentials.js';
import { Directory } from '../../directory.js';
import { addressDecider } from '../../domain/address.js';
import { withinMailLimit } from '../../domain/mail-limit.js';
import { after } from '../../domain/moments.js';
import { type AccountSettings } from '../../ports.js';
import { ACCOUNT_SETTINGS } from '../../tokens.js';
import { AccountCommand } from '../account-command.js';
import { requestSignUp, VERIFICATION_LIFETIME } from './request-sign-up.js';

export interface RequestSignUp {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly workspaceName?: string | undefined;
}

export class RequestSignUpCommand extends AccountCommand<RequestSignUp> {}

/**
 * D-1, C-3. Order of writes: the password's hash in the vault, then `SignUpRequested` in the address's stream. A crash
 * between them leaves a hash that no event names; it expires by itself, as does that of a sign-up nobody verifies.
 */
@CommandHandler(RequestSignUpCommand)
export class RequestSignUpHandler implements ICommandHandler<RequestSignUpCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly directory: Directory,
    private readonly credentials: Credentials,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ACCOUNT_SETTINGS) private readonly settings: AccountSettings,
  ) {}

  async execute({ scope, wanted }: RequestSignUpCommand): Promise<void> {
    const { name, password, workspaceName } = wanted;
    const { emailKey, domain, written } = this.directory.address(wanted.email);
    this.credentials.check(password, 'password');
    if (await repetition(this.runner, addressDecider, emailKey, scope)) return;
    await this.refuseFlood(emailKey);

    const signUpId = uuidv7();
    const credentialId = uuidv7();
    const named = workspaceName === undefined ? {} : { workspaceName };
    const plan = { workspaceId: uuidv7(), memberId: uuidv7(), ...named, domain, credentialId };
    const signUp = { signUpId, plan, person: { name, email: written }, limited: this.settings.rateLimits };
    if (!scope.dryRun) {
      // Twice as long as the link works: whoever verifies at the last moment still finds it.
      const expiresAt = after(this.clock.now(), 2 * VERIFICATION_LIFETIME);
      await this.credentials.keep({ accountId: signUpId, credentialId }, password, expiresAt);
      writePoint('accounts.sign-up.between-credential-and-event');
    }
    await this.runner.run(addressDecider, emailKey, scope, (address, context) =>
      requestSignUp(address, signUp, context),
    );
  }

  /** Before the costly hashing; the decision looks again. */
  private async refuseFlood(emailKey: string): Promise<void> {
    if (!this.settings.rateLimits) return;
    const { state } = await this.runner.read(addressDecider, emailKey);
    withinMailLimit(state.signUpsAt, this.clock.now());
  }
}
