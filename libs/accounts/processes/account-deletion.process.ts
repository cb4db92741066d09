import { Inject, Injectable } from '@nestjs/common';
import {
  CommandRunner,
  type CommandScope,
  EVENT_LOG,
  type EventLog,
  eventsOf,
  idOf,
  type Opened,
  type PersonalData,
  PERSONAL_DATA,
  type Process,
  streamName,
  writePoint,
} from '#libs/event-sourcing';
import { emailKeysOf } from '../addresses-held.js';
import { Correspondence } from '../correspondence.js';
import { Credentials } from '../credentials.js';
import { accountDecider } from '../domain/account.js';
import { addressDecider } from '../domain/address.js';
import { type AccountDeletionRequested } from '../domain/events.js';
import { type Departure } from '../ports.js';
import { Sessions } from '../sessions.js';
import { DEPARTURE } from '../tokens.js';
import { giveUpAddress } from '../use-cases/claim-address/claim-address.js';
import { finishDeletion } from '../use-cases/delete-account/delete-account.js';

/**
 * Deletes an account, step by step, each harmless twice: sessions and credentials first, then every place
 * in a workspace, then the mails that are kept, the address, and the keys that its personal data is sealed
 * under, and last the event that says so. A crash at any point is gone on from by the process's own checkpoint.
 */
@Injectable()
export class AccountDeletion {
  readonly process: Process<AccountDeletionRequested> = {
    name: 'account-deletion',
    handles: ['AccountDeletionRequested'],
    parallel: 4,
    react: (event, scope) => this.react(event, scope),
  };

  constructor(
    private readonly runner: CommandRunner,
    private readonly sessions: Sessions,
    private readonly credentials: Credentials,
    private readonly correspondence: Correspondence,
    @Inject(DEPARTURE) private readonly departure: Departure,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
  ) {}

  private async react({ stream, data, metadata }: Opened<AccountDeletionRequested>, scope: CommandScope): Promise<void> {
    const accountId = idOf(stream);
    await this.sessions.endAll(accountId);
    writePoint('accounts.deletion.between-sessions-and-credentials');
    await this.credentials.forgetAll(accountId);
    writePoint('accounts.deletion.between-credentials-and-workspaces');
    const addresses = await emailKeysOf(this.log, accountId);
    const { emailKey } = data;
    await this.departure.leaveAll(accountId, emailKey, scope);
    writePoint('accounts.deletion.between-workspaces-and-mails');
    await this.correspondence.forget(accountId, addresses);
    writePoint('accounts.deletion.between-mails-and-address');
    await this.runner.run(addressDecider, emailKey, scope.incidental(), (address) =>
      giveUpAddress(address, accountId, metadata.at),
    );
    writePoint('accounts.deletion.between-address-and-keys');
    await this.personal.destroy(await this.subjectsOf(accountId, addresses));
    writePoint('accounts.deletion.between-keys-and-end');
    // Once more, for one that was being written meanwhile: from here on none can be made of an event that is read anew.
    await this.correspondence.forget(accountId, addresses);
    await this.runner.run(accountDecider, accountId, scope.incidental(), finishDeletion);
  }

  /**
   * Under whose keys personal data of this person is sealed: their own, those of the members that they were or were
   * invited as, and those of sign-ups with their address that came to nothing.
   */
  private async subjectsOf(accountId: string, emailKeys: readonly string[]): Promise<readonly string[]> {
    const members = await this.departure.memberIds(accountId, emailKeys);
    const signUps = await Promise.all(emailKeys.map((emailKey) => this.signUpsOf(accountId, emailKey)));
    return [...new Set([accountId, ...members, ...signUps.flat()])];
  }

  /** Sign-ups with an address, up to when the account gave it up, that no other account came of. */
  private async signUpsOf(accountId: string, emailKey: string): Promise<readonly string[]> {
    let asked: string[] = [];
    let its: readonly string[] = [];
    for await (const { type, data } of eventsOf(this.log, streamName(addressDecider, emailKey))) {
      const { signUpId, accountId: holder, revived } = data as Readonly<Partial<Record<string, string>>>;
      if (signUpId !== undefined) asked.push(signUpId);
      else if (type === 'AddressClaimed') asked = asked.filter((id) => id !== holder);
      if (holder === accountId) its = asked.filter((id) => id !== revived);
    }
    return its;
  }
}
