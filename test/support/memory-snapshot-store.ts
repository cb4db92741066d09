import { type Snapshot, type SnapshotStore } from '#libs/event-sourcing';

/** Snapshots in memory, copied in and out as a disk would. */
export class MemorySnapshotStore implements SnapshotStore {
  /** Every snapshot that was saved, in order. */
  readonly saved: { readonly stream: string; readonly revision: number }[] = [];
  failing = false;
  private readonly snapshots = new Map<string, Snapshot>();

  load(stream: string): Promise<Snapshot | undefined> {
    if (this.failing) return Promise.reject(new Error('no snapshots today'));
    return Promise.resolve(structuredClone(this.snapshots.get(stream)));
  }

  save(stream: string, snapshot: Snapshot): Promise<void> {
    this.saved.push({ stream, revision: snapshot.revision });
    if (this.failing) return Promise.reject(new Error('no snapshots today'));
    const present = this.snapshots.get(stream);
    if (!present || present.revision <= snapshot.revision) this.snapshots.set(stream, structuredClone(snapshot));
    return Promise.resolve();
  }

  delete(stream: string): Promise<void> {
    this.snapshots.delete(stream);
    return Promise.resolve();
  }
}
