import { setTimeout as wait } from 'node:timers/promises';
import { type ClientSession, type Collection, type Filter, type UpdateOptions, WriteConcern } from 'mongodb';
import { type JsonValue, LeaseLost, type Vault, type VaultEntry } from '#libs/event-sourcing';
import { countdown, isDuplicate, isFenced, type Limit, type Mongo, MongoCalls, notAfter, upsertedUnder } from '#libs/read-store/mongodb';
import { VaultUnavailable } from '../errors.js';
import { PutGroups } from './put-groups.js';
import { endOf, idOf, keyOf, type StoredEntry, timeOf, toStored, valueOf } from './vault-entry.js';

const LIST_LIMIT = 1000;
/** So many expired entries go in one command. */
const SWEPT_AT_ONCE = 1000;
const SWEEP = { projection: { _id: 1 }, limit: SWEPT_AT_ONCE, batchSize: SWEPT_AT_ONCE } as const;
/** An entry that a majority does not have yet, or that has just gone, is asked for again after so long. */
const PAUSE_MS = 10;
/** What stands where something was claimed before it was ever written. */
const UNWRITTEN = 'null';

/**
 * The vault in MongoDB: acknowledged once a majority has it on disk, read from what a majority has. Several entries are
 * put in a transaction; where the server has none, as PutGroups says.
 */
export class MongoVault implements Vault {
  private readonly entries: Collection<StoredEntry>;
  private readonly calls: MongoCalls;
  private readonly groups: PutGroups;
  private indexed = false;

  /** @param leftBehindMs after so long others finish a put of several entries, on a server without transactions */
  constructor(
    private readonly mongo: Mongo,
    { leftBehindMs }: { readonly leftBehindMs?: number } = {},
  ) {
    this.entries = mongo.database.collection('vault');
    this.groups = new PutGroups(mongo.database, this.entries, leftBehindMs);
    this.calls = new MongoCalls(mongo, (asked, cause) => new VaultUnavailable(asked, cause));
  }

  /** @throws VaultUnavailable, as every method does */
  async get<Value extends JsonValue>(kind: string, key: string): Promise<Value | undefined> {
    return (await this.getMany<Value>(kind, [key])).get(key);
  }

  async getMany<Value extends JsonValue>(kind: string, keys: readonly string[]): Promise<ReadonlyMap<string, Value>> {
    const asked = [...new Set(keys)];
    const ids = asked.map((key) => idOf(kind, key));
    const [only] = ids;
    if (only === undefined) return new Map();
    const filter = ids.length === 1 ? { _id: only } : { _id: { $in: ids } };
    const wanted = new Set(ids);
    const found = await this.calls.read((limit) =>
      this.asOfOneMoment((options) => this.entries.find(filter, options).toArray(), (id) => wanted.has(id), limit),
    );
    const values = new Map(found.map((entry) => [keyOf(kind, entry), valueOf<Value>(entry)]));
    return new Map(asked.flatMap((key) => (values.has(key) ? [[key, values.get(key) as Value]] : [])));
  }

  async put(entries: readonly VaultEntry[], token?: number): Promise<void> {
    const fenced = token === undefined ? {} : { token };
    // Of two entries with one key the later one stands.
    const stored = [...new Map(entries.map((entry) => [idOf(entry.kind, entry.key), { ...toStored(entry), ...fenced }])).values()];
    const [first, second] = stored;
    if (!first) return;
    const group = second && this.groups.put(stored);
    const written = await this.calls.write(async (limit) => {
      const left = countdown(limit);
      if (group && (await this.mongo.hasTransactions())) return this.putInTransaction(stored, token, left());
      if (!group) return this.putOne(first, limit);
      if (token !== undefined && (await this.isFenced(stored, token, left()))) return false;
      await group(left());
      return true;
    });
    if (!written) throw new LeaseLost();
  }

  async claim<Value extends JsonValue>(kind: string, key: string, token: number): Promise<Value | undefined> {
    const _id = idOf(kind, key);
    const change = { $set: { token }, $setOnInsert: { value: UNWRITTEN } };
    const claimed = await this.calls.write((limit) =>
      this.upsertOne({ _id, token }, limit, (filter, options) => this.entries.updateOne(filter, change, options)),
    );
    if (!claimed) throw new LeaseLost();
    return (await this.get<Value | null>(kind, key)) ?? undefined;
  }

  /**
   * As `put`: the server's files are not ours to look through. Its journal, its oplog, pages that its storage engine has
   * not used again and its backups may hold what stood there, for as long as their operator keeps them.
   */
  overwrite(entries: readonly VaultEntry[]): Promise<void> {
    return this.put(entries);
  }

  async putIfAbsent<Value extends JsonValue>(entry: VaultEntry<Value>): Promise<Value> {
    const stored = toStored(entry);
    const standing = await this.calls.write(async (limit) => {
      await this.undisturbed([stored._id], limit);
      try {
        await this.entries.insertOne(stored, limit);
        return stored;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const there = await this.entries.findOne({ _id: stored._id }, limit);
        if (there) return there;
        // Thrown on, to be tried again: it has just gone, or a majority does not have it yet.
        await wait(PAUSE_MS);
        throw error;
      }
    });
    return valueOf<Value>(standing);
  }

