import { type JsonValue, type VaultEntry } from '#libs/event-sourcing';

/** As in the embedded vault, so that what one takes the other takes too. */
const MOST_KEY_BYTES = 512;
const LAST_CODE_POINT = 0x10ffff;
const BEFORE_SURROGATES = 0xd7ff;
const AFTER_SURROGATES = 0xe000;

/** An entry as it is stored. The value is JSON as text, so that every value comes back as it was given. */
export interface StoredEntry {
  /** `kind:key`, so that the index that every collection has lists a kind in order of key. */
  readonly _id: string;
  readonly value: string;
  readonly expiresAt?: Date;
  /** Of the lease that it was written under, or claimed. */
  readonly token?: number;
}

/** @throws TypeError a key too long, a kind with a colon, a time that is none: mistakes in the program */
export function toStored({ kind, key, value, expiresAt }: VaultEntry): StoredEntry {
  if (Buffer.byteLength(kind) + Buffer.byteLength(key) > MOST_KEY_BYTES) {
    throw new TypeError(`Kind and key of a vault entry have at most ${MOST_KEY_BYTES} bytes.`);
  }
  const entry = { _id: idOf(kind, key), value: JSON.stringify(value) };
  return expiresAt === undefined ? entry : { ...entry, expiresAt: timeOf(expiresAt) };
}

export function valueOf<Value extends JsonValue>(entry: StoredEntry): Value {
  return JSON.parse(entry.value) as Value;
}

export function idOf(kind: string, key: string): string {
  if (kind.includes(':')) throw new TypeError('The kind of a vault entry has no colon.');
  return `${kind}:${key}`;
}

export function keyOf(kind: string, { _id }: StoredEntry): string {
  return _id.slice(kind.length + 1);
}

export function timeOf(iso: string): Date {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) throw new TypeError('A time of the vault is an ISO time.');
  return time;
}

/** The first text, by code point, that comes after all that begin so. */
export function endOf(prefix: string): string {
  const points = [...prefix];
  const last = points.pop()?.codePointAt(0);
  if (last === undefined) throw new TypeError('Nothing comes after all texts.');
  if (last === LAST_CODE_POINT) return endOf(points.join(''));
  return points.join('') + String.fromCodePoint(last === BEFORE_SURROGATES ? AFTER_SURROGATES : last + 1);
}
