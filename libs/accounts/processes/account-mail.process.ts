import { Injectable } from '@nestjs/common';
import { CommandRunner, idOf, type Opened, type Process } from '#libs/event-sourcing';
import { type Account, accountDecider } from '../domain/account.js';
import { addressDecider } from '../domain/address.js';
import {
  type AddressReleased,
  type EmailChanged,
  type EmailChangeRequested,
  type PasswordChanged,
  type PasswordReset,
  type PasswordResetSent,
  type SignUpRequested,
} from '../domain/events.js';
import { Links } from '../links.js';
import { type Letter, Postman } from '../postman.js';
import { SignUpDetails } from '../sign-up-details.js';
import {
  lettersOfEmailChange,
  lettersOfNewAddress,
  lettersOfPassword,
  lettersOfReset,
  lettersOfSignUp,
} from './letters.js';

type Mailed =
  | SignUpRequested
  | AddressReleased
  | PasswordResetSent
  | PasswordChanged
  | PasswordReset
  | EmailChangeRequested
  | EmailChanged;

/** Writes to people what they need to know of their account. */
@Injectable()
export class AccountMail {
  readonly process: Process<Mailed> = {
    name: 'account-mail',
    handles: [
      'SignUpRequested',
      'AddressReleased',
      'PasswordResetSent',
      'PasswordChanged',
      'PasswordReset',
      'EmailChangeRequested',
      'EmailChanged',
    ],
    parallel: 4,
    react: async (event) => {
      // What is sent of a sign-up that counts only later is sent of the sign-up: a mail of one event is shown once.
      const cause = event.type === 'AddressReleased' ? await this.revivedBy(event) : event;
      if (!cause) return;
      for (const letter of await this.lettersOf(cause)) await this.postman.deliver(letter, cause.id);
    },
  };

  constructor(
    private readonly runner: CommandRunner,
    private readonly links: Links,
    private readonly postman: Postman,
    private readonly signUps: SignUpDetails,
  ) {}

  private async lettersOf(event: Opened<Exclude<Mailed, AddressReleased>>): Promise<readonly Letter[]> {
    switch (event.type) {
      case 'SignUpRequested': {
        const { state } = await this.runner.read(addressDecider, idOf(event.stream));
        const { claim } = state;
        const holder = claim ? (await this.runner.read(accountDecider, claim.accountId)).state : undefined;
        return lettersOfSignUp(event, state, holder, this.links);
      }
      case 'PasswordResetSent':
        return lettersOfReset(event, await this.accountOf(event), this.links);
      case 'PasswordChanged':
      case 'PasswordReset':
        return lettersOfPassword(event, await this.accountOf(event));
      case 'EmailChangeRequested':
        return lettersOfEmailChange(event, await this.accountOf(event), this.links);
      case 'EmailChanged':
        return lettersOfNewAddress(event);
    }
  }

  private async revivedBy({ data: { revived }, stream }: Opened<AddressReleased>): Promise<Opened<SignUpRequested> | undefined> {
    if (revived === undefined) return undefined;
    const emailKey = idOf(stream);
    const { state } = await this.runner.read(addressDecider, emailKey);
    const signUp = state.pending.find(({ signUpId }) => signUpId === revived);
    return signUp && this.signUps.event(emailKey, signUp);
  }

  private async accountOf(event: Opened<Mailed>): Promise<Account> {
    return (await this.runner.read(accountDecider, idOf(event.stream))).state;
  }
}
