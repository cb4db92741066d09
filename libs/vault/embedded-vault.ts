import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, open, type PutOptions, type RootDatabase } from 'lmdb';
import { type JsonValue, type Vault, type VaultEntry } from '#libs/event-sourcing';
import { Erasure } from './erasure.js';
import { ErasureJournal } from './erasure-journal.js';
import { VaultUnavailable, VaultUnusable } from './errors.js';
import { preflight } from './lmdb-preflight.js';
import { type Instruction, WriteQueue } from './write-queue.js';

const LIST_LIMIT = 1000;
/** So many expired entries go in one transaction. */
const SWEPT_AT_ONCE = 1000;
/** LMDB takes keys of 1,978 bytes in its own encoding. */
const MOST_KEY_BYTES = 512;

type EntryKey = [kind: string, key: string];
/** Times in milliseconds since 1970. */
type ExpiryKey = [expiresAt: number, ...key: EntryKey];

/** An entry as it stands on disk: JSON, so that every value comes back as it was given. */
interface Kept {
  readonly value: JsonValue;
  readonly expiresAt?: number;
}

/** What lmdb's types leave out. */
interface Puttable {
  /** Gives false where there was one already. */
  put(key: EntryKey, content: string, options: PutOptions): Promise<boolean>;
}

const UNLESS_THERE: PutOptions = { noOverwrite: true };

/** An entry ready to be written. */
interface Prepared {
  readonly key: EntryKey;
  readonly content: string;
  readonly expiresAt: number | undefined;
}

/**
 * Opens the vault in a directory, and makes it where it is missing. One process at a time.
 * @throws VaultUnusable
 */
export async function openEmbeddedVault({ directory }: { readonly directory: string }): Promise<Vault> {
  let environment: RootDatabase | undefined;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await preflight(directory);
    environment = open(directory, {
      // A dot in the directory's name would make lmdb take it for a file.
      noSubdir: false,
      // A transaction resolves after fdatasync.
      overlappingSync: false,
      // Else lmdb holds one promise more of each transaction, out of reach: when a commit fails, nobody could catch it.
      eventTurnBatching: false,
    });
    return new EmbeddedVault(environment, directory);
  } catch (error) {
    await environment?.close();
    throw new VaultUnusable(error);
  }
}

