import { type FieldError, RosterError } from '#libs/event-sourcing';

/** The request does not fit its schema. */
export class InvalidRequest extends RosterError {
  readonly code = 'invalid_request';
  readonly kind = 'invalid';
  constructor(errors: readonly FieldError[]) {
    super('The request does not fit its schema.', { errors });
  }

  /** For the one place that is wrong: a field, a query parameter or a header. */
  static at(path: string, message: string): InvalidRequest {
    return new InvalidRequest([{ path, message }]);
  }
}

export class Unauthenticated extends RosterError {
  readonly code = 'unauthenticated';
  readonly kind = 'unauthenticated';
  constructor() {
    super('This needs a session or a service key that is valid.');
  }
}

/** Not there, or of another workspace: the caller cannot tell which (S-7). */
export class NotFound extends RosterError {
  readonly code = 'not_found';
  readonly kind = 'not_found';
  constructor() {
    super('There is nothing here.');
  }
}

/** The service key lacks a scope (S-6, H-7). */
export class ScopeRequired extends RosterError {
  readonly code = 'scope_required';
  readonly kind = 'forbidden';
  /** @param scopes any one of them would do */
  constructor(scopes: readonly string[]) {
    super(`The service key needs the scope ${scopes.join(' or ')}.`, {
      remedy: 'Use a key that was made with that scope.',
      extensions: { scopes },
    });
  }
}

export class ServiceRequired extends RosterError {
  readonly code = 'service_required';
  readonly kind = 'forbidden';
  constructor() {
    super('Only services may do this.');
  }
}

export class PersonRequired extends RosterError {
  readonly code = 'person_required';
  readonly kind = 'forbidden';
  constructor() {
    super('Only a person may do this, for themselves.');
  }
}

/** A page of another origin tried to use the browser's session. */
export class OriginRefused extends RosterError {
  readonly code = 'origin_refused';
  readonly kind = 'forbidden';
  constructor() {
    super('A change with a session must come from our own pages.', {
      remedy: "Send the header Origin with this service's own origin, or use a service key.",
    });
  }
}

/** The read models did not reach the position that the caller named, in time (S-2). */
export class NotCaughtUp extends RosterError {
  readonly code = 'not_caught_up';
  readonly kind = 'unavailable';
  constructor() {
    super('The read models have not reached that position yet.', {
      remedy: 'Ask again in a moment.',
      retryAfterSeconds: 1,
    });
  }
}

/** An error about the HTTP request as such, with a status of its own. */
export abstract class EdgeError extends RosterError {
  readonly kind = 'invalid';
  abstract readonly status: number;
}

export class MalformedJson extends EdgeError {
  readonly code = 'malformed_json';
  readonly status = 400;
  constructor() {
    super('The body is not JSON.');
  }
}

export class MalformedRequest extends EdgeError {
  readonly code = 'malformed_request';
  readonly status = 400;
  constructor() {
    super('The request is not well-formed HTTP, or its address not well-formed UTF-8.');
  }
}

export class BodyTooLarge extends EdgeError {
  readonly code = 'body_too_large';
  readonly status = 413;
  constructor() {
    super('A body may have at most 1 MiB.');
  }
}

export class UnsupportedMediaType extends EdgeError {
  readonly code = 'unsupported_media_type';
  readonly status = 415;
  constructor() {
    super('A body must be JSON.', { remedy: 'Send it with Content-Type: application/json.' });
  }
}

export class HeadersTooLarge extends EdgeError {
  readonly code = 'headers_too_large';
  readonly status = 431;
  constructor() {
    super('The headers are too large.');
  }
}

export class RequestTimeout extends EdgeError {
  readonly code = 'request_timeout';
  readonly status = 408;
  constructor() {
    super('The request did not arrive in time.');
  }
}
