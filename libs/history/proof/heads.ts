import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** The end of a chain, as it is signed. */
export interface Head {
  readonly stream: string;
  /** Revision of the last event. */
  readonly revision: number;
  /** Of the last event, in hex. */
  readonly hash: string;
  /** ISO time of the signature. */
  readonly at: string;
}

export interface SignedHead extends Head {
  readonly keyId: string;
  /** Ed25519, base64url. */
  readonly signature: string;
}

/** A public key as RFC 8037 writes it. */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly alg: 'EdDSA';
  readonly use: 'sig';
  /** Digest of the key: nobody can make another key with the same id. */
  readonly kid: string;
  /** The key itself, base64url. */
  readonly x: string;
}

export interface SigningKey {
  readonly publicKey: PublicKey;
  readonly privateKey: KeyObject;
}

/** Stands before what is signed, so that a signature made for this can never serve for anything else. */
const PURPOSE = 'roster history head v1\n';
const KEY_ID_DIGITS = 32;

export function signHead({ stream, revision, hash, at }: Head, { publicKey, privateKey }: SigningKey): SignedHead {
  const signed = { stream, revision, hash, at, keyId: publicKey.kid };
  return { ...signed, signature: sign(null, payload(signed), privateKey).toString('base64url') };
}

/** Whether the key has signed this head, to the bit. A key whose id is not its own signs nothing. */
export function isSignedBy(head: SignedHead, key: PublicKey): boolean {
  if (head.keyId !== key.kid || keyIdOf(key.x) !== key.kid) return false;
  const signature = Buffer.from(head.signature, 'base64url');
  if (!isWhole(head.signature) || !isWhole(key.x)) return false;
  try {
    const { kty, crv, x } = key;
    return verify(null, payload(head), createPublicKey({ key: { kty, crv, x }, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}

export function publicKeyOf(key: KeyObject): PublicKey {
  const { x = '' } = key.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: keyIdOf(x), x };
}

/** Node skips characters that are no base64url and bits that mean nothing. */
function isWhole(base64url: string): boolean {
  return Buffer.from(base64url, 'base64url').toString('base64url') === base64url;
}

function keyIdOf(x: string): string {
  return createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex').slice(0, KEY_ID_DIGITS);
}

function payload({ stream, revision, hash, at, keyId }: Omit<SignedHead, 'signature'>): Buffer {
  return Buffer.from(PURPOSE + canonicalJson({ stream, revision, hash, at, keyId }));
}
