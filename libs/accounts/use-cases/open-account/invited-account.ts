import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CommandRunner, type CommandScope, writePoint } from '#libs/event-sourcing';
import { Credentials } from '../../credentials.js';
import { accountDecider } from '../../domain/account.js';
import { addressDecider } from '../../domain/address.js';
import { AddressTaken } from '../../domain/errors.js';
import { type AddressClaimed, type ClaimData, type NameAndEmail } from '../../domain/events.js';
import { claimAddress, releaseAddress } from '../claim-address/claim-address.js';
import { openAccount } from './open-account.js';

export interface InvitedPerson extends NameAndEmail {
  readonly emailKey: string;
  readonly password: string;
  readonly workspaceId: string;
  readonly memberId: string;
  /** Which of the invitation's links was used. */
  readonly linkNo: number;
}

/** An address that is claimed for the account of an invited person. */
export interface InvitedClaim {
  readonly emailKey: string;
  readonly claim: Extract<ClaimData, { readonly by: 'invitation' }>;
  readonly person: NameAndEmail;
}

/**
 * The account of a person who accepts an invitation and has none (I-5). The workspaces go through it step by step:
 * claim, join, open, begin a session; where joining is refused, withdraw. Each step is harmless twice. After a crash
 * the claim's event, `AddressClaimed`, tells the workspaces' process all that is needed to go on or to withdraw.
 */
@Injectable()
export class InvitedAccount {
  constructor(
    private readonly runner: CommandRunner,
    private readonly credentials: Credentials,
  ) {}

  /**
   * Order of writes: the password's hash, then `AddressClaimed`. A crash between them leaves a hash that no event
   * names.
   * @throws InvalidField the password (C-4), AddressTaken an account has the address, or is about to
   */
  async claim(invited: InvitedPerson, scope: CommandScope): Promise<InvitedClaim> {
    const { emailKey, name, email, password, workspaceId, memberId, linkNo } = invited;
    this.credentials.check(password, 'password');
    const { state } = await this.runner.read(addressDecider, emailKey);
    if (state.claim) throw new AddressTaken();
    const ids = { accountId: uuidv7(), credentialId: uuidv7() };
    const claim = { by: 'invitation', workspaceId, memberId, linkNo, ...ids, command: scope.key ?? null } as const;
    const person = { name, email };
    if (!scope.dryRun) await this.credentials.keep(claim, password);
    writePoint('accounts.acceptance.between-credential-and-claim');
    await this.orForget(claim, () =>
      this.runner.run(addressDecider, emailKey, scope.incidental(), (address) =>
        claimAddress(address, { claim, person }),
      ),
    );
    return { emailKey, claim, person };
  }

  /** Whether nothing is left to do: the account was opened, or the claim was withdrawn. */
  async isSettled({ emailKey, claim: { accountId } }: InvitedClaim): Promise<boolean> {
    const { state: account } = await this.runner.read(accountDecider, accountId);
    if (account.openedAt !== '') return true;
    const { state: address } = await this.runner.read(addressDecider, emailKey);
    return address.claim?.accountId !== accountId;
  }

  async open({ emailKey, claim, person }: InvitedClaim, scope: CommandScope): Promise<void> {
    const { accountId, credentialId } = claim;
    const own = scope.as({ kind: 'account', id: accountId }).incidental();
    const opening = { accountId, opened: { emailKey, credentialId, via: 'invitation' }, person } as const;
    await this.runner.run(accountDecider, accountId, own, (account) => openAccount(account, opening));
  }

  /**
   * Order of writes: `AddressReleased`, then the hash goes. A crash between them leaves a hash that no account names.
   * An account that was opened keeps both.
   */
  async withdraw({ emailKey, claim }: Pick<InvitedClaim, 'emailKey' | 'claim'>, scope: CommandScope): Promise<void> {
    const { accountId, credentialId } = claim;
    const { state } = await this.runner.read(accountDecider, accountId);
    if (state.openedAt !== '' || scope.dryRun) return;
    await this.runner.run(addressDecider, emailKey, scope.incidental(), (address) =>
      releaseAddress(address, { accountId, changeNo: -1 }),
    );
    writePoint('accounts.acceptance.between-release-and-credential');
    await this.credentials.forget(accountId, credentialId);
  }

  private async orForget(claim: InvitedClaim['claim'], run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (error instanceof AddressTaken) await this.credentials.forget(claim.accountId, claim.credentialId);
      throw error;
    }
  }
}

/** The claim that an event speaks of; null where it is for something else, or the person was forgotten. */
export function invitedClaim(emailKey: string, { data, personal }: AddressClaimed): InvitedClaim | null {
  const person = personal?.fields;
  return data.by === 'invitation' && person ? { emailKey, claim: data, person } : null;
}
