import { type Collection, type Filter as DriverFilter, type FindCursor } from 'mongodb';
import {
  type CollectionSpec,
  type DocumentChange,
  type Filter,
  type FindOptions,
  LeaseLost,
  type Position,
  type ReadDocument,
  type ReadStore,
  type SortSpec,
  type Stored,
} from '#libs/event-sourcing';
import { ReadStoreUnavailable } from './errors.js';
import { isThereAlready } from './failures.js';
import { isFenced, notAfter, upsertedUnder } from './fence.js';
import { type StoredDocument, writeGuarded } from './guarded-write.js';
import { MongoCalls } from './mongo-calls.js';
import { type Mongo } from './open-mongo.js';
import { DELETED, living, pageFilter, POSITION } from './queries.js';
import { countdown, type Limit } from './time-limit.js';

/** Building an index of what is there already may take a while. */
const INDEX_LIMIT_MS = 600_000;
/** Documents fetched at once; whatever is more comes by the cursor. */
const BATCH = 10_000;

interface Checkpoint {
  readonly _id: string;
  readonly position: Position;
  /** Of the lease that it was saved under last. */
  readonly token?: number;
}

/**
 * Read models in MongoDB, each collection under the name `read.<name>`. A document is stored with its own fields, so
 * filters, sort orders and indexes are MongoDB's own; `_position` beside them guards it.
 */
export class MongoReadStore implements ReadStore {
  readonly volatile = false;
  private readonly calls: MongoCalls;
  private readonly kept: Collection<Checkpoint>;

  constructor(private readonly mongo: Mongo) {
    this.calls = new MongoCalls(mongo, (asked, cause) => new ReadStoreUnavailable(asked, cause));
    this.kept = mongo.database.collection('checkpoints');
  }

  /** @throws ReadStoreUnavailable, as every method does */
  async ensure({ name, indexes }: CollectionSpec): Promise<void> {
    await this.calls.write((limit) => this.make(nameOf(name), indexes, limit), { limitMs: INDEX_LIMIT_MS });
  }

  async drop(collection: string): Promise<void> {
    await this.calls.write((limit) => this.collection(collection).drop(limit));
  }

  async load<Doc extends ReadDocument>(
    collection: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Stored<Doc>>> {
    const found = ids.length === 0 ? [] : await this.stored<Doc>(collection, { _id: { $in: ids } });
    const byId = new Map(found.map((stored) => [stored.document._id, stored]));
    return new Map(ids.flatMap((id) => (byId.has(id) ? [[id, byId.get(id) as Stored<Doc>]] : [])));
  }

  async loadWhere<Doc extends ReadDocument>(
    collection: string,
    field: string,
    values: readonly string[],
  ): Promise<readonly Stored<Doc>[]> {
    return values.length === 0 ? [] : this.stored<Doc>(collection, { [field]: { $in: values } });
  }

  async write(collection: string, changes: readonly DocumentChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.calls.write((limit) => writeGuarded(this.collection(collection), changes, limit));
  }

  async checkpoint(projection: string): Promise<Position | undefined> {
    const found = await this.calls.read((limit) => this.kept.findOne({ _id: projection }, limit));
    return found?.position;
  }

  async checkpoints(projections: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    const wanted = { _id: { $in: [...projections] } };
    const found = await this.calls.read((limit) => this.kept.find(wanted, limit).toArray());
    return new Map(found.map(({ _id, position }) => [_id, position]));
  }

  /**
   * `$max` is the guard: a lower position changes nothing, and none has to be read for it. A later token is one in the
   * filter: nothing matches then, and the upsert fails at the id that is there.
   */
  async saveCheckpoint(projection: string, position: Position, token?: number): Promise<void> {
    const unlessLate = { _id: projection, ...notAfter(token) };
    const change = { $max: { position }, ...(token === undefined ? {} : { $set: { token } }) };
    const saved = await this.calls.write((limit) => {
      const left = countdown(limit);
      return upsertedUnder(
        token,
        () => this.kept.updateOne(unlessLate, change, { upsert: true, ...left() }),
        (lower) => isFenced(this.kept, [projection], lower, left()),
      );
    });
    if (!saved) throw new LeaseLost();
  }

  async get<Doc extends ReadDocument>(collection: string, id: string): Promise<Doc | undefined> {
    const found = await this.calls.read((limit) => this.collection(collection).findOne({ _id: id }, limit));
    return found && !found[DELETED] ? opened<Doc>(found).document : undefined;
  }

  async find<Doc extends ReadDocument>(collection: string, options: FindOptions): Promise<readonly Doc[]> {
    if (options.limit < 1) return [];
    const found = await this.calls.read((limit) => this.page(collection, options, limit).toArray());
    return found.map((stored) => opened<Doc>(stored).document);
  }

  async count(collection: string, filter: Filter): Promise<number> {
    return this.calls.read((limit) => this.collection(collection).countDocuments(living(filter) as Condition, limit));
  }

  /** The server's plan for a query; for tests, and for those who wonder why it is slow. */
  async explain(collection: string, options: FindOptions): Promise<object> {
    return this.calls.read((limit) => this.page(collection, options, limit).explain());
  }

  /** The client stays open: it may be shared. */
  close(): Promise<void> {
    return this.calls.close();
  }

  private async make(name: string, indexes: readonly SortSpec[], limit: Limit): Promise<void> {
    try {
      await this.mongo.database.createCollection(name, limit);
    } catch (error) {
      if (!isThereAlready(error)) throw error;
    }
    const collection = this.mongo.database.collection(name);
    const made = new Set((await collection.indexes(limit)).map((index) => index.name));
    const wanted = indexes.map((key) => ({ key: { ...key }, name: indexName(key) }));
    const missing = wanted.filter((index) => !made.has(index.name));
    if (missing.length > 0) await collection.createIndexes(missing, limit);
  }

  private async stored<Doc extends ReadDocument>(collection: string, filter: Filter): Promise<readonly Stored<Doc>[]> {
    const found = await this.calls.read((limit) =>
      this.collection(collection).find(living(filter) as Condition, { batchSize: BATCH, ...limit }).toArray(),
    );
    return found.map(opened<Doc>);
  }

  private page(collection: string, options: FindOptions, { maxTimeMS }: Limit): FindCursor<StoredDocument> {
    const { sort, limit } = options;
    return this.collection(collection).find(pageFilter(options) as Condition, {
      sort: { ...sort },
      limit,
      batchSize: Math.min(limit, BATCH),
      maxTimeMS,
    });
  }

  private collection(name: string): Collection<StoredDocument> {
    return this.mongo.database.collection<StoredDocument>(nameOf(name));
  }
}

type Condition = DriverFilter<StoredDocument>;

function nameOf(collection: string): string {
  return `read.${collection}`;
}

/** As MongoDB itself would name it. */
function indexName(key: SortSpec): string {
  return Object.entries(key)
    .map(([field, direction]) => `${field}_${direction}`)
    .join('_');
}

function opened<Doc extends ReadDocument>({ [POSITION]: position, ...document }: StoredDocument): Stored<Doc> {
  return { document: document as unknown as Doc, position };
}
