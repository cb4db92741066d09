import { RosterError } from './errors.js';

/** The right to do a piece of work, which one process has at a time. */
export interface Lease {
  /**
   * What is written under the lease bears it, and a store refuses what bears an older one than it has seen. Undefined where
   * no other process can be.
   */
  readonly token: number | undefined;
  /** Whether it may be worked on, by this process's own monotonic clock. Once it may not, it never may again. */
  holds(): boolean;
  /** Asks the store whether nobody has taken it over. @throws RosterError the store does not answer */
  confirm(): Promise<boolean>;
}

/** Work that one process does at a time. */
export interface LeasedWork {
  readonly name: string;
  /** Begins; resolves once it has. @throws RosterError it could not: the lease is given back, and taken again later */
  begin(lease: Lease): Promise<void>;
  /** Finishes what is at hand, as far as the lease lets it. Never rejects; nothing is written afterwards. */
  end(): Promise<void>;
}

/** Where one process alone can be at work. */
export const ALONE: Lease = { token: undefined, holds: () => true, confirm: () => Promise.resolve(true) };

/** Another process does this work now. Nothing was written. */
export class LeaseLost extends RosterError {
  readonly code = 'lease_lost';
  readonly kind = 'unavailable';
  constructor() {
    super('Another process has taken this work over.', { retryAfterSeconds: 1 });
  }
}
