import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK } from '#libs/event-sourcing';
import { type CredentialRef, Credentials } from './credentials.js';
import { Directory } from './directory.js';
import { latestSignUp } from './domain/address.js';
import { EmailNotVerified, InvalidCredentials } from './domain/errors.js';
import { type Verified } from './domain/verified.js';
import { PasswordAttempts } from './password-attempts.js';

export interface Known {
  readonly accountId: string;
  readonly verified: Verified;
}

interface Candidate {
  readonly ref: CredentialRef;
  readonly open: boolean;
}

/**
 * Finds out whether somebody knows a password: one comparison, whoever asks for whatever address (C-3), and no more
 * wrong ones than C-5 lets through.
 */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly directory: Directory,
    private readonly credentials: Credentials,
    private readonly attempts: PasswordAttempts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws InvalidCredentials, EmailNotVerified (only after the right password, D-1), TooManyAttempts */
  async byAddress(emailKey: string, password: string, client: string): Promise<Known> {
    let found: Candidate | undefined;
    const right = await this.attempts.judge({ emailKey, client }, async () => {
      found = await this.candidate(emailKey);
      return this.credentials.matches(found?.ref ?? null, password);
    });
    if (!right || !found) throw new InvalidCredentials();
    if (!found.open) throw new EmailNotVerified();
    const { accountId, credentialId } = found.ref;
    return { accountId, verified: { emailKey, credentialId } };
  }

  /** @throws InvalidCredentials, TooManyAttempts, NoAccount */
  async byAccount(accountId: string, password: string, client: string): Promise<Verified> {
    const { emailKey } = await this.directory.account(accountId);
    let compared: CredentialRef | undefined;
    const right = await this.attempts.judge({ emailKey, client }, async () => {
      const { credentialId } = await this.directory.account(accountId);
      compared = credentialId === null ? undefined : { accountId, credentialId };
      return this.credentials.matches(compared ?? null, password);
    });
    if (!right || !compared) throw new InvalidCredentials();
    return { emailKey, credentialId: compared.credentialId };
  }

  private async candidate(emailKey: string): Promise<Candidate | undefined> {
    const { address, holder } = await this.directory.holderOf(emailKey);
    if (holder) {
      const { accountId, account } = holder;
      const { credentialId } = account;
      return credentialId === null ? undefined : { ref: { accountId, credentialId }, open: true };
    }
    const signUp = latestSignUp(address, this.clock.now());
    return signUp && { ref: { accountId: signUp.signUpId, credentialId: signUp.credentialId }, open: false };
  }
}
