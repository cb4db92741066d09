import { type ChainedEvent, canonicalEvent } from './chain.js';
import { canonicalJson } from './canonical-json.js';
import { type PublicKey, type SignedHead } from './heads.js';

/**
 * A bundle is JSON Lines, each line in canonical form: a header, a line for each event with its hash, and the signed
 * head with its key. `verify-bundle.ts` reads it.
 */

export const EVENT_BEGINS = '{"event":';
export const HASH_BEGINS = ',"hash":"';
export const LINE_ENDS = '"}';
export const HEAD_BEGINS = '{"head":';

export function headerLine(stream: string): string {
  return canonicalJson({ format: 'roster-history-bundle', stream, version: 1 });
}

/** @param hash in hex */
export function eventLine(event: ChainedEvent, hash: string): string {
  return EVENT_BEGINS + canonicalEvent(event) + HASH_BEGINS + hash + LINE_ENDS;
}

export function headLine(head: SignedHead, key: PublicKey): string {
  return canonicalJson({ head, key });
}
