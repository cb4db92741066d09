import { Injectable } from '@nestjs/common';
import { CommandRunner } from '#libs/event-sourcing';
import { type Account, accountDecider } from './domain/account.js';
import { parseEmailAddress } from './domain/email-address.js';
import { type ProfileFields } from './domain/events.js';

/** A person as other contexts show them. All is null before the account is open, and once it is forgotten. */
export interface KnownProfile extends Omit<ProfileFields, 'name'> {
  readonly name: string | null;
  readonly email: string | null;
  /** Counts the changes of profile and address, for `If-Match`. */
  readonly profileRevision: number;
}

/** What other contexts may know of accounts, as they are now. */
@Injectable()
export class Accounts {
  constructor(private readonly runner: CommandRunner) {}

  async profile(accountId: string): Promise<KnownProfile> {
    const { name, email, jobTitle, phone, profileRevision } = await this.find(accountId);
    return { name: name || null, email: email || null, jobTitle, phone, profileRevision };
  }

  /** Null for an account that is not open. */
  async emailKey(accountId: string): Promise<string | null> {
    const { open, emailKey } = await this.find(accountId);
    return open ? emailKey : null;
  }

  /** Whether its deletion was asked for: it has no place in any workspace then. */
  async isClosed(accountId: string): Promise<boolean> {
    return (await this.find(accountId)).deletion !== null;
  }

  /** The domain of the account's verified address (D-8). Null for an account that is not open, or forgotten. */
  async domain(accountId: string): Promise<string | null> {
    const { open, email } = await this.find(accountId);
    return open ? (parseEmailAddress(email)?.domain ?? null) : null;
  }

  private async find(accountId: string): Promise<Account> {
    return (await this.runner.read(accountDecider, accountId)).state;
  }
}
