import { setTimeout as wait } from 'node:timers/promises';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 50;

/** Looks again and again at what only others change, for as long as somebody waits for it and no longer. */
export class Lookout {
  private looking = false;
  private loop: Promise<void> = Promise.resolve();

  /** @param look where it fails it tells nothing, and is called again */
  constructor(
    private readonly awaited: () => boolean,
    private readonly look: () => Promise<void>,
  ) {}

  /** To be called when somebody begins to wait. */
  begin(): void {
    if (this.looking || !this.awaited()) return;
    this.looking = true;
    this.loop = this.run();
  }

  /** Resolves once it does not look any more, because nobody waits. */
  ended(): Promise<void> {
    return this.loop;
  }

  private async run(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; this.awaited(); pause = Math.min(pause + FIRST_PAUSE_MS, LONGEST_PAUSE_MS)) {
      await this.look().catch(() => undefined);
      if (this.awaited()) await wait(pause);
    }
    this.looking = false;
  }
}