  /** Where the answer was lost it is not tried again, since the number would be wrong. */
  async delete(kind: string, keys: readonly string[]): Promise<number> {
    const ids = [...new Set(keys)].map((key) => idOf(kind, key));
    if (ids.length === 0) return 0;
    const deletions = ids.map((_id) => ({ deleteOne: { filter: { _id } } }));
    await this.calls.write((limit) => this.undisturbed(ids, limit));
    const deleted = await this.calls.write(
      (limit) => this.entries.bulkWrite(deletions, { ordered: false, ...limit }),
      { once: true },
    );
    return deleted.deletedCount;
  }

  async list<Value extends JsonValue>(
    kind: string,
    prefix: string,
    { limit: most = LIST_LIMIT, after }: { readonly limit?: number; readonly after?: string } = {},
  ): Promise<readonly { readonly key: string; readonly value: Value }[]> {
    if (most < 1) return [];
    const start = idOf(kind, prefix);
    const end = endOf(start);
    const place = after === undefined ? undefined : idOf(kind, after);
    const from = place === undefined || place < start ? { $gte: start } : { $gt: place };
    const covers = (id: string) => id >= start && id < end && (place === undefined || id > place);
    const found = await this.calls.read((limit) =>
      this.asOfOneMoment(
        (options) => {
          const page = { sort: { _id: 1 as const }, limit: most, batchSize: most, ...options };
          return this.entries.find({ _id: { ...from, $lt: end } }, page).toArray();
        },
        covers,
        limit,
      ),
    );
    const inOrder = found.toSorted((a, b) => (a._id < b._id ? -1 : 1)).slice(0, most);
    return inOrder.map((entry) => ({ key: keyOf(kind, entry), value: valueOf<Value>(entry) }));
  }

  /** No index of MongoDB's own removes what expired: it goes when it is swept. */
  async sweep(now: string): Promise<number> {
    const due = { expiresAt: { $lt: timeOf(now) } };
    await this.calls.write((limit) => this.makeIndex(limit));
    let swept = 0;
    for (;;) {
      const found = await this.calls.read((limit) =>
        this.entries.find(due, { ...SWEEP, ...limit }).toArray(),
      );
      if (found.length === 0) return swept;
      const ids = found.map(({ _id }) => _id);
      const { deletedCount } = await this.calls.write(
        (limit) => this.entries.deleteMany({ _id: { $in: ids }, ...due }, limit),
        { once: true },
      );
      swept += deletedCount;
    }
  }

  /** Waits for what is under way. The client stays open: it may be shared. */
  close(): Promise<void> {
    return this.calls.close();
  }

  private putOne(entry: StoredEntry, limit: Limit): Promise<boolean> {
    return this.upsertOne(entry, limit, (filter, options) => this.entries.replaceOne(filter, entry, options));
  }

  /** False where a later token stands there. */
  private async upsertOne(
    { _id, token }: Pick<StoredEntry, '_id' | 'token'>,
    limit: Limit,
    upsert: (filter: Filter<StoredEntry>, options: UpdateOptions) => Promise<unknown>,
  ): Promise<boolean> {
    const left = countdown(limit);
    await this.undisturbed([_id], left());
    return upsertedUnder(
      token,
      () => upsert({ _id, ...notAfter(token) }, { upsert: true, ...left() }),
      (lower) => this.isFenced([{ _id }], lower, left()),
    );
  }

  private isFenced(
    entries: readonly Pick<StoredEntry, '_id'>[],
    token: number,
    options: Limit & { readonly session?: ClientSession },
  ): Promise<boolean> {
    return isFenced(this.entries, entries.map(({ _id }) => _id), token, options);
  }

  /** False where one of them bears a later token. What is looked at is written too, so no claim comes in between. */
  private async putInTransaction(entries: readonly StoredEntry[], token: number | undefined, limit: Limit): Promise<boolean> {
    const left = countdown(limit);
    const writes = entries.map((entry) => ({
      replaceOne: { filter: { _id: entry._id }, replacement: entry, upsert: true },
    }));
    const write = async (session: ClientSession): Promise<boolean> => {
      if (token !== undefined && (await this.isFenced(entries, token, { session, ...left() }))) return false;
      await this.entries.bulkWrite(writes, { session, ...left() });
      return true;
    };
    return this.entries.db.client.withSession((session) =>
      session.withTransaction(() => write(session), {
        readConcern: { level: 'snapshot' },
        writeConcern: new WriteConcern('majority', limit.maxTimeMS, true),
      }),
    );
  }

  private async asOfOneMoment(
    find: (options: ReadOptions) => Promise<readonly StoredEntry[]>,
    covers: (id: string) => boolean,
    limit: Limit,
  ): Promise<readonly StoredEntry[]> {
    if (!(await this.mongo.hasTransactions())) return this.groups.read(find, covers, limit);
    return find({ ...limit, readConcern: { level: 'snapshot' } });
  }

  /** Waits until no put of several entries is in the middle of these. Transactions see to that by themselves. */
  private async undisturbed(ids: readonly string[], limit: Limit): Promise<void> {
    if (!(await this.mongo.hasTransactions())) await this.groups.clear(ids, limit);
  }

  private async makeIndex(limit: Limit): Promise<void> {
    if (this.indexed) return;
    await this.entries.createIndexes([{ key: { expiresAt: 1 } }], limit);
    this.indexed = true;
  }
}

interface ReadOptions extends Limit {
  readonly readConcern?: { readonly level: 'snapshot' };
}
