import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { type ErrorKind, type FieldError, RosterError } from '#libs/event-sourcing';
import {
  BodyTooLarge,
  EdgeError,
  HeadersTooLarge,
  MalformedJson,
  MalformedRequest,
  NotFound,
  RequestTimeout,
  UnsupportedMediaType,
} from './errors.js';

export const PROBLEM_JSON = 'application/problem+json';

/** An error as callers see it (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly remedy?: string;
  readonly [extension: string]: unknown;
}

export const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  precondition_failed: 412,
  too_many_requests: 429,
  unavailable: 503,
  outcome_unknown: 503,
};

/** The error that a caller may see; undefined where it is one of ours to look into, and none of theirs. */
export function publicError(error: unknown): RosterError | undefined {
  if (error instanceof RosterError) return error;
  const cause = error instanceof HttpException ? error.cause : error;
  return ofFastify(cause) ?? (error instanceof HttpException ? ofStatus(error.getStatus()) : undefined);
}

export function problemOf(error: RosterError): Problem {
  const { errors, remedy, extensions } = error.details;
  return {
    ...extensions,
    type: typeOf(error.code),
    title: titleOf(error.code),
    status: error instanceof EdgeError ? error.status : STATUS_OF[error.kind],
    code: error.code,
    detail: error.message,
    ...(errors && { errors }),
    ...(remedy !== undefined && { remedy }),
  };
}

/** What is said of an error that is ours. @param id under which it stands in the log */
export function internalProblem(id: string): Problem {
  return {
    type: typeOf('internal_error'),
    title: titleOf('internal_error'),
    status: 500,
    code: 'internal_error',
    detail: 'Something went wrong on our side.',
    id,
  };
}

function typeOf(code: string): string {
  return `urn:roster:problem:${code}`;
}

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function ofFastify(error: unknown): RosterError | undefined {
  switch (codeOf(error)) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new MalformedJson();
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new BodyTooLarge();
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new UnsupportedMediaType();
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_BAD_URL':
      return new MalformedRequest();
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new NotFound();
    case 'HPE_HEADER_OVERFLOW':
      return new HeadersTooLarge();
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new RequestTimeout();
    default:
      return undefined;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** What Nest, or a part made for Nest, refused with a status alone. */
class Refused extends EdgeError {
  readonly code: string;
  constructor(readonly status: number) {
    const name = STATUS_CODES[status] ?? 'Refused';
    super(`${name}.`);
    this.code = name.toLowerCase().replaceAll(/[^a-z]+/g, '_');
  }
}

function ofStatus(status: number): RosterError | undefined {
  if (status === 404) return new NotFound();
  if (status === 400) return new MalformedRequest();
  return (status > 400 && status < 500) || status === 503 ? new Refused(status) : undefined;
}
