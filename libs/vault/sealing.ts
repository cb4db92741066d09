import { createCipheriv, createDecipheriv } from 'node:crypto';
import { PersonalDataUnreadable } from './errors.js';
import { randomBytes } from './random.js';

export const KEY_BYTES = 32;

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + NONCE + TAG;
const HEADER = Buffer.of(VERSION);
const WHOLE_TAG = { authTagLength: TAG };

/** AES-256-GCM, bound to the person: base64url of version, nonce, tag and ciphertext. */
export function seal(key: Buffer, person: string, content: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce, WHOLE_TAG).setAAD(boundTo(person));
  const ciphertext = cipher.update(content, 'utf8');
  // A stream cipher: nothing is left for the end.
  cipher.final();
  return Buffer.concat([HEADER, nonce, cipher.getAuthTag(), ciphertext]).toString('base64url');
}

/** @throws PersonalDataUnreadable */
export function open(key: Buffer, person: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  // Node skips characters that are no base64url and bits that mean nothing.
  const whole = bytes.length >= HEAD && bytes[0] === VERSION && bytes.toString('base64url') === sealed;
  if (!whole) throw new PersonalDataUnreadable();
  try {
    const nonce = bytes.subarray(1, 1 + NONCE);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, WHOLE_TAG);
    decipher.setAAD(boundTo(person)).setAuthTag(bytes.subarray(1 + NONCE, HEAD));
    const content = decipher.update(bytes.subarray(HEAD));
    // Throws where the tag does not fit; nothing of the content has left this function then.
    decipher.final();
    return content.toString('utf8');
  } catch (error) {
    throw new PersonalDataUnreadable(error);
  }
}

function boundTo(person: string): Buffer {
  return Buffer.from(String.fromCharCode(VERSION) + person);
}
