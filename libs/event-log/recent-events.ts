import { type Position, type RecordedEvent } from '#libs/event-sourcing';

/** An event as it stands on disk, and decoded once somebody has asked for it. */
interface Recent {
  readonly bytes: Uint8Array;
  event: RecordedEvent | undefined;
}

/**
 * The newest events, without a gap up to the end of the log. All who follow the log ask for the same events within the
 * same moment: they are decoded once for all of them, and the disk is not read at all. Made from the bytes that were
 * written, so that nobody can tell them from those that were read.
 */
export class RecentEvents {
  private entries: Recent[] = [];
  /** Position of the first of `entries`. */
  private first: Position = 0;
  private bytes = 0;

  /** @param mostBytes so much is kept, as it stands on disk; twice that for a moment */
  constructor(
    private readonly decode: (bytes: Uint8Array, position: Position) => RecordedEvent,
    private readonly mostBytes: number,
  ) {}

  /** Keeps events that are durable. @param first position of the first of them: that after the last one kept */
  add(first: Position, events: readonly Uint8Array[]): void {
    if (this.entries.length === 0) this.first = first;
    for (const bytes of events) {
      this.entries.push({ bytes, event: undefined });
      this.bytes += bytes.length;
    }
    if (this.bytes > 2 * this.mostBytes) this.trim();
  }

  /** The events after a position; undefined where some of them are kept no longer. */
  after(position: Position, limit: number): readonly RecordedEvent[] | undefined {
    const from = position + 1 - this.first;
    if (this.entries.length === 0 || from < 0) return undefined;
    return this.entries
      .slice(from, from + limit)
      .map((recent, index) => (recent.event ??= this.decode(recent.bytes, position + 1 + index)));
  }

  private trim(): void {
    let gone = 0;
    while (this.bytes > this.mostBytes) this.bytes -= this.entries[gone++]?.bytes.length ?? 0;
    this.entries = this.entries.slice(gone);
    this.first += gone;
  }
}
