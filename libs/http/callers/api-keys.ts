import { hash, timingSafeEqual } from 'node:crypto';
import { type Callers, type Scope, SCOPES } from './caller.js';

export interface ApiKey {
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly sha256: Buffer;
}

/** `ROSTER_API_KEYS` is not as it should be. The message names the entry by number and never shows what is in it. */
export class BadApiKeys extends Error {
  constructor(entry: number, what: string) {
    super(`ROSTER_API_KEYS, entry ${entry}: ${what}. The form is name:scope+scope:hex-sha256-of-key, comma-separated.`);
    this.name = 'BadApiKeys';
  }
}

/** @throws BadApiKeys */
export function parseApiKeys(text: string): readonly ApiKey[] {
  const entries = text.split(',').map((entry) => entry.trim());
  if (entries.length === 1 && entries[0] === '') return [];
  const keys = entries.map((entry, index) => parseApiKey(entry, index + 1));
  keys.forEach(({ name }, index) => {
    const first = keys.findIndex((key) => key.name === name);
    if (first < index) throw new BadApiKeys(index + 1, 'its name stands there twice');
  });
  return keys;
}

/**
 * Finds the service of a key. Hashes are compared in constant time, and all of them each time: how long it takes tells
 * nothing about any key.
 */
export function serviceByKey(keys: readonly ApiKey[]): Callers['service'] {
  return (presented) => {
    const sha256 = hash('sha256', presented, 'buffer');
    let found: ApiKey | null = null;
    for (const key of keys) if (timingSafeEqual(key.sha256, sha256)) found = key;
    return found;
  };
}

function parseApiKey(entry: string, number: number): ApiKey {
  const [name = '', scopes = '', sha256 = '', ...more] = entry.split(':');
  if (more.length > 0) throw new BadApiKeys(number, 'it has more than three parts');
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name)) {
    throw new BadApiKeys(number, 'its name is empty or has other characters than A-Z a-z 0-9 . _ -');
  }
  if (!/^[0-9a-fA-F]{64}$/.test(sha256)) throw new BadApiKeys(number, 'its hash is not 64 hexadecimal digits');
  const parsed = scopes.split('+').map((scope) => parseScope(scope, number));
  return { name, scopes: new Set(parsed), sha256: Buffer.from(sha256, 'hex') };
}

function parseScope(text: string, number: number): Scope {
  const scope = SCOPES.find((known) => known === text);
  if (!scope) throw new BadApiKeys(number, `a scope is not one of ${SCOPES.join(', ')}`);
  return scope;
}
