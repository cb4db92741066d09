import { AppendTooLarge, type StoredEvent } from '#libs/event-sourcing';
import { jsonLength, MAX_BYTES_PER_UNIT } from './json-length.js';

/** Bytes of data and metadata, as JSON, that one append takes at most: what EventStoreDB takes. */
export const MAX_APPEND_BYTES = 1024 * 1024;

const MAX_STREAM_NAME_BYTES = 512;
// Control characters and halves of surrogate pairs do not survive every store; `$` is where EventStoreDB keeps its own.
const STREAM_NAME = /^[^$\-\p{Cc}\p{Cs}][^\-\p{Cc}\p{Cs}]*-[^\p{Cc}\p{Cs}]+$/u;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws TypeError not `<category>-<id>`, or longer than 512 bytes: a mistake in the program */
export function checkStreamName(stream: string): void {
  if (!STREAM_NAME.test(stream) || Buffer.byteLength(stream) > MAX_STREAM_NAME_BYTES) {
    throw new TypeError('A stream is named <category>-<id>, in at most 512 bytes without control characters.');
  }
}

/** @throws TypeError an expected revision that no stream can have: a mistake in the program */
export function checkRevision(expected: number): void {
  if (!Number.isSafeInteger(expected) || expected < -1) {
    throw new TypeError('An append expects NO_STREAM or the revision of the last event.');
  }
}

/**
 * @throws TypeError no event at all, an id that is no UUID, the same id twice, content that is no JSON: mistakes in the
 * program
 * @throws AppendTooLarge
 */
export function checkEvents(events: readonly StoredEvent[]): void {
  if (events.length === 0) throw new TypeError('An append holds at least one event.');
  if (events.some(({ id }) => !UUID.test(id))) throw new TypeError('The id of an event is a UUID.');
  if (events.length > 1 && new Set(events.map(({ id }) => id.toLowerCase())).size < events.length) {
    throw new TypeError('No two events of an append have the same id.');
  }
  if (events.reduce((length, event) => length + lengthOf(event), 0) * MAX_BYTES_PER_UNIT <= MAX_APPEND_BYTES) return;
  if (events.reduce((bytes, event) => bytes + bytesOf(event), 0) > MAX_APPEND_BYTES) throw new AppendTooLarge();
}

function lengthOf({ data, personal, metadata }: StoredEvent): number {
  return jsonLength(data) + jsonLength(metadata) + (personal ? jsonLength(personal) : 0);
}

function bytesOf({ data, personal, metadata }: StoredEvent): number {
  return Buffer.byteLength(JSON.stringify({ data, personal, metadata }));
}

/** @throws TypeError a limit that is no positive whole number: a mistake in the program */
export function checkLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new TypeError('A read asks for one event at least.');
}
