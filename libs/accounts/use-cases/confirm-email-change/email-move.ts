import { Injectable } from '@nestjs/common';
import { CommandRunner, type CommandScope, streamName, writePoint } from '#libs/event-sourcing';
import { type Account, accountDecider, type EmailChange, isReady } from '../../domain/account.js';
import { addressDecider } from '../../domain/address.js';
import { AddressTaken } from '../../domain/errors.js';
import { type EmailChanged } from '../../domain/events.js';
import { claimAddress, releaseAddress } from '../claim-address/claim-address.js';
import { carryOutEmailChange } from './confirm-email-change.js';

/**
 * Moves an account to its new address once everything that it needs is there (P-4). Order of writes, and what a crash
 * after each leaves for the process `email-change`: the new address is claimed (it is only taken, the account still has
 * the old one); `EmailChanged` in the account's stream (the old one is only taken); the former address is released.
 * Each looks at what is there first, so the request and the process may both do it.
 */
@Injectable()
export class EmailMove {
  constructor(private readonly runner: CommandRunner) {}

  /** @throws AddressTaken */
  async refuseTaken(accountId: string, { emailKey }: Pick<EmailChange, 'emailKey'>): Promise<void> {
    const { state } = await this.runner.read(addressDecider, emailKey);
    if (state.claim && state.claim.accountId !== accountId) throw new AddressTaken();
  }

  /**
   * @param account as it is, or as a dry run thinks it would be
   * @throws AddressTaken: the change stays ready, and its links can be tried again
   */
  async carryOut(accountId: string, account: Account, scope: CommandScope): Promise<void> {
    const { emailChange: change } = account;
    if (!isReady(change)) return;
    const own = scope.as({ kind: 'account', id: accountId }).incidental();
    const { emailKey, changeId, changeNo } = change;
    const claim = { by: 'email-change', accountId, changeId, changeNo } as const;
    await this.runner.run(addressDecider, emailKey, own, (address) => claimAddress(address, { claim, person: null }));
    writePoint('accounts.email-change.between-claim-and-change');
    if (scope.dryRun) return this.plan(accountId, account, changeId, own);
    await this.finish(accountId, change, scope);
  }

  /** From the claim on. A change that was replaced meanwhile gives the address back. */
  async finish(
    accountId: string,
    { emailKey, changeId, changeNo }: Pick<EmailChange, 'emailKey' | 'changeId' | 'changeNo'>,
    scope: CommandScope,
  ): Promise<void> {
    const own = scope.as({ kind: 'account', id: accountId }).incidental();
    const { state, events } = await this.runner.run(accountDecider, accountId, own, (account) =>
      carryOutEmailChange(account, { accountId, changeId }),
    );
    writePoint('accounts.email-change.between-change-and-release');
    const [changed] = events;
    if (changed) await this.releaseFormer(accountId, (changed as EmailChanged).data, scope);
    else if (state.emailKey !== emailKey) await this.release(accountId, emailKey, changeNo, scope);
  }

  /** Frees the address that an account had before. Harmless twice. */
  async releaseFormer(accountId: string, changed: EmailChanged['data'], scope: CommandScope): Promise<void> {
    await this.release(accountId, changed.formerEmailKey, changed.formerChangeNo, scope);
  }

  private async release(accountId: string, emailKey: string, changeNo: number, scope: CommandScope): Promise<void> {
    const own = scope.as({ kind: 'account', id: accountId }).incidental();
    await this.runner.run(addressDecider, emailKey, own, (address) => releaseAddress(address, { accountId, changeNo }));
  }

  private async plan(accountId: string, account: Account, changeId: string, scope: CommandScope): Promise<void> {
    const events = carryOutEmailChange(account, { accountId, changeId });
    scope.plans(streamName(accountDecider, accountId), events);
    for (const event of events) await this.releaseFormer(accountId, (event as EmailChanged).data, scope);
  }
}
