import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asBinary, type RootDatabase } from 'lmdb';
import { type Snapshot, type SnapshotStore } from '#libs/event-sourcing';
import { checkStreamName } from './append-checks.js';
import { DataDirectoryUnusable, SnapshotStoreUnavailable } from './errors.js';
import { failureOf, openEnvironment } from './lmdb-environment.js';
import { DamagedFile } from './lmdb-preflight.js';
import { packedRevision, packSnapshot, unpackSnapshot } from './snapshot-encoding.js';

export interface EmbeddedSnapshotStoreOptions {
  /** Where the store's files are; made where it is missing. */
  readonly directory: string;
}

/**
 * Opens the snapshots that are in a directory. Where its files are damaged, it starts with none.
 * @throws DataDirectoryUnusable
 */
export async function openEmbeddedSnapshotStore({
  directory,
}: EmbeddedSnapshotStoreOptions): Promise<EmbeddedSnapshotStore> {
  try {
    return new EmbeddedSnapshotStore(await openSnapshots(directory));
  } catch (error) {
    if (!(error instanceof DataDirectoryUnusable) || !(error.cause instanceof DamagedFile)) throw error;
    for (const file of ['data.mdb', 'lock.mdb']) await rm(join(directory, file), { force: true });
    return new EmbeddedSnapshotStore(await openSnapshots(directory));
  }
}

function openSnapshots(directory: string): Promise<RootDatabase<Uint8Array, string>> {
  // Pages are synced, the page that makes them visible is not: a power cut may take the last snapshots away, but leaves
  // no half of one.
  return openEnvironment(directory, { encoding: 'binary', overlappingSync: false, noMetaSync: true });
}

/** Snapshots on a local disk, in an LMDB of their own. */
export class EmbeddedSnapshotStore implements SnapshotStore {
  private failure: unknown;
  private readonly underWay = new Set<Promise<void>>();
  private closing: Promise<void> | undefined;

  constructor(private readonly snapshots: RootDatabase<Uint8Array, string>) {}

  /** @throws SnapshotStoreUnavailable */
  load(stream: string): Promise<Snapshot | undefined> {
    return Promise.resolve().then(() => this.read(stream));
  }

  /** @throws SnapshotStoreUnavailable after a write failed, as on a full disk, until the store is opened anew */
  async save(stream: string, snapshot: Snapshot): Promise<void> {
    checkStreamName(stream);
    const packed = asBinary(packSnapshot(snapshot)) as unknown as Uint8Array;
    await this.change(() => {
      const held = this.snapshots.getBinary(stream);
      const revision = held && packedRevision(held);
      if (revision === undefined || revision <= snapshot.revision) this.snapshots.putSync(stream, packed);
    });
  }

  /** @throws SnapshotStoreUnavailable after a write failed, as on a full disk, until the store is opened anew */
  async delete(stream: string): Promise<void> {
    checkStreamName(stream);
    await this.change(() => {
      this.snapshots.removeSync(stream);
    });
  }

  /** Waits for what is being written. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private read(stream: string): Snapshot | undefined {
    checkStreamName(stream);
    if (this.closing) throw new SnapshotStoreUnavailable();
    const bytes = this.snapshots.getBinary(stream);
    return bytes && unpackSnapshot(bytes);
  }

  private async end(): Promise<void> {
    await Promise.allSettled(this.underWay);
    await this.snapshots.close();
  }

  private async change(change: () => void): Promise<void> {
    if (this.closing || this.failure !== undefined) throw new SnapshotStoreUnavailable(this.failure);
    const changed = this.snapshots.childTransaction(change);
    this.underWay.add(changed);
    try {
      await changed;
    } catch (error) {
      this.failure ??= await failureOf(error);
      throw new SnapshotStoreUnavailable(this.failure);
    } finally {
      this.underWay.delete(changed);
    }
  }
}
