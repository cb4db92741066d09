import { Inject, Injectable } from '@nestjs/common';
import { type Vault, VAULT } from '#libs/event-sourcing';
import { Passwords } from '#libs/vault';
import { InvalidField } from './domain/errors.js';

/** Under which the hash of a password is kept. */
export interface CredentialRef {
  readonly accountId: string;
  readonly credentialId: string;
}

const KIND = 'credential';
/** For comparing where there is nothing to compare with. */
const NOBODY: CredentialRef = { accountId: 'nobody', credentialId: 'nothing' };

/**
 * The hashes of passwords, in the vault and nowhere else (C-4). A hash is written before the event that names it, so
 * that no account ever names one that is not there.
 */
@Injectable()
export class Credentials {
  constructor(
    @Inject(VAULT) private readonly vault: Vault,
    private readonly passwords: Passwords,
  ) {}

  /** C-4. @param path of the field in the request @throws InvalidField */
  check(password: string, path: string): void {
    const fault = this.passwords.fault(password);
    if (fault !== undefined) throw new InvalidField(path, fault);
  }

  /** @param expiresAt afterwards the vault may drop it; never, unless told */
  async keep(ref: CredentialRef, password: string, expiresAt?: string): Promise<void> {
    const value = await this.passwords.hash(password);
    await this.vault.put([{ kind: KIND, key: keyOf(ref), value, ...(expiresAt === undefined ? {} : { expiresAt }) }]);
  }

  /** Keeps one that was to expire. */
  async keepForGood(ref: CredentialRef): Promise<void> {
    const value = await this.vault.get<string>(KIND, keyOf(ref));
    if (value !== undefined) await this.vault.put([{ kind: KIND, key: keyOf(ref), value }]);
  }

  /** Exactly one comparison, whether there is anything to compare with or not (C-3). */
  async matches(ref: CredentialRef | null, password: string): Promise<boolean> {
    const hash = await this.vault.get<string>(KIND, keyOf(ref ?? NOBODY));
    if (ref && hash !== undefined) return this.passwords.verify(hash, password);
    await this.passwords.verifyNothing(password);
    return false;
  }

  /** Every hash of an account. */
  async forgetAll(accountId: string): Promise<void> {
    for (;;) {
      const entries = await this.vault.list(KIND, `${accountId}/`);
      if (entries.length === 0) return;
      await this.vault.delete(KIND, entries.map(({ key }) => key));
    }
  }

  async forget(accountId: string, credentialId: string): Promise<void> {
    await this.vault.delete(KIND, [keyOf({ accountId, credentialId })]);
  }
}

function keyOf({ accountId, credentialId }: CredentialRef): string {
  return `${accountId}/${credentialId}`;
}
