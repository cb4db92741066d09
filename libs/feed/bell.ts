/**
 * What somebody waits by: it rings where there may be something, once their patience is over, and when they leave. One
 * for as long as they stay: a timer and a listener made anew for each wait would cost more than what is waited for.
 */
export class Bell {
  private answer: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param over whether they have left @param patienceMs for how long they wait at a time; unless told, for ever */
  constructor(
    private readonly over: AbortSignal,
    private readonly patienceMs?: number,
  ) {
    over.addEventListener('abort', () => this.end(), { once: true });
  }

  /** Rings for who waits at the moment; what rings while nobody waits is not heard later. */
  readonly ring = (): void => this.answer?.();

  /** Resolves at the next ring; at once where they have left. */
  rung(): Promise<void> {
    if (this.over.aborted) return Promise.resolve();
    if (this.timer) this.timer.refresh();
    else if (this.patienceMs !== undefined) this.timer = setTimeout(this.ring, this.patienceMs);
    return new Promise((resolve) => (this.answer = resolve));
  }

  private end(): void {
    clearTimeout(this.timer);
    this.ring();
  }
}
