import { collectionOf, type DocumentChange, Projector, type ReadDocument } from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { type SeatRecord, seats } from '../../libs/billing/projections/seats.projection.js';
import { type Event } from './seat-histories.js';

/** The power failed in the middle of a write, or before the checkpoint. */
export class Crash extends Error {}

/** A read store that a crash may leave with a part of a write. */
export class CrashingStore extends MemoryReadStore {
  /** Whether each change of the next write arrives; undefined: there is no crash. */
  arrives: ((index: number) => boolean) | undefined;

  override async write(collection: string, changes: readonly DocumentChange[]): Promise<void> {
    const arrives = this.arrives;
    await super.write(collection, arrives ? changes.filter((_, index) => arrives(index)) : changes);
    if (!arrives) return;
    this.arrives = undefined;
    throw new Crash();
  }
}

export async function seatProjector(store: MemoryReadStore): Promise<Projector> {
  const projector = new Projector(seats, store);
  await projector.prepare();
  return projector;
}

/** A read model that has seen these events. */
export async function seatStore(events: readonly Event[]): Promise<MemoryReadStore> {
  const store = new MemoryReadStore();
  await (await seatProjector(store)).apply(events);
  return store;
}

/** All documents, in order of id. */
export async function contents(store: MemoryReadStore): Promise<readonly ReadDocument[]> {
  return store.find(collectionOf(seats), { filter: {}, sort: { _id: 1 }, limit: 100_000 });
}

/** Changes a document behind the projection's back. */
export async function spoil<Doc extends SeatRecord>(
  store: MemoryReadStore,
  id: string,
  change: (document: Doc) => Doc | null,
): Promise<void> {
  const stored = (await store.load<Doc>(collectionOf(seats), [id])).get(id);
  if (!stored) throw new Error(`There is no document ${id}.`);
  await store.write(collectionOf(seats), [{ id, document: change(stored.document), position: stored.position + 0.5 }]);
}
