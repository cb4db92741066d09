/** A folded state at a revision, kept so that a long stream is not read from its beginning. A cache: losing it costs time only. */
export interface Snapshot {
  /** Version of the decider's snapshot form: another one is ignored. */
  readonly version: number;
  readonly revision: number;
  readonly position: number;
  /** Anything that structured clone can carry: plain objects, arrays, strings, numbers, Uint8Array. */
  readonly state: unknown;
}

export interface SnapshotStore {
  load(stream: string): Promise<Snapshot | undefined>;
  /** May be lost in a crash, never half written. A snapshot of a lower revision never replaces a higher one. */
  save(stream: string, snapshot: Snapshot): Promise<void>;
  delete(stream: string): Promise<void>;
}
