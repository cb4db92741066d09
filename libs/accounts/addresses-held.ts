import { type EventLog, eventsOf, type RecordedEvent, streamName } from '#libs/event-sourcing';
import { accountDecider } from './domain/account.js';
import { addressDecider } from './domain/address.js';
import { type AccountDeletionRequested, type EmailChanged } from './domain/events.js';

/** Events that say of an address that it is the account's. */
const PROVED = new Set<string>(['AccountOpened', 'EmailChanged', 'AccountDeletionRequested']);

/** Digests of every address that an account has or had. */
export async function emailKeysOf(log: EventLog, accountId: string): Promise<readonly string[]> {
  const emailKeys = new Set<string>();
  for await (const { type, data } of eventsOf(log, streamName(accountDecider, accountId))) {
    if (PROVED.has(type)) emailKeys.add((data as AccountDeletionRequested['data'] | EmailChanged['data']).emailKey);
  }
  return [...emailKeys];
}

/**
 * What happened to an address while it was an account's, with the sign-ups that led there: one of them may have been
 * asked for while the account before was still being deleted.
 */
export async function heldEvents(
  log: EventLog,
  emailKey: string,
  accountId: string,
): Promise<readonly RecordedEvent[]> {
  const held: RecordedEvent[] = [];
  /** Since the address was free last. */
  let recent: RecordedEvent[] = [];
  let holder: string | null = null;
  for await (const event of eventsOf(log, streamName(addressDecider, emailKey))) {
    const { accountId: named, revived } = event.data as Readonly<Partial<Record<string, string>>>;
    if (event.type === 'AddressClaimed') {
      if (holder === null && named === accountId) held.push(...recent);
      holder = named ?? null;
    }
    if (holder === accountId) held.push(event);
    recent.push(event);
    if (event.type !== 'AddressReleased') continue;
    recent = revived === undefined ? [] : recent.filter(({ data }) => data['signUpId'] === revived);
    holder = null;
  }
  return held;
}
