import { Inject, Injectable } from '@nestjs/common';
import { Directory } from '../directory.js';
import { profileOf } from '../domain/account.js';
import { type Memberships } from '../ports.js';
import { type MyAccount } from '../schemas.js';
import { MEMBERSHIPS } from '../tokens.js';

/** Everything about oneself that the console begins with. */
@Injectable()
export class MyAccounts {
  constructor(
    private readonly directory: Directory,
    @Inject(MEMBERSHIPS) private readonly memberships: Memberships,
  ) {}

  /** @throws NoAccount */
  async of(accountId: string): Promise<MyAccount> {
    const account = await this.directory.account(accountId);
    const profile = profileOf(account);
    const [memberships, pendingInvitations] = await Promise.all([
      this.memberships.of(accountId),
      this.memberships.pendingInvitations(account.emailKey),
    ]);
    const { email, openedAt } = account;
    return { accountId, email, openedAt, profile, memberships, pendingInvitations };
  }
}
