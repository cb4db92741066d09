import { type JsonValue, type Vault, type VaultEntry } from '#libs/event-sourcing';

/** As much of a vault as answers need, and a look inside. */
export class MemoryVault implements Vault {
  readonly entries = new Map<string, JsonValue>();

  get<Value extends JsonValue>(kind: string, key: string): Promise<Value | undefined> {
    return Promise.resolve(this.entries.get(`${kind}/${key}`) as Value | undefined);
  }

  async getMany<Value extends JsonValue>(kind: string, keys: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    const found = new Map<string, Value>();
    for (const key of keys) {
      const value = await this.get<Value>(kind, key);
      if (value !== undefined) found.set(key, value);
    }
    return found;
  }

  put(entries: readonly VaultEntry[]): Promise<void> {
    for (const { kind, key, value } of entries) this.entries.set(`${kind}/${key}`, value);
    return Promise.resolve();
  }

  claim<Value extends JsonValue>(kind: string, key: string): Promise<Value | undefined> {
    return this.get<Value>(kind, key);
  }

  async putIfAbsent<Value extends JsonValue>(entry: VaultEntry<Value>): Promise<Value> {
    const there = this.entries.get(`${entry.kind}/${entry.key}`) as Value | undefined;
    if (there === undefined) await this.put([entry]);
    return there ?? entry.value;
  }

  overwrite(entries: readonly VaultEntry[]): Promise<void> {
    return this.put(entries);
  }

  delete(kind: string, keys: readonly string[]): Promise<number> {
    return Promise.resolve(keys.filter((key) => this.entries.delete(`${kind}/${key}`)).length);
  }

  list(): Promise<never[]> {
    return Promise.resolve([]);
  }

  sweep(): Promise<number> {
    return Promise.resolve(0);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
