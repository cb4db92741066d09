import { type status } from '@grpc/grpc-js';

/** What befalls one append. */
export interface Mishap {
  /**
   * - `cut`: every connection is cut
   * - `broken`: the call ends with an error of its own
   * - `unavailable`: the call ends with UNAVAILABLE
   * - `silent`: it is never answered
   * - `twice`: it is answered twice
   * - `not_ready`, `timeout`, `unknown`: it is answered with that refusal
   */
  readonly how: 'cut' | 'broken' | 'unavailable' | 'silent' | 'twice' | 'not_ready' | 'timeout' | 'unknown';
  /** Whether it is written all the same. */
  readonly written: boolean;
}

/** How a server ends its subscriptions: with an error of gRPC, or as if all were well. */
export type SubscriptionEnd = { readonly code: status; readonly details: string } | 'no_error';

/** What befalls one read: the server is not ready, or is not the leader and says who is. */
export type ReadMishap = 'unavailable' | 'not_leader';

/** What a protocol server was told to do wrong. */
export class Faults {
  private readonly mishaps: Mishap[] = [];
  private readonly readMishaps: ReadMishap[] = [];
  private thaw: (() => void) | undefined;
  private thawed: Promise<void> = Promise.resolve();

  /** The next appends, so many, meet this. */
  befall(mishap: Mishap, times = 1): void {
    for (let i = 0; i < times; i++) this.mishaps.push(mishap);
  }

  /** Mishaps that no append has met yet. */
  get waiting(): number {
    return this.mishaps.length;
  }

  next(): Mishap | undefined {
    return this.mishaps.shift();
  }

  /** The next reads, so many, fail. */
  failReads(how: ReadMishap, times = 1): void {
    for (let i = 0; i < times; i++) this.readMishaps.push(how);
  }

  nextRead(): ReadMishap | undefined {
    return this.readMishaps.shift();
  }

  /** From now on nothing is done and nothing answered, though connections stay. */
  freeze(): void {
    if (this.thaw) return;
    this.thawed = new Promise((resolve) => (this.thaw = resolve));
  }

  /** What waited is done after all. */
  unfreeze(): void {
    this.thaw?.();
    this.thaw = undefined;
  }

  /** Resolves once the server is not frozen. */
  async awake(): Promise<void> {
    while (this.thaw) await this.thawed;
  }
}
