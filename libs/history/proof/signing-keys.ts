import { createPrivateKey, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { VAULT, type Vault } from '#libs/event-sourcing';
import { ROSTER_SECRET } from '#libs/http';
import { type PublicKey, publicKeyOf, type SigningKey } from './heads.js';

const KIND = 'signing-key';
const DIGITS = 6;
const PAGE = 1000;
/** What another server has rotated signs here so many milliseconds later at most. */
const LOOK_AGAIN_MS = 10_000;
const CIPHER = 'aes-256-cbc';

interface StoredKey {
  readonly publicKey: PublicKey & Record<string, string>;
  /** PKCS#8, encrypted under a key that is derived from the service's secret. */
  readonly privateKey: string;
  /** Id of the command that asked for it; the first key has none. */
  readonly command?: string;
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
  private lookAgainAt = 0;

  constructor(
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(ROSTER_SECRET) secret: string,
  ) {
    this.passphrase = Buffer.from(hkdfSync('sha256', secret, '', 'roster signing key', 32)).toString('hex');
  }

  /** The key that signs. */
  current(): Promise<SigningKey> {
    if (this.newest && performance.now() < this.lookAgainAt) return this.newest;
    return this.hold(this.find(this.newest));
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

  /** From now on a new key signs. @param command its id: repeated, it gives the key that it made the first time */
  async rotate(command: string): Promise<PublicKey> {
    const stored = await this.stored();
    const made = stored.find((key) => key.command === command);
    return made ? made.publicKey : (await this.hold(this.make(stored.length, command))).publicKey;
  }

  private hold(key: Promise<SigningKey>): Promise<SigningKey> {
    this.lookAgainAt = performance.now() + LOOK_AGAIN_MS;
    const held = (this.newest = key.catch((error: unknown) => {
      if (this.newest === held) this.newest = undefined;
      throw error;
    }));
    return held;
  }

  private async find(known: Promise<SigningKey> | undefined): Promise<SigningKey> {
    const newest = (await this.stored()).at(-1);
    const held = await known;
    if (!newest) return this.make(0);
    return held && held.publicKey.kid === newest.publicKey.kid ? held : this.opened(newest);
  }

  private async stored(): Promise<readonly StoredKey[]> {
    const found: StoredKey[] = [];
    for (let after: string | undefined; ; ) {
      const page = await this.vault.list<StoredKey>(KIND, '', { limit: PAGE, ...(after !== undefined && { after }) });
      found.push(...page.map(({ value }) => value));
      after = page.at(-1)?.key;
      if (page.length < PAGE) return found;
    }
  }

  /** Of two that are made at the same moment, the one that stands in the vault is taken. */
  private async make(number: number, command?: string): Promise<SigningKey> {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { passphrase } = this;
    const value: StoredKey = {
      publicKey: { ...publicKeyOf(publicKey) },
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem', cipher: CIPHER, passphrase }).toString(),
      ...(command !== undefined && { command }),
    };
    const entry = { kind: KIND, key: String(number).padStart(DIGITS, '0'), value };
    return this.opened(await this.vault.putIfAbsent<StoredKey>(entry));
  }

  private opened({ publicKey, privateKey }: StoredKey): SigningKey {
    return { publicKey, privateKey: createPrivateKey({ key: privateKey, passphrase: this.passphrase }) };
  }
}
