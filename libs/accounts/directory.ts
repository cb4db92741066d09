import { Injectable } from '@nestjs/common';
import { CommandRunner } from '#libs/event-sourcing';
import { LinkTokens } from '#libs/vault';
import { type Account, accountDecider, openAccountOf } from './domain/account.js';
import { type Address, addressDecider } from './domain/address.js';
import { decoyOf } from './domain/decoy.js';
import { type EmailAddress, emailKeyOf, parseEmailAddress } from './domain/email-address.js';
import { InvalidField } from './domain/errors.js';

/** Who holds an address, as far as anybody does. */
export interface AddressHolder {
  readonly address: Address;
  /** The account that is reached by the address; null where there is none, or none yet. */
  readonly holder: { readonly accountId: string; readonly account: Account } | null;
}

export interface KeyedAddress extends EmailAddress {
  readonly emailKey: string;
}

/** Finds accounts by address and by id, as they are now. */
@Injectable()
export class Directory {
  constructor(
    private readonly runner: CommandRunner,
    private readonly tokens: LinkTokens,
  ) {}

  /** @param path of the field in the request @throws InvalidField where it is no address */
  address(text: string, path = 'email'): KeyedAddress {
    const address = parseEmailAddress(text);
    if (!address) throw new InvalidField(path, 'Not an email address');
    return { ...address, emailKey: emailKeyOf(this.tokens, address) };
  }

  /**
   * The same reads whether there is an account or not (C-3). An address that is claimed for an account that is not open
   * yet, or that has another address now, reaches nobody.
   */
  async holderOf(emailKey: string): Promise<AddressHolder> {
    const { state: address } = await this.runner.read(addressDecider, emailKey);
    const accountId = address.claim?.accountId ?? decoyOf(emailKey);
    const { state: account } = await this.runner.read(accountDecider, accountId);
    const reached = account.open && account.emailKey === emailKey;
    return { address, holder: reached ? { accountId, account } : null };
  }

  /** @throws NoAccount */
  async account(accountId: string): Promise<Account> {
    const { state } = await this.runner.read(accountDecider, accountId);
    return openAccountOf(state);
  }
}
