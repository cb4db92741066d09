import { Inject, Injectable } from '@nestjs/common';
import {
  EVENT_LOG,
  type EventLog,
  openAll,
  type Opened,
  PERSONAL_DATA,
  type PersonalData,
  streamName,
} from '#libs/event-sourcing';
import { addressDecider, type PendingSignUp } from './domain/address.js';
import { type NameAndEmail, type SignUpRequested } from './domain/events.js';

/** Name and address of a sign-up, read from its event: the state of an address holds nothing personal. */
@Injectable()
export class SignUpDetails {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
  ) {}

  /** Null once the person's key is destroyed. */
  async of(emailKey: string, signUp: PendingSignUp): Promise<NameAndEmail | null> {
    const event = await this.event(emailKey, signUp);
    return event?.personal?.fields ?? null;
  }

  /** The whole event; undefined where the state names one that the stream has not. */
  async event(emailKey: string, { revision }: PendingSignUp): Promise<Opened<SignUpRequested> | undefined> {
    const recorded = await this.log.readStream(streamName(addressDecider, emailKey), revision, 1);
    const [event] = await openAll<SignUpRequested>(this.personal, recorded);
    return event;
  }
}
