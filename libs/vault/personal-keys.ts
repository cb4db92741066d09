import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type PersonalData, type Vault, type VaultEntry } from '#libs/event-sourcing';
import { PersonalKeyDestroyed } from './errors.js';

const KIND = 'personal-key';
const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;
const CACHED = 100_000;
/** In place of a key that was destroyed, so that no new one is ever made for the same person. */
const DESTROYED = '';

/**
 * Seals personal fields with AES-256-GCM under a random key of each person. The keys are kept in the vault, wrapped under
 * a key that is derived from the service's secret. What is sealed is bound to the person it is about.
 */
export class PersonalKeys implements PersonalData {
  private readonly wrapping: Buffer;
  private readonly cache = new LRUCache<string, Buffer>({ max: CACHED });
  /** New keys on their way into the vault: callers of the same moment share a write and, for one person, a key. */
  private making: { keys: Map<string, Buffer>; done: Promise<void> } | undefined;

  constructor(
    private readonly vault: Vault,
    secret: string,
  ) {
    this.wrapping = Buffer.from(hkdfSync('sha256', secret, '', 'roster personal key', KEY));
  }

  async sealer(of: readonly string[]): Promise<(of: string, fields: object) => string> {
    const keys = await this.keys(of);
    const missing = of.filter((person) => !keys.has(person));
    await Promise.all(missing.map(async (person) => keys.set(person, await this.make(person))));
    return (person, fields) => {
      const key = keys.get(person);
      if (!key) throw new PersonalKeyDestroyed();
      return seal(key, person, Buffer.from(JSON.stringify(fields)));
    };
  }

  async opener(of: readonly string[]): Promise<(of: string, sealed: string) => object | null> {
    const keys = await this.keys(of).catch((error: unknown) => {
      if (error instanceof PersonalKeyDestroyed) return this.keysLeft(of);
      throw error;
    });
    return (person, sealed) => {
      const key = keys.get(person);
      return key ? (JSON.parse(open(key, person, sealed).toString('utf8')) as object) : null;
    };
  }

  async destroy(of: readonly string[]): Promise<void> {
    await this.vault.put(of.map((key) => ({ kind: KIND, key, value: DESTROYED })));
    for (const person of of) this.cache.delete(person);
  }

  /** The keys that there are. @throws PersonalKeyDestroyed */
  private async keys(of: readonly string[]): Promise<Map<string, Buffer>> {
    const keys = await this.keysLeft(of);
    const unknown = of.filter((person) => !keys.has(person));
    if (unknown.length === 0) return keys;
    const kept = await this.vault.getMany<string>(KIND, unknown);
    if ([...kept.values()].includes(DESTROYED)) throw new PersonalKeyDestroyed();
    return keys;
  }

  private async keysLeft(of: readonly string[]): Promise<Map<string, Buffer>> {
    const keys = new Map<string, Buffer>();
    const unknown: string[] = [];
    for (const person of of) {
      const key = this.cache.get(person);
      if (key) keys.set(person, key);
      else unknown.push(person);
    }
    if (unknown.length === 0) return keys;
    for (const [person, wrapped] of await this.vault.getMany<string>(KIND, unknown)) {
      if (wrapped === DESTROYED) continue;
      const key = open(this.wrapping, person, wrapped);
      this.cache.set(person, key);
      keys.set(person, key);
    }
    return keys;
  }

  /** A new key, durable once this resolves. Two that are asked for at the same moment are one. */
  private async make(person: string): Promise<Buffer> {
    this.making ??= this.nextBatch();
    const { keys, done } = this.making;
    const key = keys.get(person) ?? randomBytes(KEY);
    keys.set(person, key);
    await done;
    const made = this.cache.get(person);
    if (!made) throw new PersonalKeyDestroyed();
    return made;
  }

  private nextBatch(): { keys: Map<string, Buffer>; done: Promise<void> } {
    const keys = new Map<string, Buffer>();
    const done = Promise.resolve().then(async () => {
      this.making = undefined;
      const entries = [...keys].map(([key, bytes]): VaultEntry<string> => {
        return { kind: KIND, key, value: seal(this.wrapping, key, bytes) };
      });
      // Another process may have made one meanwhile: the one that stands is taken.
      const standing = await Promise.all(entries.map((entry) => this.vault.putIfAbsent(entry)));
      for (const [index, { key }] of entries.entries()) {
        const wrapped = standing[index] ?? DESTROYED;
        if (wrapped !== DESTROYED) this.cache.set(key, open(this.wrapping, key, wrapped));
      }
    });
    return { keys, done };
  }
}

/** base64url of version, nonce, tag and ciphertext. */
function seal(key: Buffer, person: string, content: Buffer): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additional(person));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]).toString('base64url');
}

function open(key: Buffer, person: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  const nonce = bytes.subarray(1, 1 + NONCE);
  const tag = bytes.subarray(1 + NONCE, 1 + NONCE + TAG);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(additional(person)).setAuthTag(tag);
  return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]);
}

function additional(person: string): Buffer {
  return Buffer.concat([Buffer.of(VERSION), Buffer.from(person)]);
}
