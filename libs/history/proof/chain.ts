import { createHash } from 'node:crypto';
import { type RecordedEvent } from '#libs/event-sourcing';
import { canonicalJson } from './canonical-json.js';

/** What is chained of an event: all of it, its personal fields sealed. The position differs between stores. */
export type ChainedEvent = Omit<RecordedEvent, 'position'>;

export const HASH_BYTES = 32;

/** What the chain of a stream begins with. */
export function genesisOf(stream: string): Buffer {
  return createHash('sha256').update(stream).digest();
}

/** The event in the canonical form of RFC 8785: what its hash is made over (H-4). */
export function canonicalEvent({ data, id, metadata, personal, revision, stream, type }: ChainedEvent): string {
  return canonicalJson({ data, id, metadata, personal, revision, stream, type });
}

/** SHA-256 over the hash before and the event in its canonical form, as text or as the bytes of that text. */
export function linked(previous: Buffer, canonical: string | Uint8Array): Buffer {
  return createHash('sha256').update(previous).update(canonical).digest();
}
