import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  Backoff,
  EVENT_LOG,
  type EventLog,
  openAll,
  type Opened,
  PERSONAL_DATA,
  type PersonalData,
  type Position,
  type RecordedEvent,
  START,
} from '#libs/event-sourcing';
import { isPublished } from './cloud-event.js';
import { FeedEntry } from './feed-entry.js';

/** What a reader is given at a time: entries to send, and the position that it has then seen. */
export interface FeedPage {
  readonly entries: readonly FeedEntry[];
  readonly position: Position;
}

const PAGE = 500;

/**
 * The published events of all streams, in one order (S-4). Readers who are near the end share what one subscription
 * keeps of it; who is further back reads the log. Nobody's slowness costs memory: a reader holds a position and no queue.
 */
@Injectable()
export class EventFeed implements OnModuleDestroy {
  /** So many of the newest entries, and up to twice as many, are kept for all readers together. */
  protected readonly most: number = 10_000;
  private readonly stopping = new AbortController();
  private following: Promise<void> | undefined;
  /** Newest entries, oldest first: all that are published after `keptAfter` up to `head`. */
  private kept: FeedEntry[] = [];
  private keptAfter: Position | undefined;
  private head: Position | undefined;
  private readonly waiting = new Set<() => void>();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
  ) {}

  /** Aborted once the service stops: whoever follows the feed ends then. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.following;
  }

  /** What comes next after a position, straight from the log: everything is in it that was written before it was asked. */
  async read(after: Position): Promise<FeedPage> {
    return this.pageOf(await this.log.readAll(after, PAGE), after);
  }

  /** What comes next after a position; waits for it, at most until the signal. Empty pages mean: nothing yet. */
  async next(after: Position, signal: AbortSignal): Promise<FeedPage> {
    this.following ??= this.follow();
    if (this.keptAfter !== undefined && after >= this.keptAfter) return this.newest(after, signal);
    const page = await this.read(after);
    if (page.position > after) return page;
    // At the end of the log, and the subscription has yet to begin.
    await this.change(signal);
    return page;
  }

  private async newest(after: Position, signal: AbortSignal): Promise<FeedPage> {
    if (this.head === undefined || after >= this.head) {
      await this.change(signal);
      return { entries: [], position: after };
    }
    const from = firstAfter(this.kept, after);
    const entries = this.kept.slice(from, from + PAGE);
    const more = from + entries.length < this.kept.length;
    return { entries, position: more ? (entries.at(-1)?.event.position ?? after) : this.head };
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        this.keptAfter ??= this.head = await this.log.head();
        this.wake();
        for await (const batch of this.log.subscribe({ after: this.head ?? this.keptAfter, signal })) {
          await this.keep(batch);
          backoff.reset();
        }
      } catch {
        // The log or the vault does not answer: nobody misses anything, it goes on from where it was.
        await backoff.pause(signal);
      }
    }
  }

  private async keep(batch: readonly RecordedEvent[]): Promise<void> {
    const { entries, position } = await this.pageOf(batch, this.head ?? START);
    this.kept.push(...entries);
    this.head = position;
    if (this.kept.length > 2 * this.most) this.forgetOldest();
    this.wake();
  }

  private forgetOldest(): void {
    const gone = this.kept.length - this.most;
    this.keptAfter = this.kept[gone - 1]?.event.position ?? this.keptAfter;
    this.kept = this.kept.slice(gone);
  }

  private async pageOf(events: readonly RecordedEvent[], after: Position): Promise<FeedPage> {
    const published = events.filter(({ stream }) => isPublished(stream));
    const opened: readonly Opened[] = await openAll(this.personal, published);
    return { entries: opened.map((event) => new FeedEntry(event)), position: events.at(-1)?.position ?? after };
  }

  private change(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.stopped.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  private wake(): void {
    for (const wake of [...this.waiting]) wake();
  }
}

function firstAfter(entries: readonly FeedEntry[], after: Position): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as FeedEntry).event.position > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
