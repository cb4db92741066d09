import { type LeaseRecord, type Leases } from '#libs/event-sourcing';

/** The leases of one process, which has everything to itself: they are gone with it. */
export class ProcessLeases implements Leases {
  private readonly records = new Map<string, LeaseRecord>();

  beat(holder: string): Promise<readonly LeaseRecord[]> {
    for (const record of this.records.values()) {
      if (record.holder === holder) this.records.set(record.name, { ...record, beat: record.beat + 1 });
    }
    return Promise.resolve([...this.records.values()]);
  }

  acquire(name: string, holder: string, seen: LeaseRecord | undefined): Promise<boolean> {
    const standing = this.records.get(name);
    const asSeen = standing?.holder === seen?.holder && standing?.token === seen?.token && standing?.beat === seen?.beat;
    if (asSeen) this.records.set(name, { name, holder, token: (seen?.token ?? 0) + 1, beat: seen?.beat ?? 0 });
    return Promise.resolve(asSeen);
  }

  release(name: string, holder: string): Promise<void> {
    const standing = this.records.get(name);
    if (standing?.holder === holder) this.records.set(name, { ...standing, holder: null });
    return Promise.resolve();
  }

  remove(name: string): Promise<void> {
    this.records.delete(name);
    return Promise.resolve();
  }
}
