import { RosterError } from '#libs/event-sourcing';

/** The vault's folder cannot be opened. */
export class VaultUnusable extends RosterError {
  readonly code = 'data_dir_unusable';
  readonly kind = 'unavailable';
  constructor(override readonly cause?: unknown) {
    super('The vault in the data folder cannot be opened.', {
      remedy: 'Look whether this process may read and write there, and whether the disk has room.',
    });
  }
}

/** A write failed, as on a full disk; nothing is written any more until the service is started again. */
export class VaultUnavailable extends RosterError {
  readonly code = 'vault_unavailable';
  readonly kind = 'unavailable';
  constructor(override readonly cause?: unknown) {
    super('The vault cannot be written at the moment. Nothing was changed.', { retryAfterSeconds: 1 });
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

/** Too many passwords are being hashed at once. */
export class Busy extends RosterError {
  readonly code = 'busy';
  readonly kind = 'unavailable';
  constructor() {
    super('Too many people are signing in at this moment. Nothing was changed.', { retryAfterSeconds: 2 });
  }
}
