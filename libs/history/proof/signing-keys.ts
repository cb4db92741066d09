import { createPrivateKey, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { VAULT, type Vault } from '#libs/event-sourcing';
import { ROSTER_SECRET } from '#libs/http';
import { type PublicKey, publicKeyOf, type SigningKey } from './heads.js';

const KIND = 'signing-key';
const DIGITS = 6;
const MOST = 1000;
const CIPHER = 'aes-256-cbc';

interface StoredKey {
  readonly publicKey: PublicKey & Record<string, string>;
  /** PKCS#8, encrypted under a key that is derived from the service's secret. */
  readonly privateKey: string;
  readonly [field: string]: string | Readonly<Record<string, string>>;
}

/**
 * The keys that heads are signed with, numbered in the vault: the newest signs, and what an older one has signed still
 * verifies. The first is made when it is needed.
 */
@Injectable()
export class SigningKeys {
  private readonly passphrase: string;
  private newest: Promise<SigningKey> | undefined;

  constructor(
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(ROSTER_SECRET) secret: string,
  ) {
    this.passphrase = Buffer.from(hkdfSync('sha256', secret, '', 'roster signing key', 32)).toString('hex');
  }

  /** The key that signs. */
  current(): Promise<SigningKey> {
    this.newest ??= this.find().catch((error: unknown) => {
      this.newest = undefined;
      throw error;
    });
    return this.newest;
  }

  /** All of them, the newest last. */
  async publicKeys(): Promise<readonly PublicKey[]> {
    await this.current();
    return (await this.stored()).map(({ publicKey }) => publicKey);
  }

  /** Undefined where we have never had such a key. */
  async publicKey(keyId: string): Promise<PublicKey | undefined> {
    const { publicKey } = await this.current();
    return publicKey.kid === keyId ? publicKey : (await this.publicKeys()).find(({ kid }) => kid === keyId);
  }

  /** From now on a new key signs. */
  async rotate(): Promise<PublicKey> {
    const { length } = await this.stored();
    this.newest = this.make(length);
    return (await this.newest).publicKey;
  }

  private async find(): Promise<SigningKey> {
    const newest = (await this.stored()).at(-1);
    return newest ? this.opened(newest) : this.make(0);
  }

  private async stored(): Promise<readonly StoredKey[]> {
    return (await this.vault.list<StoredKey>(KIND, '', { limit: MOST })).map(({ value }) => value);
  }

  /** Of two that are made at the same moment, the one that stands in the vault is taken. */
  private async make(number: number): Promise<SigningKey> {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { passphrase } = this;
    const value: StoredKey = {
      publicKey: { ...publicKeyOf(publicKey) },
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem', cipher: CIPHER, passphrase }).toString(),
    };
    const entry = { kind: KIND, key: String(number).padStart(DIGITS, '0'), value };
    return this.opened(await this.vault.putIfAbsent<StoredKey>(entry));
  }

  private opened({ publicKey, privateKey }: StoredKey): SigningKey {
    return { publicKey, privateKey: createPrivateKey({ key: privateKey, passphrase: this.passphrase }) };
  }
}
