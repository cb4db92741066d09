import { setTimeout as wait } from 'node:timers/promises';

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** Growing pauses between tries, with jitter, for as long as it takes. */
export class Backoff {
  private next: number;

  /** @param longestMs no pause is longer */
  constructor(private readonly longestMs = LONGEST_MS) {
    this.next = Math.min(FIRST_MS, longestMs);
  }

  /** Waits; returns at once when the signal ends the work. */
  async pause(signal?: AbortSignal): Promise<void> {
    const pause = this.next * (0.5 + Math.random() / 2);
    this.next = Math.min(this.next * 2, this.longestMs);
    await wait(pause, undefined, signal && { signal }).catch(() => undefined);
  }

  reset(): void {
    this.next = Math.min(FIRST_MS, this.longestMs);
  }
}
