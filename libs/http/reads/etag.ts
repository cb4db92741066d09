import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { InvalidRequest } from '../problems/errors.js';
import { type HttpRequest } from '../http-request.js';

/** A revision as `ETag` and `If-Match` carry it. */
export function etagOf(revision: string | number): string {
  return `"${revision}"`;
}

/**
 * The revision that `If-Match` names. Undefined where there is none to hold the request to: no header, or `*`, which
 * any revision fits. A weak tag counts as its strong one: proxies that compress make them so.
 *
 * @throws InvalidRequest for another form, and for several tags: a change is based on one revision
 */
export function ifMatch(header: string | undefined): string | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const tag = /^\s*(?:W\/)?"([\x21\x23-\x7e]{1,100})"\s*$/.exec(header)?.[1];
  if (tag === undefined) throw InvalidRequest.at('If-Match', 'Not one revision in quotation marks, as "7"');
  return tag;
}

export function ifMatchOf(_: unknown, context: ExecutionContext): string | undefined {
  return ifMatch(context.switchToHttp().getRequest<HttpRequest>().headers['if-match']);
}

/** Parameter of a route: the revision in `If-Match`, or undefined. */
export const IfMatch = createParamDecorator(ifMatchOf);
