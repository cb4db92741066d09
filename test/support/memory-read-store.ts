import {
  type CollectionSpec,
  type DocumentChange,
  LeaseLost,
  type Position,
  type ReadDocument,
  type ReadStore,
  type Stored,
} from '#libs/event-sourcing';

/** A document, or where it went. */
interface Kept {
  readonly document: ReadDocument | null;
  readonly position: Position;
}

type Call = 'ensure' | 'load' | 'loadWhere' | 'write' | 'saveCheckpoint';

/** What projections need of a read store, in memory, as one that outlives its projectors. It answers no queries. */
export class MemoryReadStore implements ReadStore {
  readonly volatile = false;
  /** Every call that was made, in order. */
  readonly calls: { readonly call: Call; readonly collection: string }[] = [];
  /** Called at the beginning of each call: what it throws is what the call fails with. */
  before: (call: Call, collection: string) => void = () => undefined;
  private readonly collections = new Map<string, Map<string, Kept>>();
  private readonly positions = new Map<string, Position>();
  private readonly tokens = new Map<string, number>();

  async ensure({ name }: CollectionSpec): Promise<void> {
    await this.called('ensure', name);
    if (!this.collections.has(name)) this.collections.set(name, new Map());
  }

  drop(collection: string): Promise<void> {
    this.collections.delete(collection);
    this.positions.delete(collection);
    return Promise.resolve();
  }

  async load<Doc extends ReadDocument>(
    collection: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Stored<Doc>>> {
    await this.called('load', collection);
    const found = new Map<string, Stored<Doc>>();
    for (const id of ids) {
      const kept = this.in(collection).get(id);
      if (kept?.document) found.set(id, structuredClone(kept) as Stored<Doc>);
    }
    return found;
  }

  async loadWhere<Doc extends ReadDocument>(
    collection: string,
    field: string,
    values: readonly string[],
  ): Promise<readonly Stored<Doc>[]> {
    await this.called('loadWhere', collection);
    const found = [...this.in(collection).values()].filter(({ document }) => {
      const value = (document as Readonly<Record<string, unknown>> | null)?.[field];
      return values.some((wanted) => (Array.isArray(value) ? value.includes(wanted) : value === wanted));
    });
    return structuredClone(found) as Stored<Doc>[];
  }

  async write(collection: string, changes: readonly DocumentChange[]): Promise<void> {
    await this.called('write', collection);
    const documents = this.in(collection);
    for (const { id, document, position } of structuredClone(changes)) {
      const present = documents.get(id);
      if (present && present.position >= position) continue;
      documents.set(id, { document, position });
    }
  }

  checkpoint(projection: string): Promise<Position | undefined> {
    return Promise.resolve(this.positions.get(projection));
  }

  checkpoints(projections: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    return Promise.resolve(new Map([...this.positions].filter(([name]) => projections.includes(name))));
  }

  async saveCheckpoint(projection: string, position: Position, token?: number): Promise<void> {
    await this.called('saveCheckpoint', projection);
    if (token !== undefined) {
      if ((this.tokens.get(projection) ?? token) > token) throw new LeaseLost();
      this.tokens.set(projection, token);
    }
    this.positions.set(projection, Math.max(position, this.positions.get(projection) ?? position));
  }

  async get<Doc extends ReadDocument>(collection: string, id: string): Promise<Doc | undefined> {
    return (await this.load<Doc>(collection, [id])).get(id)?.document;
  }

  find<Doc extends ReadDocument>(): Promise<readonly Doc[]> {
    return Promise.reject(new Error('This store answers no queries.'));
  }

  count(): Promise<number> {
    return Promise.reject(new Error('This store answers no queries.'));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** All documents of a collection, by id, for assertions. */
  contents(collection: string): Readonly<Record<string, ReadDocument>> {
    const kept = [...(this.collections.get(collection)?.values() ?? [])].map(({ document }) => document);
    const documents = kept.filter((document) => document !== null).sort((a, b) => (a._id < b._id ? -1 : 1));
    return Object.fromEntries(documents.map((document) => [document._id, document]));
  }

  private async called(call: Call, collection: string): Promise<void> {
    this.calls.push({ call, collection });
    await Promise.resolve();
    this.before(call, collection);
  }

  private in(collection: string): Map<string, Kept> {
    const documents = this.collections.get(collection);
    if (!documents) throw new Error(`There is no collection ${collection}.`);
    return documents;
  }
}
