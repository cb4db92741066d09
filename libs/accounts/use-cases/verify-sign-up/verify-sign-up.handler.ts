import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, CLOCK, CommandRunner, type CommandScope, repetition, writePoint } from '#libs/event-sourcing';
import { Credentials } from '../../credentials.js';
import { addressDecider } from '../../domain/address.js';
import { LinkGone, LinkUnknown } from '../../domain/errors.js';
import { type AddressClaimed, type NameAndEmail } from '../../domain/events.js';
import { type LinkContent, Links } from '../../links.js';
import { type Placed } from '../../ports.js';
import { type BegunSession } from '../../sessions.js';
import { SignUpDetails } from '../../sign-up-details.js';
import { AccountCommand } from '../account-command.js';
import { SessionStart } from '../begin-session/session-start.js';
import { AccountOpening, type ClaimedSignUp } from '../open-account/account-opening.js';
import { verifiable, verifySignUp } from './verify-sign-up.js';

export interface VerifySignUpByLink {
  readonly token: string;
  readonly userAgent?: string | undefined;
}

export interface VerifiedPerson extends Placed {
  readonly accountId: string;
  /** None in a dry run. */
  readonly session: BegunSession | null;
}

export class VerifySignUpCommand extends AccountCommand<VerifySignUpByLink, VerifiedPerson> {}

/**
 * D-1 to D-4. Order of writes, and what a crash after each leaves:
 *
 * 1. The password's hash is kept for good. Nothing else has changed: the link still works.
 * 2. `AddressClaimed`: from here the sign-up counts. The process `account-opening` does 3 and 4 by itself.
 * 3. `AccountOpened` in the account's stream.
 * 4. The place in a workspace, which the workspaces guard themselves.
 * 5. `SignedIn` and the session: without them the person signs in with the password.
 *
 * The same command again, by its key, goes on where it stopped and gives the session it did not get.
 */
@CommandHandler(VerifySignUpCommand)
export class VerifySignUpHandler implements ICommandHandler<VerifySignUpCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly links: Links,
    private readonly credentials: Credentials,
    private readonly details: SignUpDetails,
    private readonly opening: AccountOpening,
    private readonly sessionStart: SessionStart,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ scope, wanted: { token, userAgent } }: VerifySignUpCommand): Promise<VerifiedPerson> {
    const claimed = await this.claim(this.links.read('verification', token), scope);
    const { accountId } = claimed.claim;
    writePoint('accounts.verification.between-claim-and-account');
    const placed = await this.opening.open(claimed, scope);
    writePoint('accounts.verification.between-place-and-sign-in');
    const wanted = { accountId, via: 'verification', userAgent } as const;
    if (scope.dryRun) this.sessionStart.plan(wanted, scope);
    const session = scope.dryRun ? null : await this.sessionStart.begin(wanted, scope);
    return { accountId, ...placed, session };
  }

  private async claim(link: LinkContent, scope: CommandScope): Promise<ClaimedSignUp> {
    const { of: emailKey, id: signUpId, expiresAt } = link;
    const own = scope.as({ kind: 'account', id: signUpId });
    const before = await repetition(this.runner, addressDecider, emailKey, own);
    if (before) return claimedBy(emailKey, before.events[0] as AddressClaimed);
    if (expiresAt <= this.clock.now()) throw new LinkGone('verification_expired');

    const person = await this.prepare(emailKey, signUpId, scope);
    const { events } = await this.runner.run(addressDecider, emailKey, own, (address, context) =>
      verifySignUp(address, { signUpId, person }, context),
    );
    return claimedBy(emailKey, events[0] as AddressClaimed);
  }

  /** Who it is; and makes sure that the password they chose stays. @throws LinkGone, LinkUnknown */
  private async prepare(emailKey: string, signUpId: string, scope: CommandScope): Promise<NameAndEmail> {
    const { state } = await this.runner.read(addressDecider, emailKey);
    const signUp = verifiable(state, signUpId, this.clock.now());
    const person = await this.details.of(emailKey, signUp);
    if (!person) throw new LinkUnknown();
    if (!scope.dryRun) await this.credentials.keepForGood({ accountId: signUpId, credentialId: signUp.credentialId });
    writePoint('accounts.verification.between-credential-and-claim');
    return person;
  }
}

/** @throws LinkUnknown where the person was forgotten meanwhile */
function claimedBy(emailKey: string, { data, personal }: AddressClaimed): ClaimedSignUp {
  const person = personal?.fields;
  if (data.by !== 'sign-up' || !person) throw new LinkUnknown();
  return { emailKey, claim: data, person };
}
