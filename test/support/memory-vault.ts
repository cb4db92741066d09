import { type JsonValue, LeaseLost, type Vault, type VaultEntry } from '#libs/event-sourcing';

const LIST_LIMIT = 1000;

/** A vault in memory. */
export class MemoryVault implements Vault {
  /** Every durable write, in order. */
  readonly puts: (readonly VaultEntry[])[] = [];
  /** Called before each write: what it throws is what the write fails with. */
  beforePut: (entries: readonly VaultEntry[]) => void | Promise<void> = () => undefined;
  private readonly tokens = new Map<string, number>();
  private readonly entries = new Map<string, Map<string, VaultEntry>>();

  get<Value extends JsonValue>(kind: string, key: string): Promise<Value | undefined> {
    return Promise.resolve(this.kind(kind).get(key)?.value as Value | undefined);
  }

  getMany<Value extends JsonValue>(kind: string, keys: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    const found = new Map<string, Value>();
    for (const key of keys) {
      const entry = this.kind(kind).get(key);
      if (entry) found.set(key, entry.value as Value);
    }
    return Promise.resolve(found);
  }

  async put(entries: readonly VaultEntry[], token?: number): Promise<void> {
    await this.beforePut(entries);
    if (token !== undefined) for (const { kind, key } of entries) this.fence(kind, key, token);
    this.puts.push(entries);
    for (const entry of entries) this.kind(entry.kind).set(entry.key, structuredClone(entry));
  }

  async claim<Value extends JsonValue>(kind: string, key: string, token: number): Promise<Value | undefined> {
    this.fence(kind, key, token);
    return this.get<Value>(kind, key);
  }

  putIfAbsent<Value extends JsonValue>(entry: VaultEntry<Value>): Promise<Value> {
    const kind = this.kind(entry.kind);
    const there = kind.get(entry.key) ?? structuredClone(entry);
    kind.set(entry.key, there);
    return Promise.resolve(there.value as Value);
  }

  /** Nothing of what stood there stays in memory that can be looked into. */
  overwrite(entries: readonly VaultEntry[]): Promise<void> {
    return this.put(entries);
  }

  delete(kind: string, keys: readonly string[]): Promise<number> {
    return Promise.resolve(keys.filter((key) => this.kind(kind).delete(key)).length);
  }

  list<Value extends JsonValue>(
    kind: string,
    prefix: string,
    { limit = LIST_LIMIT, after = '' }: { readonly limit?: number; readonly after?: string } = {},
  ): Promise<readonly { readonly key: string; readonly value: Value }[]> {
    const keys = [...this.kind(kind).keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const found = keys.slice(0, limit).map((key) => ({ key, value: this.kind(kind).get(key)?.value as Value }));
    return Promise.resolve(found);
  }

  sweep(now: string): Promise<number> {
    let gone = 0;
    for (const entries of this.entries.values()) {
      for (const [key, { expiresAt }] of entries) {
        if (expiresAt !== undefined && expiresAt < now && entries.delete(key)) gone++;
      }
    }
    return Promise.resolve(gone);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private fence(kind: string, key: string, token: number): void {
    const place = `${kind}:${key}`;
    if ((this.tokens.get(place) ?? token) > token) throw new LeaseLost();
    this.tokens.set(place, token);
  }

  private kind(kind: string): Map<string, VaultEntry> {
    const entries = this.entries.get(kind) ?? new Map<string, VaultEntry>();
    this.entries.set(kind, entries);
    return entries;
  }
}
