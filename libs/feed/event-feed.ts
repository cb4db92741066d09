import { setMaxListeners } from 'node:events';
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
import { type Bell } from './bell.js';
import { isPublished, workspaceOf } from './cloud-event.js';
import { FeedEntry } from './feed-entry.js';
import { FeedPage, type Recipient } from './feed-page.js';

const PAGE = 500;
/** Readers are woken at most so often; the first event after a pause wakes them at once. */
const PACE_MS = 20;
/** And less often the more they are: each waking is a write for every one of them. */
const WRITES_PER_MS = 4;

/**
 * The published events of all streams, in one order (S-4). Readers who are near the end share what one subscription
 * keeps of it; who is further back reads the log. Nobody's slowness costs memory: a reader holds a position and no queue.
 */
@Injectable()
export class EventFeed implements OnModuleDestroy {
  /** So many of the newest entries, and up to twice as many, are kept for all readers together. */
  protected readonly most: number = 4000;
  /** How many follow the feed live at the moment, for metrics. */
  readers = 0;
  private readonly stopping = new AbortController();
  private following: Promise<void> | undefined;
  /** Newest entries, oldest first: all that are published after `keptAfter` up to `head`. */
  private kept: FeedEntry[] = [];
  private keptAfter: Position | undefined;
  private head: Position | undefined;
  /** The page that was given last of what is kept, and after which position. */
  private given: { readonly after: Position; readonly page: FeedPage } | undefined;
  private readonly waiting = new Set<Bell>();
  private wokenAt = 0;
  private waking: NodeJS.Timeout | undefined;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
  ) {
    // As many as there are readers; Node would warn of a leak.
    setMaxListeners(0, this.stopped);
  }

  /** Aborted once the service stops: whoever follows the feed ends then. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.following;
    clearTimeout(this.waking);
  }

  /**
   * What comes next after a position, straight from the log: everything is in it that was written before it was asked.
   * @param reader who it is for: what they do not want is not opened, and not in it; unless told, somebody who wants all
   */
  async read(after: Position, reader: Recipient = EVERYBODY): Promise<FeedPage> {
    return this.pageOf(await this.log.readAll(after, PAGE), after, reader);
  }

  /** What comes next after a position; waits for it by the reader's bell. Empty pages mean: nothing yet. */
  async next(after: Position, bell: Bell, reader: Recipient = EVERYBODY): Promise<FeedPage> {
    this.following ??= this.follow();
    if (!this.keeps(after)) {
      const page = await this.read(after, reader);
      // At the end of the log, and the subscription has yet to begin.
      if (page.position === after && this.keptAfter === undefined) await this.change(bell);
      return page;
    }
    if (after >= (this.head ?? START)) await this.change(bell);
    // While we waited, so much may have come that this is not kept any more.
    return this.keeps(after) ? this.newest(after) : new FeedPage([], after);
  }

  /** Whether everything is kept that comes after a position. */
  private keeps(after: Position): boolean {
    return this.keptAfter !== undefined && after >= this.keptAfter;
  }

  private newest(after: Position): FeedPage {
    const { head = after, given } = this;
    if (given?.after === after && given.page.position === head) return given.page;
    const from = firstAfter(this.kept, after);
    const entries = this.kept.slice(from, from + PAGE);
    const more = from + entries.length < this.kept.length;
    const page = new FeedPage(entries, more ? (entries.at(-1)?.event.position ?? after) : Math.max(after, head));
    this.given = { after, page };
    return page;
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
    const { entries, position } = await this.pageOf(batch, this.head ?? START, EVERYBODY);
    if (batch.some(({ type }) => type === 'AccountDeleted')) this.forgetAll();
    this.kept.push(...entries);
    this.head = position;
    if (this.kept.length > 2 * this.most) this.forgetOldest();
    this.wakeSoon();
  }

  /** what was opened may be about somebody who is forgotten by now. Whoever is not as far yet reads the log. */
  private forgetAll(): void {
    this.kept = [];
    this.given = undefined;
    this.keptAfter = this.head ?? this.keptAfter;
  }

  private forgetOldest(): void {
    const gone = this.kept.length - this.most;
    this.keptAfter = this.kept[gone - 1]?.event.position ?? this.keptAfter;
    this.kept = this.kept.slice(gone);
  }

  private async pageOf(events: readonly RecordedEvent[], after: Position, reader: Recipient): Promise<FeedPage> {
    const wanted = events.filter(
      ({ stream, type }) => isPublished(stream) && reader.wants({ type, workspaceId: workspaceOf(stream) }),
    );
    const opened: readonly Opened[] = reader.personal ? await openAll(this.personal, wanted) : wanted.map(unopened);
    return new FeedPage(opened.map((event) => new FeedEntry(event)), events.at(-1)?.position ?? after);
  }

  private async change(bell: Bell): Promise<void> {
    if (this.stopped.aborted) return;
    this.waiting.add(bell);
    await bell.rung();
    this.waiting.delete(bell);
  }

  /** Now, or where readers were woken just now, a little later. */
  private wakeSoon(): void {
    const wait = this.wokenAt + Math.max(PACE_MS, this.readers / WRITES_PER_MS) - performance.now();
    if (wait <= 0) this.wake();
    else this.waking ??= setTimeout(() => this.wake(), wait);
  }

  private wake(): void {
    clearTimeout(this.waking);
    this.waking = undefined;
    this.wokenAt = performance.now();
    for (const { ring } of [...this.waiting]) ring();
  }
}

const EVERYBODY: Recipient = { personal: true, wants: () => true };

function unopened({ personal, ...event }: RecordedEvent): Opened {
  return personal ? { ...event, personal: { of: personal.of, fields: null } } : event;
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
