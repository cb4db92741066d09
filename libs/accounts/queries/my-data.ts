import { Inject, Injectable } from '@nestjs/common';
import {
  EVENT_LOG,
  type EventLog,
  eventsOf,
  openAll,
  type Opened,
  PERSONAL_DATA,
  type PersonalData,
  type RecordedEvent,
  streamName,
} from '#libs/event-sourcing';
import { emailKeysOf, heldEvents } from '../addresses-held.js';
import { accountDecider } from '../domain/account.js';
import { type MyAccount, type MySession } from '../schemas.js';
import { type SessionRef, Sessions } from '../sessions.js';
import { MyAccounts } from './my-account.js';

/** Something that happened to an account or its address, with everything that was written of it. */
export interface AccountFact {
  readonly eventId: string;
  readonly type: string;
  readonly at: string;
  readonly data: object;
}

/** Everything that is kept about a person. */
export interface MyData extends MyAccount {
  readonly sessions: readonly MySession[];
  readonly events: readonly AccountFact[];
}

const PAGE = 1000;

/** Tells a person all that is known of them, what is sealed included; the hash of a password is not theirs to see. */
@Injectable()
export class PersonalExport {
  constructor(
    private readonly accounts: MyAccounts,
    private readonly sessions: Sessions,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
  ) {}

  /** @throws NoAccount */
  async of({ accountId, sessionId: current }: SessionRef): Promise<MyData> {
    const account = await this.accounts.of(accountId);
    const found = await this.sessions.list(accountId, PAGE);
    const sessions = found.map(({ sessionId: id, ...rest }) => ({ id, ...rest, current: id === current }));
    return { ...account, sessions, events: await this.eventsOf(accountId) };
  }

  /** Of the account and of every address that it has or had, in order of time. */
  private async eventsOf(accountId: string): Promise<readonly AccountFact[]> {
    const recorded: RecordedEvent[] = [];
    for await (const event of eventsOf(this.log, streamName(accountDecider, accountId))) recorded.push(event);
    for (const emailKey of await emailKeysOf(this.log, accountId)) {
      recorded.push(...(await heldEvents(this.log, emailKey, accountId)));
    }
    recorded.sort((one, other) => one.position - other.position);
    const opened: readonly Opened[] = await openAll(this.personal, recorded);
    return opened.map(({ id, type, data, personal, metadata }) => {
      return { eventId: id, type, at: metadata.at, data: { ...data, ...personal?.fields } };
    });
  }
}
