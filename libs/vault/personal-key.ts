import { hash } from 'node:crypto';
import { PersonalDataUnreadable } from './errors.js';
import { randomBytes } from './random.js';
import { KEY_BYTES } from './sealing.js';

const SEED_BYTES = 32;
const CHECK_BYTES = 16;
const KEPT = new RegExp(`^[0-9a-f]{${2 * (SEED_BYTES + CHECK_BYTES)}}$`);
const COUNTER = Buffer.of(0, 0, 0, 1);

/** A person's key, and what the vault keeps of it. */
export interface PersonalKey {
  readonly key: Buffer;
  /** A random seed and a check value, as hexadecimal digits. No key comes of them without the service's secret. */
  readonly kept: string;
}

/** @param secret 32 bytes that are derived from the service's secret */
export function newPersonalKey(secret: Buffer, person: string): PersonalKey {
  const seed = randomBytes(SEED_BYTES);
  const { key, check } = derived(secret, seed, person);
  return { key, kept: seed.toString('hex') + check };
}

/** @throws PersonalDataUnreadable what is kept was changed, is another person's, or was made with another secret */
export function personalKey(secret: Buffer, person: string, kept: string): Buffer {
  if (!KEPT.test(kept)) throw new PersonalDataUnreadable();
  const seed = Buffer.from(kept.slice(0, 2 * SEED_BYTES), 'hex');
  const { key, check } = derived(secret, seed, person);
  if (!kept.endsWith(check)) throw new PersonalDataUnreadable();
  return key;
}

/**
 * The one-step key derivation of NIST SP 800-56C: SHA-512 of a counter, of secret and seed (each of fixed length), and
 * of whom the key is for. Both halves are needed: who has the vault alone has no key, and with the seed gone the secret
 * gives none. To wrap a random key instead would take several times as long, and every invitation waits for one.
 */
function derived(secret: Buffer, seed: Buffer, person: string): { readonly key: Buffer; readonly check: string } {
  const output = hash('sha512', Buffer.concat([COUNTER, secret, seed, Buffer.from(person)]), 'hex');
  const key = output.slice(0, 2 * KEY_BYTES);
  return { key: Buffer.from(key, 'hex'), check: output.slice(key.length, key.length + 2 * CHECK_BYTES) };
}
