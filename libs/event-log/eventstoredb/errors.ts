import { LogUnavailable, RosterError } from '#libs/event-sourcing';

/** The connection string cannot be used. Nothing of it is repeated here: it may hold a password. */
export class EventStoreUrlUnusable extends RosterError {
  readonly code = 'eventstore_url_unusable';
  readonly kind = 'unavailable';

  constructor(reason: string) {
    super(`The connection string of EventStoreDB cannot be used: ${reason}.`, {
      remedy: 'Give one as esdb://user:password@host:2113 or esdb+discover://user:password@cluster.example:2113.',
    });
  }
}

/** Somebody put a tombstone on the stream in EventStoreDB: it can never be read or written again. */
export class StreamTombstoned extends LogUnavailable {
  constructor(readonly stream: string) {
    super('The stream was deleted for good in EventStoreDB. Nothing was changed.');
  }
}
