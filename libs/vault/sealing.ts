import { createCipheriv, createDecipheriv } from 'node:crypto';
import { PersonalDataUnreadable } from './errors.js';
import { randomBytes } from './random.js';

export const KEY_BYTES = 32;

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + NONCE + TAG;

/** AES-256-GCM, bound to the person: base64url of version, nonce, tag and ciphertext. */
export function seal(key: Buffer, person: string, content: Buffer): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG }).setAAD(boundTo(person));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]).toString('base64url');
}

/** @throws PersonalDataUnreadable */
export function open(key: Buffer, person: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  // Node skips characters that are no base64url and bits that mean nothing.
  const whole = bytes.length >= HEAD && bytes[0] === VERSION && bytes.toString('base64url') === sealed;
  if (!whole) throw new PersonalDataUnreadable();
  try {
    const nonce = bytes.subarray(1, 1 + NONCE);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG });
    decipher.setAAD(boundTo(person)).setAuthTag(bytes.subarray(1 + NONCE, HEAD));
    return Buffer.concat([decipher.update(bytes.subarray(HEAD)), decipher.final()]);
  } catch (error) {
    throw new PersonalDataUnreadable(error);
  }
}

function boundTo(person: string): Buffer {
  return Buffer.concat([Buffer.of(VERSION), Buffer.from(person)]);
}
