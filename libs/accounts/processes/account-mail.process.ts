import { Injectable } from '@nestjs/common';
import { CommandRunner, idOf, type Opened, type Process } from '#libs/event-sourcing';
import { type Account, accountDecider } from '../domain/account.js';
import { addressDecider } from '../domain/address.js';
import {
  type EmailChanged,
  type EmailChangeRequested,
  type PasswordChanged,
  type PasswordReset,
  type PasswordResetSent,
  type SignUpRequested,
} from '../domain/events.js';
import { Links } from '../links.js';
import { type Letter, Postman } from '../postman.js';
import {
  lettersOfEmailChange,
  lettersOfNewAddress,
  lettersOfPassword,
  lettersOfReset,
  lettersOfSignUp,
} from './letters.js';

type Mailed =
  | SignUpRequested
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
      'PasswordResetSent',
      'PasswordChanged',
      'PasswordReset',
      'EmailChangeRequested',
      'EmailChanged',
    ],
    parallel: 4,
    react: async (event) => {
      for (const letter of await this.lettersOf(event)) await this.postman.deliver(letter, event.id);
    },
  };

  constructor(
    private readonly runner: CommandRunner,
    private readonly links: Links,
    private readonly postman: Postman,
  ) {}

  private async lettersOf(event: Opened<Mailed>): Promise<readonly Letter[]> {
    switch (event.type) {
      case 'SignUpRequested': {
        const { state } = await this.runner.read(addressDecider, idOf(event.stream));
        return lettersOfSignUp(event, state, this.links);
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

  private async accountOf(event: Opened<Mailed>): Promise<Account> {
    return (await this.runner.read(accountDecider, idOf(event.stream))).state;
  }
}
