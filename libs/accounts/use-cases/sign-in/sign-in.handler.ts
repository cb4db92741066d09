import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Directory } from '../../directory.js';
import { PasswordCheck } from '../../password-check.js';
import { type Membership, type Memberships } from '../../ports.js';
import { type BegunSession } from '../../sessions.js';
import { MEMBERSHIPS } from '../../tokens.js';
import { AccountCommand } from '../account-command.js';
import { SessionStart } from '../begin-session/session-start.js';

export interface SignIn {
  readonly email: string;
  readonly password: string;
  /** The client's network address (C-5). */
  readonly client: string;
  readonly userAgent?: string | undefined;
}

export interface SignedInPerson {
  readonly accountId: string;
  readonly session: BegunSession;
  readonly memberships: readonly Membership[];
}

export class SignInCommand extends AccountCommand<SignIn, SignedInPerson> {}

/** C-3, C-5, D-1. The order of writes is that of `SessionStart`; a wrong password writes to the vault alone. */
@CommandHandler(SignInCommand)
export class SignInHandler implements ICommandHandler<SignInCommand> {
  constructor(
    private readonly directory: Directory,
    private readonly passwordCheck: PasswordCheck,
    private readonly sessionStart: SessionStart,
    @Inject(MEMBERSHIPS) private readonly memberships: Memberships,
  ) {}

  async execute({ scope, wanted: { email, password, client, userAgent } }: SignInCommand): Promise<SignedInPerson> {
    const { emailKey } = this.directory.address(email);
    const { accountId, verified } = await this.passwordCheck.byAddress(emailKey, password, client);
    const session = await this.sessionStart.begin({ accountId, via: 'password', verified, userAgent }, scope);
    return { accountId, session, memberships: await this.memberships.of(accountId) };
  }
}
