import {
  type CollectionSpec,
  type DocumentChange,
  type Filter,
  type FindOptions,
  LeaseLost,
  type Position,
  type ReadDocument,
  type ReadStore,
  type Stored,
} from '#libs/event-sourcing';
import { MemoryCollection } from './memory-collection.js';
import { type Explanation } from './plan.js';

const FEW = 64;

/**
 * Read models in the memory of this process; they are folded from the log again at start. Documents are handed over:
 * once written, nobody can change them, and what is read is what was written.
 */
export class MemoryReadStore implements ReadStore {
  readonly volatile = true;
  private readonly collections = new Map<string, MemoryCollection>();
  private readonly positions = new Map<string, Position>();
  /** The latest that each checkpoint was saved under. */
  private readonly tokens = new Map<string, number>();
  private readonly few: number;

  /** @param few up to so many candidates a query simply looks at one by one, instead of sorting an index for them */
  constructor({ few = FEW }: { readonly few?: number } = {}) {
    this.few = few;
  }

  async ensure({ name, indexes }: CollectionSpec): Promise<void> {
    this.collection(name).declare(indexes);
  }

  async drop(collection: string): Promise<void> {
    this.collections.delete(collection);
  }

  async load<Doc extends ReadDocument>(
    collection: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Stored<Doc>>> {
    const from = this.collection(collection);
    const found = new Map<string, Stored<Doc>>();
    for (const id of ids) {
      const stored = from.get(id);
      if (stored) found.set(id, copyOf<Doc>(stored));
    }
    return found;
  }

  async loadWhere<Doc extends ReadDocument>(
    collection: string,
    field: string,
    values: readonly string[],
  ): Promise<readonly Stored<Doc>[]> {
    return this.collection(collection).having(field, values).map(copyOf<Doc>);
  }

  async write(collection: string, changes: readonly DocumentChange[]): Promise<void> {
    const to = this.collection(collection);
    for (const change of changes) to.apply(change);
  }

  async checkpoint(projection: string): Promise<Position | undefined> {
    return this.positions.get(projection);
  }

  async checkpoints(projections: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    return new Map([...this.positions].filter(([name]) => projections.includes(name)));
  }

  async saveCheckpoint(projection: string, position: Position, token?: number): Promise<void> {
    if (token !== undefined) {
      if ((this.tokens.get(projection) ?? token) > token) throw new LeaseLost();
      this.tokens.set(projection, token);
    }
    const known = this.positions.get(projection);
    if (known === undefined || known < position) this.positions.set(projection, position);
  }

  async get<Doc extends ReadDocument>(collection: string, id: string): Promise<Doc | undefined> {
    return this.collection(collection).get(id)?.document as Doc | undefined;
  }

  async find<Doc extends ReadDocument>(collection: string, options: FindOptions): Promise<readonly Doc[]> {
    return this.collection(collection).find(options).documents as readonly Doc[];
  }

  async count(collection: string, filter: Filter): Promise<number> {
    return this.collection(collection).count(filter).count;
  }

  /** How a query is carried out; for tests, and for those who wonder why it is slow. */
  explain(collection: string, options: FindOptions): Explanation {
    return this.collection(collection).find(options).explanation;
  }

  /** How many documents counting looks at; 0 where an index alone tells the number. */
  explainCount(collection: string, filter: Filter): number {
    return this.collection(collection).count(filter).examined;
  }

  async close(): Promise<void> {
    this.collections.clear();
    this.positions.clear();
    this.tokens.clear();
  }

  /** A collection that nobody declared is an empty one without indexes. */
  private collection(name: string): MemoryCollection {
    const known = this.collections.get(name);
    if (known) return known;
    const made = new MemoryCollection(this.few);
    this.collections.set(name, made);
    return made;
  }
}

/** As it stands now: the entry itself changes with the next write. */
function copyOf<Doc extends ReadDocument>({ document, position }: Stored): Stored<Doc> {
  return { document: document as Doc, position };
}
