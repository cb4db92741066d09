/**
 * What kind of failure an error is. One filter at the edge maps kinds to HTTP statuses; nothing else looks at them.
 *
 * - `invalid`: the request itself is wrong. Sending it again changes nothing.
 * - `unauthenticated`, `forbidden`, `not_found`, `gone`: as their HTTP namesakes.
 * - `conflict`: the request is right, the present state refuses it.
 * - `precondition_failed`: the caller's picture of the state is stale (`If-Match`).
 * - `too_many_requests`: ask again after `retryAfterSeconds`.
 * - `unavailable`: nothing was written; trying again later may work.
 * - `outcome_unknown`: it may or may not have been written; the same command with the same key settles it.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'gone'
  | 'conflict'
  | 'precondition_failed'
  | 'too_many_requests'
  | 'unavailable'
  | 'outcome_unknown';

export interface FieldError {
  /** Where in the request, as `invitations.3.email`. */
  readonly path: string;
  readonly message: string;
}

export interface ErrorDetails {
  /** What the caller can do about it, in a sentence. */
  readonly remedy?: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Further members of the problem document, such as the candidates to choose from. Never secrets. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Every error that a caller may see: a stable `code`, a kind, and words without secrets or personal data. */
export abstract class RosterError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;

  constructor(
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** A rule said no: nothing was written, and asking again in the same state gives the same answer. */
export function isRefusal(error: unknown): error is RosterError {
  return error instanceof RosterError && error.kind !== 'unavailable' && error.kind !== 'outcome_unknown';
}
