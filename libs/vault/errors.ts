import { RosterError } from '#libs/event-sourcing';

/** The vault's folder cannot be opened. */
export class VaultUnusable extends RosterError {
  readonly code = 'data_dir_unusable';
  readonly kind = 'unavailable';
  constructor(override readonly cause?: unknown) {
    super('The vault in the data folder cannot be opened.', {
      remedy: 'Look whether this process may write there, whether the disk has room, and whether a file is damaged.',
    });
  }
}

/** The vault is closed, or a write failed, as on a full disk: nothing is written then until the service starts anew. */
export class VaultUnavailable extends RosterError {
  readonly code = 'vault_unavailable';
  readonly kind = 'unavailable';
  constructor(asked: 'read' | 'written', override readonly cause?: unknown) {
    super(`The vault cannot be ${asked} at the moment.`, { retryAfterSeconds: 1 });
  }
}

/** The leases cannot be looked at or changed: each process goes on for as long as its own last. */
export class LeasesUnavailable extends RosterError {
  readonly code = 'leases_unavailable';
  readonly kind = 'unavailable';
  constructor(override readonly cause?: unknown) {
    super('The leases do not answer at the moment.', { retryAfterSeconds: 1 });
  }
}

/** What was overwritten can still be read in the vault's data file. It is known what to look for: try again. */
export class ErasureUnfinished extends RosterError {
  readonly code = 'erasure_unfinished';
  readonly kind = 'unavailable';
  constructor() {
    super('What was overwritten still stands in the data file of the vault.', { retryAfterSeconds: 1 });
  }
}

/** The key of this person was destroyed: nothing about them is sealed any more. */
export class PersonalKeyDestroyed extends RosterError {
  readonly code = 'personal_key_destroyed';
  readonly kind = 'gone';
  constructor() {
    super('This person has been forgotten.');
  }
}

/** Sealed fields, or a kept seed, were changed, are about somebody else, or were made with another secret. */
export class PersonalDataUnreadable extends RosterError {
  readonly code = 'personal_data_unreadable';
  readonly kind = 'unavailable';
  constructor(override readonly cause?: unknown) {
    super('Personal data cannot be read.', {
      remedy: 'Look whether ROSTER_SECRET is that which the data was written with, and log and vault belong together.',
    });
  }
}

/** Too many passwords are being hashed at once. */
export class Busy extends RosterError {
  readonly code = 'busy';
  readonly kind = 'unavailable';
  constructor() {
    super('Too many people are signing in at this moment. Nothing was changed.', { retryAfterSeconds: 2 });
  }
}
