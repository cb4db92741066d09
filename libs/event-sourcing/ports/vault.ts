import { type JsonValue } from '../event.js';

/**
 * What must be changeable and never in an event: password hashes, sessions, personal keys, kept answers, checkpoints of
 * processes. A durable map from a kind and a key to a JSON value. Keys within a kind sort as ASCII strings.
 */
export interface Vault {
  get<Value extends JsonValue>(kind: string, key: string): Promise<Value | undefined>;
  getMany<Value extends JsonValue>(kind: string, keys: readonly string[]): Promise<ReadonlyMap<string, Value>>;

  /**
   * Writes all entries, or none. Resolves once durable. `expiresAt` (ISO time): afterwards the entry may vanish.
   * @param token of the lease that they are written under
   * @throws LeaseLost one of them was claimed or written under a later token; nothing was written
   */
  put(entries: readonly VaultEntry[], token?: number): Promise<void>;

  /** What stands there; from now on a `put` of it under an earlier token is refused. @throws LeaseLost as `put` */
  claim<Value extends JsonValue>(kind: string, key: string, token: number): Promise<Value | undefined>;

  /** Writes the entry unless there is one; gives what is there afterwards. Atomic, also between processes. */
  putIfAbsent<Value extends JsonValue>(entry: VaultEntry<Value>): Promise<Value>;

  /**
   * As `put`, over secrets: once it resolves, nothing of what stood there can be read in the store's own files any more,
   * where the store has its files to itself. Slow, for it looks through them. A secret is a random text that stands
   * nowhere else, as a key; what is shorter than 16 characters is none. After a failure it is to be called again.
   */
  overwrite(entries: readonly VaultEntry[]): Promise<void>;

  /** Deletes what is there; gives how many there were. Resolves once durable. */
  delete(kind: string, keys: readonly string[]): Promise<number>;

  /** Entries whose key starts with `prefix`, in order of key, at most `limit` (1,000 unless told), after a key. */
  list<Value extends JsonValue>(
    kind: string,
    prefix: string,
    options?: { readonly limit?: number; readonly after?: string },
  ): Promise<readonly { readonly key: string; readonly value: Value }[]>;

  /** Removes what expired before `now` (ISO time); gives how many went. Reading never gives an expired entry's absence a meaning. */
  sweep(now: string): Promise<number>;

  close(): Promise<void>;
}

export interface VaultEntry<Value extends JsonValue = JsonValue> {
  readonly kind: string;
  readonly key: string;
  readonly value: Value;
  readonly expiresAt?: string;
}
