import { type CipherKey, createCipheriv, createDecipheriv } from 'node:crypto';
import { type JsonValue } from '#libs/event-sourcing';
import { randomFew } from './random.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** A value sealed with AES-256-GCM, as base64url. @param context is not in it, but it opens with the same one only */
export function sealJson(key: CipherKey, value: object, context = ''): string {
  const nonce = randomFew(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(context));
  const sealed = cipher.update(JSON.stringify(value), 'utf8');
  const rest = cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed, rest]).toString('base64url');
}

/** The value again; undefined where it was sealed with another key or context, or not by us. */
export function openJson(key: CipherKey, text: string, context = ''): JsonValue | undefined {
  const bytes = Buffer.from(text, 'base64url');
  try {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
    return JSON.parse(opened.toString('utf8')) as JsonValue;
  } catch {
    return undefined;
  }
}
