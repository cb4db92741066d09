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

interface Candidates {
  /** Of the account that the address reaches; null where there is none. */
  readonly account: CredentialRef | null;
  /** Of the newest sign-up that was not verified, whether the address is free or somebody's. */
  readonly signUp: CredentialRef | null;
}

/**
 * Finds out whether somebody knows a password, and lets through no more wrong ones than C-5 does. As many comparisons
 * whether the address has an account or not (C-3): one, and one more where somebody asked to sign up with it.
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
    let known: CredentialRef | null | undefined;
    const verdict = await this.attempts.judge({ emailKey, client }, async () => {
      const { account, signUp } = await this.candidates(emailKey);
      known = account;
      if (await this.credentials.matches(account, password)) return 'right';
      return signUp && (await this.credentials.matches(signUp, password)) ? 'unverified' : 'wrong';
    });
    if (verdict === 'unverified') throw new EmailNotVerified();
    if (verdict === 'wrong' || !known) throw new InvalidCredentials();
    const { accountId, credentialId } = known;
    return { accountId, verified: { emailKey, credentialId } };
  }

  /** @throws InvalidCredentials, TooManyAttempts, NoAccount */
  async byAccount(accountId: string, password: string, client: string): Promise<Verified> {
    const { emailKey } = await this.directory.account(accountId);
    let compared: CredentialRef | undefined;
    const verdict = await this.attempts.judge({ emailKey, client }, async () => {
      const { credentialId } = await this.directory.account(accountId);
      compared = credentialId === null ? undefined : { accountId, credentialId };
      return (await this.credentials.matches(compared ?? null, password)) ? 'right' : 'wrong';
    });
    if (verdict !== 'right' || !compared) throw new InvalidCredentials();
    return { emailKey, credentialId: compared.credentialId };
  }

  private async candidates(emailKey: string): Promise<Candidates> {
    const { address, holder } = await this.directory.holderOf(emailKey);
    const credentialId = holder?.account.credentialId ?? null;
    const signUp = latestSignUp(address, this.clock.now());
    return {
      account: holder && credentialId !== null ? { accountId: holder.accountId, credentialId } : null,
      signUp: signUp ? { accountId: signUp.signUpId, credentialId: signUp.credentialId } : null,
    };
  }
}
