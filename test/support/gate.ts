interface Closed {
  readonly opened: Promise<void>;
  readonly open: () => void;
  readonly most: number;
  waiting: number;
}

/** Where something waits for as long as a test wants it to. Open unless told. */
export class Gate {
  private closed: Closed | undefined;
  private watchers: { readonly count: number; readonly seen: () => void }[] = [];

  /** @param most how many wait; all others pass */
  close(most = Infinity): void {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    this.closed = { opened, open, most, waiting: 0 };
  }

  /** Lets through all that wait and all that come. */
  open(): void {
    this.closed?.open();
    this.closed = undefined;
  }

  /** Lets through all that wait; what comes waits again. */
  admit(): void {
    this.open();
    this.close();
  }

  async pass(): Promise<void> {
    const { closed } = this;
    if (!closed || closed.waiting >= closed.most) return;
    closed.waiting++;
    const seen = this.watchers.filter(({ count }) => count <= closed.waiting);
    this.watchers = this.watchers.filter((watcher) => !seen.includes(watcher));
    for (const watcher of seen) watcher.seen();
    await closed.opened;
  }

  /** Resolves once so many wait. */
  async reached(count = 1): Promise<void> {
    if (this.closed && this.closed.waiting >= count) return;
    await new Promise<void>((seen) => this.watchers.push({ count, seen }));
  }
}
