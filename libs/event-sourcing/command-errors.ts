import { RosterError } from './errors.js';

/** The same idempotency key came with another body (S-1). */
export class IdempotencyKeyReused extends RosterError {
  readonly code = 'idempotency_key_reused';
  readonly kind = 'invalid';
  constructor() {
    super('This Idempotency-Key was used for another request.', { remedy: 'Take a new key for a new request.' });
  }
}

/** Other servers kept changing the same stream. Nothing was written. */
export class TooContended extends RosterError {
  readonly code = 'too_contended';
  readonly kind = 'unavailable';
  constructor() {
    super('Too many changes at the same moment. Nothing was changed.', { retryAfterSeconds: 1 });
  }
}
