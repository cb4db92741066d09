import { type Position } from '../event.js';

/** A document of a read model. Every value JSON; times as ISO strings, so that they sort as they read. */
export interface ReadDocument {
  readonly _id: string;
}

/** Fields in order of precedence; 1 ascending, -1 descending. */
export type SortSpec = Readonly<Record<string, 1 | -1>>;

export interface CollectionSpec {
  readonly name: string;
  /** Compound indexes. A field that holds an array is indexed by each element. Fields may be dotted paths. */
  readonly indexes: readonly SortSpec[];
}

/**
 * A filter in MongoDB's own language, of which read models use: equality, `$in`, `$gt`, `$gte`, `$lt`, `$lte`, `$ne`,
 * `$regex` (a string anchored by `^` uses an index), `$and`, `$or`, `$exists`.
 */
export type Filter = Readonly<Record<string, unknown>>;

export interface FindOptions {
  readonly filter: Filter;
  /** Must end in `_id`, so that the order is total. Sorted fields are never null. */
  readonly sort: SortSpec;
  readonly limit: number;
  /** The sort values of the last document of the page before, in order of `sort`: only what comes after them. */
  readonly after?: readonly (string | number | boolean)[];
}

/** One document to write, or to delete where `document` is null. */
export interface DocumentChange<Doc extends ReadDocument = ReadDocument> {
  readonly id: string;
  readonly document: Doc | null;
  /** Position of the last event folded into it. A stored document that has seen this position or a later one stays. */
  readonly position: Position;
}

export interface Stored<Doc extends ReadDocument = ReadDocument> {
  readonly document: Doc;
  /** Position of the last event folded into it. */
  readonly position: Position;
}

/** Where projections keep their documents. Knows nothing of events or of the domain. */
export interface ReadStore {
  /** True where nothing outlives the process: read models are then folded from the log at start. */
  readonly volatile: boolean;

  /** Makes a collection with its indexes; harmless where it is there. */
  ensure(collection: CollectionSpec): Promise<void>;
  drop(collection: string): Promise<void>;

  /** The documents with these ids, as far as they exist. */
  load<Doc extends ReadDocument>(collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, Stored<Doc>>>;
  /** The documents whose (indexed) field has one of these values. */
  loadWhere<Doc extends ReadDocument>(
    collection: string,
    field: string,
    values: readonly string[],
  ): Promise<readonly Stored<Doc>[]>;

  /** Writes all changes in one bulk write. Each is guarded by its position; applying a batch twice equals once. */
  write(collection: string, changes: readonly DocumentChange[]): Promise<void>;

  /** Where a projection stands; undefined where it never ran. */
  checkpoint(projection: string): Promise<Position | undefined>;
  /** Where several stand; without those that never ran. */
  checkpoints(projections: readonly string[]): Promise<ReadonlyMap<string, Position>>;
  /**
   * Never moves a checkpoint back.
   * @param token of the lease that the projection runs under
   * @throws LeaseLost the checkpoint was saved under a later token; nothing was written
   */
  saveCheckpoint(projection: string, position: Position, token?: number): Promise<void>;

  get<Doc extends ReadDocument>(collection: string, id: string): Promise<Doc | undefined>;
  find<Doc extends ReadDocument>(collection: string, options: FindOptions): Promise<readonly Doc[]>;
  count(collection: string, filter: Filter): Promise<number>;

  close(): Promise<void>;
}
