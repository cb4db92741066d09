/** A lease as it stands in the store. */
export interface LeaseRecord {
  readonly name: string;
  /** Null where it was given back. */
  readonly holder: string | null;
  /** The fencing token: each time the lease is taken it is one more. */
  readonly token: number;
  /** Another one with each sign of life of the holder. No time is in it: nobody's clock is trusted. */
  readonly beat: number;
}

/**
 * What processes that share work agree by. The store knows no times and ends no lease: whoever has seen the same beat for
 * long enough takes the lease over (`LeaseHolder`). Every method rejects with a RosterError of kind `unavailable`.
 */
export interface Leases {
  /** A sign of life on every lease of this holder; gives every lease there is afterwards. */
  beat(holder: string): Promise<readonly LeaseRecord[]>;

  /**
   * Takes a lease that stands as it was `seen`; undefined where there was none. True where it was granted. Where the answer
   * is lost it may have been: the next `beat` tells.
   */
  acquire(name: string, holder: string, seen: LeaseRecord | undefined): Promise<boolean>;

  /** Gives a lease back, if this holder has it: the next may take it at once. Its token stays. */
  release(name: string, holder: string): Promise<void>;

  /** Takes a lease out of the store, with its token: only where nothing is fenced by it. */
  remove(name: string): Promise<void>;
}
