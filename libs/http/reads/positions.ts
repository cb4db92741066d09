import { type Position, START } from '#libs/event-sourcing';
import { InvalidRequest } from '../problems/errors.js';

/** A position as callers see it: an opaque string. */
export function encodePosition(position: Position): string {
  return `p${(position - START).toString(36)}`;
}

/** @throws InvalidRequest for what `encodePosition` never made. @param path what to call it in the error */
export function decodePosition(text: string, path = 'Roster-Min-Position'): Position {
  const offset = /^p[0-9a-z]{1,11}$/.test(text) ? parseInt(text.slice(1), 36) : NaN;
  const position = offset + START;
  if (Number.isSafeInteger(offset) && encodePosition(position) === text) return position;
  throw InvalidRequest.at(path, 'Not a position');
}
