import { InvalidRequest } from '../problems/errors.js';
import { characters } from '../schemas/characters.js';
import { type HttpRequest } from '../http-request.js';

/** What a caller may say about any command, beside its body. */
export interface CommandTerms {
  /** `Idempotency-Key` */
  readonly key: string | undefined;
  /** `Roster-Reason`, decoded. */
  readonly reason: string | undefined;
  readonly dryRun: boolean;
}

const PRINTABLE = /^[\x20-\x7e]{1,128}$/;
const MAX_REASON = 500;
const ASCII = /^[\x20-\x7e]*$/;
/** Control characters but tab and line feed, and halves of characters. */
const UNREADABLE = /[^\P{Cc}\t\n]|\p{Cs}/u;

/**
 * Takes `dryRun` out of the query, so that the route's own schema need not know it.
 * @throws InvalidRequest
 */
export function takeTerms(request: HttpRequest): CommandTerms {
  const { headers } = request;
  return {
    key: idempotencyKey(headers['idempotency-key']),
    reason: reason(headers['roster-reason']),
    dryRun: takeDryRun(request.query as Record<string, unknown>),
  };
}

function idempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && PRINTABLE.test(header)) return header;
  throw InvalidRequest.at('Idempotency-Key', '1 to 128 printable characters of ASCII');
}

function reason(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = typeof header === 'string' && ASCII.test(header) ? decoded(header)?.trim() : undefined;
  if (text === undefined || UNREADABLE.test(text)) {
    throw InvalidRequest.at('Roster-Reason', 'Not text in percent-encoded UTF-8');
  }
  if (characters(text, MAX_REASON) > MAX_REASON) {
    throw InvalidRequest.at('Roster-Reason', `At most ${MAX_REASON} characters`);
  }
  return text === '' ? undefined : text;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function takeDryRun(query: Record<string, unknown>): boolean {
  const { dryRun } = query;
  if (dryRun === undefined) return false;
  if (dryRun !== 'true' && dryRun !== 'false') throw InvalidRequest.at('dryRun', "Either 'true' or 'false'");
  delete query['dryRun'];
  return dryRun === 'true';
}
