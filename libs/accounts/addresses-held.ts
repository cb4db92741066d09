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

/** What happened to an address while it was an account's, with the sign-ups that led there. */
export async function heldEvents(
  log: EventLog,
  emailKey: string,
  accountId: string,
): Promise<readonly RecordedEvent[]> {
  const held: RecordedEvent[] = [];
  let waiting: RecordedEvent[] = [];
  let holder: string | null = null;
  for await (const event of eventsOf(log, streamName(addressDecider, emailKey))) {
    const { accountId: named } = event.data as { readonly accountId?: string };
    const claimed: string | null = event.type === 'AddressClaimed' ? (named ?? null) : holder;
    if (claimed === accountId) held.push(...waiting, event);
    waiting = claimed === null ? [...waiting, event] : [];
    holder = event.type === 'AddressReleased' ? null : claimed;
  }
  return held;
}
