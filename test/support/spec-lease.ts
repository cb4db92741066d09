import { type Lease } from '#libs/event-sourcing';

/** A lease that is over when the test says so. */
export class SpecLease implements Lease {
  /** By this process's own clock. */
  holding = true;
  /** By the store. */
  taken = false;

  constructor(readonly token: number) {}

  holds(): boolean {
    return this.holding;
  }

  confirm(): Promise<boolean> {
    if (this.taken) this.holding = false;
    return Promise.resolve(this.holding);
  }
}
