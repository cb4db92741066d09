import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Injection token of the service's secret, `ROSTER_SECRET`: a string. Every key here is derived from it. */
export const ROSTER_SECRET = Symbol('ROSTER_SECRET');

const LAST_BLOCK = Buffer.of(1);

/** A key for one purpose, derived from the secret by HKDF-SHA256. */
export function keyFor(purpose: string, secret: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'roster/http', purpose, 32)));
}

/**
 * 32 bytes that depend on the key and on every part: one block of HKDF-Expand (RFC 5869) with the parts as its info. It
 * serves as a digest that nobody without the key can make or guess at, and as a key in its turn.
 */
export function expand(key: KeyObject | Buffer, ...parts: readonly string[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(`${part.length}:`).update(part);
  return mac.update(LAST_BLOCK).digest();
}
