import { type Collection } from 'mongodb';
import { type LeaseRecord, type Leases } from '#libs/event-sourcing';
import { isDuplicate, type Limit, type Mongo, MongoCalls } from '#libs/read-store/mongodb';
import { LeasesUnavailable } from '../errors.js';

/** A sign of life that comes later than this is none. */
const LIMIT_MS = 2000;

interface StoredLease extends Omit<LeaseRecord, 'name'> {
  readonly _id: string;
}

/** The leases in MongoDB, a document for each. Every change is one update of one document, with what was seen in its filter. */
export class MongoLeases implements Leases {
  private readonly leases: Collection<StoredLease>;
  private readonly calls: MongoCalls;

  constructor(mongo: Mongo) {
    this.leases = mongo.database.collection('leases');
    this.calls = new MongoCalls(mongo, (_, cause) => new LeasesUnavailable(cause));
  }

  async beat(holder: string): Promise<readonly LeaseRecord[]> {
    await this.write((limit) => this.leases.updateMany({ holder }, { $inc: { beat: 1 } }, limit));
    const all = await this.calls.read((limit) => this.leases.find({}, limit).toArray(), { limitMs: LIMIT_MS });
    return all.map(({ _id: name, holder: its, token, beat }) => ({ name, holder: its, token, beat }));
  }

  acquire(name: string, holder: string, seen: LeaseRecord | undefined): Promise<boolean> {
    return this.write(async (limit) => {
      if (!seen) return this.make({ _id: name, holder, token: 1, beat: 0 }, limit);
      const standing = { _id: name, holder: seen.holder, token: seen.token, beat: seen.beat };
      const { modifiedCount } = await this.leases.updateOne(standing, { $set: { holder, token: seen.token + 1 } }, limit);
      return modifiedCount === 1;
    });
  }

  async release(name: string, holder: string): Promise<void> {
    await this.write((limit) => this.leases.updateOne({ _id: name, holder }, { $set: { holder: null } }, limit));
  }

  async remove(name: string): Promise<void> {
    await this.write((limit) => this.leases.deleteOne({ _id: name }, limit));
  }

  /** Waits for what is under way. The client stays open: it may be shared. */
  close(): Promise<void> {
    return this.calls.close();
  }

  private async make(lease: StoredLease, limit: Limit): Promise<boolean> {
    try {
      await this.leases.insertOne(lease, limit);
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  }

  private write<Result>(operation: (limit: Limit) => Promise<Result>): Promise<Result> {
    return this.calls.write(operation, { limitMs: LIMIT_MS });
  }
}
