import { Inject, Injectable } from '@nestjs/common';
import { type JsonObject, VAULT, type Vault, type VaultEntry } from '#libs/event-sourcing';
import { HASH_BYTES } from './chain.js';
import { type SignedHead } from './heads.js';

/** How many events one entry of the vault holds the hashes of. */
export const EVENTS_PER_PAGE = 64;

const KIND = 'history-chain';
const DIGITS = 9;
const PAGES_READ = 16;

/** Hashes of consecutive events of one stream, one after the other, and the head that was signed over the last one. */
export interface ChainPage {
  readonly number: number;
  readonly hashes: Buffer;
  readonly head: SignedHead;
}

interface StoredPage extends JsonObject {
  /** base64 */
  readonly hashes: string;
  readonly head: SignedHead & JsonObject;
}

/**
 * The hash of every event as it was when the event arrived, apart from the log: what a changed log is told by (H-4).
 */
@Injectable()
export class KeptChain {
  constructor(@Inject(VAULT) private readonly vault: Vault) {}

  static pageOf(revision: number): number {
    return Math.floor(revision / EVENTS_PER_PAGE);
  }

  entry(stream: string, { number, hashes, head }: ChainPage): VaultEntry {
    const value: StoredPage = { hashes: hashes.toString('base64'), head: { ...head } };
    return { kind: KIND, key: keyOf(stream, number), value };
  }

  async page(stream: string, number: number): Promise<ChainPage | undefined> {
    const stored = await this.vault.get<StoredPage>(KIND, keyOf(stream, number));
    return stored && { number, hashes: Buffer.from(stored.hashes, 'base64'), head: stored.head };
  }

  /** Up to 16 pages from one on, as far as they are there. */
  async pages(stream: string, from: number): Promise<readonly ChainPage[]> {
    const options = { limit: PAGES_READ, ...(from > 0 ? { after: keyOf(stream, from - 1) } : {}) };
    const found = await this.vault.list<StoredPage>(KIND, `${stream}/`, options);
    return found.map(({ key, value }) => ({
      number: Number(key.slice(-DIGITS)),
      hashes: Buffer.from(value.hashes, 'base64'),
      head: value.head,
    }));
  }

  /** Hashes of events in hex, by revision, as far as they were kept. */
  async hashes(stream: string, revisions: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const numbers = [...new Set(revisions.map((revision) => KeptChain.pageOf(revision)))];
    const keys = numbers.map((number) => keyOf(stream, number));
    const stored = await this.vault.getMany<StoredPage>(KIND, keys);
    const pages = new Map(keys.map((key, index) => [numbers[index], stored.get(key)?.hashes ?? ''] as const));
    const found = new Map<number, string>();
    const bytes = new Map([...pages].map(([number, hashes]) => [number, Buffer.from(hashes, 'base64')] as const));
    for (const revision of revisions) {
      const hash = hashAt(bytes.get(KeptChain.pageOf(revision)) ?? NONE, revision % EVENTS_PER_PAGE);
      if (hash) found.set(revision, hash.toString('hex'));
    }
    return found;
  }
}

const NONE = Buffer.alloc(0);
const HOLE = Buffer.alloc(HASH_BYTES);

/** The hash at a place of a page; undefined where it was not kept. */
export function hashAt(hashes: Buffer, place: number): Buffer | undefined {
  const hash = hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
  return hash.length < HASH_BYTES || hash.equals(HOLE) ? undefined : hash;
}

function keyOf(stream: string, page: number): string {
  return `${stream}/${String(page).padStart(DIGITS, '0')}`;
}
