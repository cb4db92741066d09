/** The deliveries that have begun and not ended, so that closing can wait for them. */
export class InHand {
  private readonly deliveries = new Set<Promise<void>>();

  async follow(delivery: Promise<void>): Promise<void> {
    this.deliveries.add(delivery);
    try {
      await delivery;
    } finally {
      this.deliveries.delete(delivery);
    }
  }

  /** Resolves once all have ended, well or badly. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.deliveries);
  }
}
