import { Binary, type Collection } from 'mongodb';
import { type Snapshot, type SnapshotStore } from '#libs/event-sourcing';
import { isDuplicate, type Limit, type Mongo, MongoCalls } from '#libs/read-store/mongodb';
import { checkStreamName } from '../append-checks.js';
import { SnapshotStoreUnavailable } from '../errors.js';
import { packSnapshot, unpackSnapshot } from '../snapshot-encoding.js';

/** A document of MongoDB has at most 16 MiB. */
const MOST_BYTES = 15 * 1024 * 1024;

interface StoredSnapshot {
  readonly _id: string;
  readonly revision: number;
  readonly packed: Binary;
}

/** Snapshots in MongoDB, a document for each stream, shared by all processes. */
export class MongoSnapshotStore implements SnapshotStore {
  private readonly snapshots: Collection<StoredSnapshot>;
  private readonly calls: MongoCalls;

  constructor(mongo: Mongo) {
    this.snapshots = mongo.database.collection('snapshots');
    this.calls = new MongoCalls(mongo, (_, cause) => new SnapshotStoreUnavailable(cause));
  }

  /** @throws SnapshotStoreUnavailable, as every method does */
  async load(stream: string): Promise<Snapshot | undefined> {
    checkStreamName(stream);
    const found = await this.calls.read((limit) => this.snapshots.findOne({ _id: stream }, limit));
    return found ? unpackSnapshot(found.packed.value()) : undefined;
  }

  /** One that is larger than a document may be is not kept: its stream is then read from the snapshot before. */
  async save(stream: string, snapshot: Snapshot): Promise<void> {
    checkStreamName(stream);
    const packed = packSnapshot(snapshot);
    if (packed.length > MOST_BYTES) return;
    const { revision } = snapshot;
    const stored = { _id: stream, revision, packed: new Binary(packed) };
    const earlier = { _id: stream, revision: { $lte: revision } };
    await this.calls.write(async (limit) => {
      try {
        await this.snapshots.replaceOne(earlier, stored, { upsert: true, ...limit });
      } catch (error) {
        if (!isDuplicate(error) || !(await this.hasLater(stream, revision, limit))) throw error;
      }
    });
  }

  async delete(stream: string): Promise<void> {
    checkStreamName(stream);
    await this.calls.write((limit) => this.snapshots.deleteOne({ _id: stream }, limit));
  }

  /** Waits for what is under way. The client stays open: it may be shared. */
  close(): Promise<void> {
    return this.calls.close();
  }

  private async hasLater(stream: string, revision: number, limit: Limit): Promise<boolean> {
    const later = { _id: stream, revision: { $gt: revision } };
    return (await this.snapshots.findOne(later, { projection: { _id: 1 }, ...limit })) !== null;
  }
}
