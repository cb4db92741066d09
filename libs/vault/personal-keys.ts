import { hkdfSync } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type PersonalData, type Vault, type VaultEntry } from '#libs/event-sourcing';
import { PersonalKeyDestroyed } from './errors.js';
import { newPersonalKey, type PersonalKey, personalKey } from './personal-key.js';
import { KEY_BYTES, open, seal } from './sealing.js';

const KIND = 'personal-key';
const CACHED = 100_000;
/** Keys that another process has destroyed open nothing here either after so long. */
const LOOK_AGAIN_MS = 5000;
/** In place of a key that was destroyed, so that no new one is ever made for the same person. */
const DESTROYED = '';

const FOR_GOOD = { ttl: 0 };

type Standing = Buffer | typeof DESTROYED;

/** New keys on their way into the vault. */
interface Batch {
  readonly keys: Map<string, PersonalKey>;
  readonly stored: Promise<ReadonlyMap<string, Standing>>;
}

export interface PersonalKeysOptions {
  /** No other process has the vault: what is known here stays right. */
  readonly alone?: boolean;
  /** In milliseconds: a key is asked for again after so long, for it may have been destroyed elsewhere. 5,000 unless told. */
  readonly lookAgainMs?: number;
}

/**
 * Seals personal fields under a key of each person. It comes from a random seed, which is kept in the vault, together
 * with the service's secret: both are needed, and with the seed the key is destroyed. What is sealed is bound to the
 * person it is about.
 */
export class PersonalKeys implements PersonalData {
  private readonly secret: Buffer;
  private readonly cache: LRUCache<string, Standing>;
  /** Callers of the same moment share a write and, for one person, a key. */
  private making: Batch | undefined;

  constructor(
    private readonly vault: Vault,
    secret: string,
    { lookAgainMs = LOOK_AGAIN_MS, alone = false }: PersonalKeysOptions = {},
  ) {
    this.cache = new LRUCache({ max: CACHED, ttl: alone ? 0 : lookAgainMs, ttlResolution: 0 });
    this.secret = Buffer.from(hkdfSync('sha256', secret, '', 'roster personal key', KEY_BYTES));
  }

  /** @throws PersonalKeyDestroyed where one of them is; no key is made then @throws PersonalDataUnreadable */
  async sealer(of: readonly string[]): Promise<(of: string, fields: object) => string> {
    const keys = await this.standing(of);
    if ([...keys.values()].includes(DESTROYED)) throw new PersonalKeyDestroyed();
    const missing = of.filter((person) => !keys.has(person));
    await Promise.all(missing.map(async (person) => keys.set(person, await this.make(person))));
    return (person, fields) => {
      const key = keys.get(person);
      if (!key) throw new TypeError('A sealer seals for the persons that it was asked for.');
      return seal(key, person, JSON.stringify(fields));
    };
  }

  /** What it gives throws PersonalDataUnreadable, as this does. A key that never was counts as destroyed. */
  async opener(of: readonly string[]): Promise<(of: string, sealed: string) => object | null> {
    const asked = new Set(of);
    const keys = await this.standing(of);
    return (person, sealed) => {
      // Null would say of somebody that they were forgotten.
      if (!asked.has(person)) throw new TypeError('An opener opens for the persons that it was asked for.');
      const key = keys.get(person);
      return key ? (JSON.parse(open(key, person, sealed)) as object) : null;
    };
  }

  async destroy(of: readonly string[]): Promise<void> {
    await this.vault.overwrite(of.map((key) => ({ kind: KIND, key, value: DESTROYED })));
    for (const person of of) this.cache.set(person, DESTROYED, FOR_GOOD);
  }

  private async standing(of: readonly string[]): Promise<Map<string, Standing>> {
    const found = new Map<string, Standing>();
    const unknown: string[] = [];
    for (const person of of) {
      const key = this.cache.get(person);
      if (key === undefined) unknown.push(person);
      else found.set(person, key);
    }
    if (unknown.length === 0) return found;
    const kept = await this.vault.getMany<string>(KIND, unknown);
    for (const [person, its] of kept) found.set(person, this.remember(person, its));
    return found;
  }

  private remember(person: string, kept: string): Standing {
    return this.keep(person, kept === DESTROYED ? DESTROYED : personalKey(this.secret, person, kept));
  }

  private keep(person: string, key: Standing): Standing {
    // It may have been destroyed since the vault was read.
    if (this.cache.get(person) === DESTROYED) return DESTROYED;
    this.cache.set(person, key, key === DESTROYED ? FOR_GOOD : {});
    return key;
  }

  /** A new key, durable once this resolves. Two that are asked for at the same moment are one. */
  private async make(person: string): Promise<Buffer> {
    this.making ??= this.nextBatch();
    const { keys, stored } = this.making;
    if (!keys.has(person)) keys.set(person, newPersonalKey(this.secret, person));
    const made = (await stored).get(person);
    if (!made) throw new PersonalKeyDestroyed();
    return made;
  }

  private nextBatch(): Batch {
    const keys = new Map<string, PersonalKey>();
    const stored = Promise.resolve().then(() => {
      this.making = undefined;
      return this.store(keys);
    });
    return { keys, stored };
  }

  /** Of two that were made for one person, the one that stands in the vault is taken. */
  private async store(keys: ReadonlyMap<string, PersonalKey>): Promise<ReadonlyMap<string, Standing>> {
    const stored = [...keys].map(async ([person, { key, kept }]): Promise<[string, Standing]> => {
      const entry: VaultEntry<string> = { kind: KIND, key: person, value: kept };
      const standing = await this.vault.putIfAbsent(entry);
      return [person, standing === kept ? this.keep(person, key) : this.remember(person, standing)];
    });
    return new Map(await Promise.all(stored));
  }
}
