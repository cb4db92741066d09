import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { open, type RootDatabase } from 'lmdb';
import { type JsonValue, type Vault, type VaultEntry, writePoint } from '#libs/event-sourcing';
import { VaultUnavailable, VaultUnusable } from './errors.js';

interface Kept {
  readonly value: JsonValue;
  /** ISO time; empty for none. */
  readonly expiresAt: string;
}

type Key = [kind: string, key: string];

interface Write {
  /** Runs within the transaction; gives what the caller is answered with. */
  readonly apply: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const LIST_LIMIT = 1000;
/** Sorts after every character of a key. */
const LAST = '\uffff';

/**
 * Opens the vault in a directory, and makes it where it is missing. One process at a time.
 * @throws VaultUnusable
 */
export async function openEmbeddedVault({ directory }: { readonly directory: string }): Promise<Vault> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    // With overlappingSync off a write resolves once it is on the disk.
    return new EmbeddedVault(open({ path: directory, noSubdir: false, overlappingSync: false, encoding: 'msgpack' }));
  } catch (error) {
    throw new VaultUnusable(error);
  }
}

/** Writes that wait share one transaction; each is whole or not at all, and none is answered before it is durable. */
class EmbeddedVault implements Vault {
  private waiting: Write[] = [];
  private draining: Promise<void> | undefined;
  private broken = false;

  constructor(private readonly entries: RootDatabase<Kept, Key>) {}

  get<Value extends JsonValue>(kind: string, key: string): Promise<Value | undefined> {
    return Promise.resolve(this.entries.get([kind, key])?.value as Value | undefined);
  }

  getMany<Value extends JsonValue>(kind: string, keys: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    const found = new Map<string, Value>();
    for (const key of keys) {
      const kept = this.entries.get([kind, key]);
      if (kept) found.set(key, kept.value as Value);
    }
    return Promise.resolve(found);
  }

  async put(entries: readonly VaultEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.write(() => {
      for (const entry of entries) this.set(entry);
    });
  }

  putIfAbsent<Value extends JsonValue>(entry: VaultEntry<Value>): Promise<Value> {
    return this.write(() => {
      const kept = this.entries.get([entry.kind, entry.key]);
      if (kept) return kept.value as Value;
      this.set(entry);
      return entry.value;
    });
  }

  delete(kind: string, keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return Promise.resolve(0);
    return this.write(() => keys.filter((key) => this.remove([kind, key])).length);
  }

  list<Value extends JsonValue>(
    kind: string,
    prefix: string,
    { limit = LIST_LIMIT, after }: { readonly limit?: number; readonly after?: string } = {},
  ): Promise<readonly { readonly key: string; readonly value: Value }[]> {
    const from = after !== undefined && after >= prefix ? after : prefix;
    const range = this.entries.getRange({ start: [kind, from], end: [kind, prefix + LAST], limit: limit + 1 });
    const found = [...range].map(({ key: [, key], value: { value } }) => ({ key, value: value as Value }));
    return Promise.resolve(found.filter(({ key }) => key !== after && key.startsWith(prefix)).slice(0, limit));
  }

  sweep(now: string): Promise<number> {
    return this.write(() => {
      const expired = [...this.entries.getRange()].filter(({ value }) => value.expiresAt !== '' && value.expiresAt < now);
      return expired.filter(({ key }) => this.remove(key)).length;
    });
  }

  async close(): Promise<void> {
    await this.draining;
    await this.entries.close();
  }

  private set({ kind, key, value, expiresAt = '' }: VaultEntry): void {
    void this.entries.put([kind, key], { value, expiresAt });
  }

  private remove(key: Key): boolean {
    return this.entries.removeSync(key);
  }

  private write<Result>(apply: () => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ apply, resolve: resolve as (result: unknown) => void, reject });
      this.draining ??= this.drain();
    });
  }

  private async drain(): Promise<void> {
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        const results = await this.commit(batch);
        for (const [index, { resolve }] of batch.entries()) resolve(results[index]);
      } catch (error) {
        this.broken = true;
        for (const { reject } of batch) reject(new VaultUnavailable(error));
      }
    }
    this.draining = undefined;
  }

  private async commit(batch: readonly Write[]): Promise<readonly unknown[]> {
    if (this.broken) throw new Error('A write failed before.');
    try {
      const results = await this.entries.transaction(() => {
        const applied = batch.map(({ apply }) => apply());
        writePoint('vault.put.before-commit');
        return applied;
      });
      writePoint('vault.put.after-commit');
      return results;
    } catch (error) {
      throw await reasonOf(error);
    }
  }
}

/** lmdb rejects with an error that carries a promise of the reason, which rejects as well: left alone it ends the process. */
async function reasonOf(error: unknown): Promise<unknown> {
  const { commitError } = Object(error) as { readonly commitError?: Promise<unknown> };
  return commitError === undefined ? error : commitError.then(() => error, (cause: unknown) => cause);
}
