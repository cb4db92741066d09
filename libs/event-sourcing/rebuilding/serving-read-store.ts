import { type Position } from '../event.js';
import {
  type CollectionSpec,
  type DocumentChange,
  type Filter,
  type FindOptions,
  type ReadDocument,
  type ReadStore,
  type Stored,
} from '../ports/read-store.js';

/**
 * A read store in which the name of a read model means whichever generation of it serves. Queries ask as if there were
 * one; whoever writes names the collection that is meant.
 */
export class ServingReadStore implements ReadStore {
  private readonly serving = new Map<string, string>();
  private known: () => Promise<void> | undefined = () => undefined;

  constructor(private readonly store: ReadStore) {}

  /** From now on. @param model the collection that queries name @param collection the one that they get */
  serve(model: string, collection: string): void {
    this.serving.set(model, collection);
  }

  /** @param known asked before each read: what it waits for where nobody knows any more which one serves */
  knownBy(known: () => Promise<void> | undefined): void {
    this.known = known;
  }

  get volatile(): boolean {
    return this.store.volatile;
  }

  ensure(collection: CollectionSpec): Promise<void> {
    return this.store.ensure(collection);
  }

  drop(collection: string): Promise<void> {
    return this.store.drop(collection);
  }

  async load<Doc extends ReadDocument>(
    model: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Stored<Doc>>> {
    await this.known();
    return this.store.load(this.collection(model), ids);
  }

  async loadWhere<Doc extends ReadDocument>(
    model: string,
    field: string,
    values: readonly string[],
  ): Promise<readonly Stored<Doc>[]> {
    await this.known();
    return this.store.loadWhere(this.collection(model), field, values);
  }

  write(collection: string, changes: readonly DocumentChange[]): Promise<void> {
    return this.store.write(collection, changes);
  }

  checkpoint(projection: string): Promise<Position | undefined> {
    return this.store.checkpoint(projection);
  }

  checkpoints(projections: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    return this.store.checkpoints(projections);
  }

  saveCheckpoint(projection: string, position: Position, token?: number): Promise<void> {
    return this.store.saveCheckpoint(projection, position, token);
  }

  async get<Doc extends ReadDocument>(model: string, id: string): Promise<Doc | undefined> {
    await this.known();
    return this.store.get(this.collection(model), id);
  }

  async find<Doc extends ReadDocument>(model: string, options: FindOptions): Promise<readonly Doc[]> {
    await this.known();
    return this.store.find(this.collection(model), options);
  }

  async count(model: string, filter: Filter): Promise<number> {
    await this.known();
    return this.store.count(this.collection(model), filter);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  /** Asked for at the last moment, so that a switch holds for every read that begins after it. */
  private collection(model: string): string {
    return this.serving.get(model) ?? model;
  }
}
