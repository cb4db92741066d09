import { RosterError } from '#libs/event-sourcing';

/** The read models do not answer, or the store is closed. What was to be written is guarded: write it again. */
export class ReadStoreUnavailable extends RosterError {
  readonly code = 'read_store_unavailable';
  readonly kind = 'unavailable';
  constructor(asked: 'read' | 'written', override readonly cause?: unknown) {
    super(`The read models cannot be ${asked} at the moment.`, { retryAfterSeconds: 1 });
  }
}

/** What should be a connection string of MongoDB is none. Says nothing of it: it may hold a password. */
export class BadMongoUrl extends RosterError {
  readonly code = 'mongodb_url_invalid';
  readonly kind = 'unavailable';
  constructor() {
    super('The connection string of MongoDB is not valid.', {
      remedy: 'Give one as mongodb://host:27017/roster?replicaSet=rs0, with special characters percent-encoded.',
    });
  }
}
