import { Inject, Injectable } from '@nestjs/common';
import { EVENT_LOG, type EventLog, eventsOf, streamName } from '#libs/event-sourcing';
import { LinkTokens } from '#libs/vault';
import { accountDecider } from './domain/account.js';
import { addressDecider } from './domain/address.js';
import { emailKeyOf, parseEmailAddress } from './domain/email-address.js';
import { type LetterRef, Postman } from './postman.js';

/** Letters that go to an address which need not be the account's, or not any more: they are found by their event. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  EmailChangeRequested: 'confirm-email',
  EmailChanged: 'email-changed',
};

/** What was written to a person, as far as it is kept anywhere. */
@Injectable()
export class Correspondence {
  constructor(
    private readonly postman: Postman,
    private readonly tokens: LinkTokens,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /**
   * mails to addresses of the account go, invitations and unused sign-ups among them, and mails about a change of
   * address. What goes to an address once the account has given it up is somebody else's, and stays. Addresses are told
   * by their digests, so it works as well when nobody can read them any more. Harmless twice.
   * @param emailKeys of every address that the account has or had
   */
  async forget(accountId: string, emailKeys: readonly string[]): Promise<void> {
    const until = new Map<string, string | null>();
    for (const emailKey of emailKeys) until.set(emailKey, await this.givenUp(accountId, emailKey));
    await this.postman.forget(await this.lettersElsewhere(accountId), (written, at) => {
      const address = parseEmailAddress(written);
      const end = address ? until.get(emailKeyOf(this.tokens, address)) : undefined;
      return end !== undefined && (end === null || at < end);
    });
  }

  /** When the account gave an address up; null where it still has it. */
  private async givenUp(accountId: string, emailKey: string): Promise<string | null> {
    let at: string | null = null;
    for await (const { type, data, metadata } of eventsOf(this.log, streamName(addressDecider, emailKey))) {
      if (data['accountId'] === accountId) at = type === 'AddressReleased' ? metadata.at : null;
    }
    return at;
  }

  private async lettersElsewhere(accountId: string): Promise<readonly LetterRef[]> {
    const letters: LetterRef[] = [];
    for await (const { id, type } of eventsOf(this.log, streamName(accountDecider, accountId))) {
      const kind = ELSEWHERE[type];
      if (kind !== undefined) letters.push({ kind, eventId: id });
    }
    return letters;
  }
}
