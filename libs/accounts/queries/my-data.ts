import { Inject, Injectable } from '@nestjs/common';
import {
  type DomainEvent,
  EVENT_LOG,
  type EventLog,
  openAll,
  type Opened,
  PERSONAL_DATA,
  type PersonalData,
  streamName,
} from '#libs/event-sourcing';
import { accountDecider } from '../domain/account.js';
import { type MyAccount, type MySession } from '../schemas.js';
import { type SessionRef, Sessions } from '../sessions.js';
import { MyAccounts } from './my-account.js';

/** Something that happened to an account, with everything that was written of it. */
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

  private async eventsOf(accountId: string): Promise<readonly AccountFact[]> {
    const facts: AccountFact[] = [];
    const stream = streamName(accountDecider, accountId);
    for (;;) {
      const page = await this.log.readStream(stream, facts.length, PAGE);
      if (page.length === 0) return facts;
      const opened: readonly Opened<DomainEvent>[] = await openAll(this.personal, page);
      facts.push(...opened.map(({ id, type, data, personal, metadata }) => {
        return { eventId: id, type, at: metadata.at, data: { ...data, ...personal?.fields } };
      }));
    }
  }
}
