import { RosterError } from '#libs/event-sourcing';

/** A value that no schema can judge: an address that is none, a password that is too common. */
export class InvalidField extends RosterError {
  readonly code = 'invalid_request';
  readonly kind = 'invalid';
  constructor(path: string, message: string) {
    super('The request has a value that cannot be taken.', { errors: [{ path, message }] });
  }
}

/** No account with this address, or not its password: the caller cannot tell which (C-3). */
export class InvalidCredentials extends RosterError {
  readonly code = 'invalid_credentials';
  readonly kind = 'unauthenticated';
  constructor() {
    super('The address or the password is not right.', { remedy: 'Reset the password if it is lost.' });
  }
}

/** D-1. Told only to who knows the password. */
export class EmailNotVerified extends RosterError {
  readonly code = 'email_not_verified';
  readonly kind = 'forbidden';
  constructor() {
    super('The address is not verified yet.', {
      remedy: 'Use the link in the verification email; sign up again for a new one.',
    });
  }
}

/** C-5: too many wrong passwords for one account from one client address. */
export class TooManyAttempts extends RosterError {
  readonly code = 'too_many_attempts';
  readonly kind = 'too_many_requests';
  constructor(retryAfterSeconds: number) {
    super('Too many wrong passwords.', {
      remedy: 'Wait, or reset the password: that is possible at any time.',
      retryAfterSeconds,
    });
  }
}

/** More emails were asked for to one address than it should get. */
export class TooManyRequests extends RosterError {
  readonly code = 'too_many_requests';
  readonly kind = 'too_many_requests';
  constructor(retryAfterSeconds: number) {
    super('Too many requests for this address.', { remedy: 'Wait a little.', retryAfterSeconds });
  }
}

/** Forged, unknown, or of an account that is not there: the caller cannot tell which. */
export class LinkUnknown extends RosterError {
  readonly code = 'not_found';
  readonly kind = 'not_found';
  constructor() {
    super('There is no such link.', { remedy: 'Check that the whole link was copied.' });
  }
}

const GONE = {
  verification_expired: ['The verification link has expired.', 'Sign up again for a new one.'],
  verification_used: ['The verification link has been used, or the address has an account.', 'Sign in.'],
  reset_expired: ['The reset link has expired.', 'Ask for a new one where you sign in.'],
  reset_used: ['The reset link has been used.', 'Sign in, or ask for a new one.'],
  reset_replaced: ['A newer email has replaced this reset link.', 'Use the link in the newest email.'],
  email_change_expired: ['The link has expired.', 'Ask for the change of address again.'],
  email_change_used: ['The link has been used.', 'There is nothing left to do with it.'],
  email_change_replaced: ['A newer change of address has replaced this one.', 'Use the link in the newest email.'],
} as const;

/** A link that was good once. */
export class LinkGone extends RosterError {
  readonly kind = 'gone';
  constructor(readonly code: keyof typeof GONE) {
    const [message, remedy] = GONE[code];
    super(message, { remedy });
  }
}

/** Another account has the address. */
export class AddressTaken extends RosterError {
  readonly code = 'address_taken';
  readonly kind = 'conflict';
  constructor() {
    super('Another account has this address.', { remedy: 'Choose another address.' });
  }
}

/** The profile has changed since the caller saw it (`If-Match`). */
export class StaleProfile extends RosterError {
  readonly code = 'precondition_failed';
  readonly kind = 'precondition_failed';
  constructor() {
    super('The profile has changed meanwhile.', { remedy: 'Read it again and decide afresh.' });
  }
}

export class NoAccount extends RosterError {
  readonly code = 'not_found';
  readonly kind = 'not_found';
  constructor() {
    super('There is no such account.');
  }
}

export class NoSession extends RosterError {
  readonly code = 'not_found';
  readonly kind = 'not_found';
  constructor() {
    super('There is no such session.');
  }
}