/** The vault on a local disk, in LMDB: `entries`, and `expiry` with the keys of those that expire, earliest first. */
class EmbeddedVault implements Vault {
  private readonly entries: Database<string, EntryKey>;
  private readonly expiry: Database<string, ExpiryKey>;
  private readonly queue: WriteQueue;
  private readonly erasure: Erasure;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly environment: RootDatabase,
    directory: string,
  ) {
    this.entries = environment.openDB({ name: 'entries', encoding: 'string' });
    this.expiry = environment.openDB({ name: 'expiry', encoding: 'string' });
    this.queue = new WriteQueue(environment);
    this.erasure = new Erasure({
      environment,
      entries: this.entries,
      others: [this.expiry],
      file: join(directory, 'data.mdb'),
      journal: new ErasureJournal(join(directory, 'erasing')),
      read: (look) => this.reading(look),
      write: (change) => this.writing(change),
    });
  }

  get<Value extends JsonValue>(kind: string, key: string): Promise<Value | undefined> {
    return this.reading(() => this.kept([kind, key])?.value as Value | undefined);
  }

  getMany<Value extends JsonValue>(kind: string, keys: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    return this.reading(() => {
      const found = new Map<string, Value>();
      for (const key of keys) {
        const kept = this.kept([kind, key]);
        if (kept) found.set(key, kept.value as Value);
      }
      return found;
    });
  }

  /** One process has the folder, so no other lease can come before its own: tokens are not looked at. */
  async put(entries: readonly VaultEntry[]): Promise<void> {
    const prepared = entries.map(prepare);
    if (prepared.length === 0) return;
    await this.writing(() => {
      for (const entry of prepared) this.set(entry);
    });
  }

  claim<Value extends JsonValue>(kind: string, key: string): Promise<Value | undefined> {
    return this.get<Value>(kind, key);
  }

  async putIfAbsent<Value extends JsonValue>(entry: VaultEntry<Value>): Promise<Value> {
    const prepared = prepare(entry);
    const { key, content, expiresAt } = prepared;
    const present = (): Value => this.kept(key)?.value as Value;
    const change = (): Value => {
      if (this.entries.get(key) === undefined) this.add(prepared);
      return present();
    };
    if (expiresAt !== undefined) return this.writing(change);
    return this.writing(change, {
      instruct: () => (this.entries as unknown as Puttable).put(key, content, UNLESS_THERE),
      answer: (written) => (written ? entry.value : present()),
    });
  }

  async overwrite(entries: readonly VaultEntry[]): Promise<void> {
    const prepared = entries.map(prepare);
    if (prepared.length === 0) return;
    if (this.closing) throw new VaultUnavailable('written');
    const keys = prepared.map(({ key }) => key);
    const former = () => keys.flatMap((key) => secretOf(this.entries.get(key)));
    await this.erasure.carryOut({
      keys,
      former,
      overwrite: () => {
        const overwritten = former();
        for (const entry of prepared) this.set(entry);
        return overwritten;
      },
    });
  }

  async delete(kind: string, keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return 0;
    return this.writing(() => keys.filter((key) => this.remove([kind, key])).length);
  }

  list<Value extends JsonValue>(
    kind: string,
    prefix: string,
    { limit = LIST_LIMIT, after }: { readonly limit?: number; readonly after?: string } = {},
  ): Promise<readonly { readonly key: string; readonly value: Value }[]> {
    return this.reading(() => {
      const found: { readonly key: string; readonly value: Value }[] = [];
      if (limit < 1) return found;
      const resumed = after !== undefined && after >= prefix;
      const range = { start: [kind, resumed ? after : prefix] as EntryKey, exclusiveStart: resumed };
      for (const { key: [its, key], value: content } of this.entries.getRange(range)) {
        if (its !== kind || !key.startsWith(prefix)) break;
        found.push({ key, value: parse(content).value as Value });
        if (found.length >= limit) break;
      }
      return found;
    });
  }

  async sweep(now: string): Promise<number> {
    const end = [timeOf(now)] as unknown as ExpiryKey;
    let swept = 0;
    for (;;) {
      const round = await this.writing(() => {
        const due = [...this.expiry.getKeys({ end, limit: SWEPT_AT_ONCE })];
        for (const [, kind, key] of due) this.remove([kind, key]);
        return due.length;
      });
      swept += round;
      if (round < SWEPT_AT_ONCE) return swept;
    }
  }

  /** What is under way is written first. */
  close(): Promise<void> {
    this.closing ??= this.queue.idle().then(() => this.environment.close());
    return this.closing;
  }

  private kept(key: EntryKey): Kept | undefined {
    const content = this.entries.get(key);
    return content === undefined ? undefined : parse(content);
  }

  private set(entry: Prepared): void {
    this.remove(entry.key);
    this.add(entry);
  }

  /** Where there is none. */
  private add({ key, content, expiresAt }: Prepared): void {
    this.entries.putSync(key, content);
    if (expiresAt !== undefined) this.expiry.putSync([expiresAt, ...key], '');
  }

  /** False where there is none. */
  private remove(key: EntryKey): boolean {
    const kept = this.kept(key);
    if (kept?.expiresAt !== undefined) this.expiry.removeSync([kept.expiresAt, ...key]);
    return kept !== undefined && this.entries.removeSync(key);
  }

  private reading<Result>(read: () => Result): Promise<Result> {
    return new Promise((resolve) => {
      if (this.closing) throw new VaultUnavailable('read');
      try {
        resolve(read());
      } catch (error) {
        throw new VaultUnavailable('read', error);
      }
    });
  }

  private writing<Result>(change: () => Result, instruction?: Instruction<Result>): Promise<Result> {
    return this.closing ? Promise.reject(new VaultUnavailable('written')) : this.queue.add(change, instruction);
  }
}

/**
 * Done before the transaction: what cannot be written fails for its caller alone.
 * @throws TypeError a key too long or a time that is none: mistakes in the program
 */
function prepare({ kind, key, value, expiresAt }: VaultEntry): Prepared {
  if (Buffer.byteLength(kind) + Buffer.byteLength(key) > MOST_KEY_BYTES) {
    throw new TypeError(`Kind and key of a vault entry have at most ${MOST_KEY_BYTES} bytes.`);
  }
  const time = expiresAt === undefined ? undefined : timeOf(expiresAt);
  const kept: Kept = { value, ...(time === undefined ? {} : { expiresAt: time }) };
  return { key: [kind, key], content: JSON.stringify(kept), expiresAt: time };
}

function parse(content: string): Kept {
  return JSON.parse(content) as Kept;
}

/** What an entry says, without what all entries have in common. */
function secretOf(content: string | undefined): readonly string[] {
  return content === undefined ? [] : [JSON.stringify(parse(content).value)];
}

function timeOf(iso: string): number {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) throw new TypeError('A time of the vault is an ISO time.');
  return time;
}
