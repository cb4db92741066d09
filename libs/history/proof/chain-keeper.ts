import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  Backoff,
  categoryOf,
  type Clock,
  CLOCK,
  EVENT_LOG,
  type EventLog,
  idOf,
  type Position,
  type RecordedEvent,
  START,
  VAULT,
  type Vault,
  type VaultEntry,
} from '#libs/event-sourcing';
import { workspaceDecider } from '#libs/workspaces';
import { Past } from '../past/past.js';
import { canonicalEvent, genesisOf, HASH_BYTES, linked } from './chain.js';
import { signHead } from './heads.js';
import { type ChainPage, EVENTS_PER_PAGE, hashAt, KeptChain } from './kept-chain.js';
import { SigningKeys } from './signing-keys.js';

const CHECKPOINT = { kind: 'checkpoint', key: 'history-chain' } as const;
const QUIET_EVENTS = 1000;
const PAGE = 1000;
const TAILS = 10_000;
const VISIT_EVERY = 1000;

/** Where the chain of a stream ends, with the hashes of its last page. */
interface Tail {
  /** Of the last event; -1 for none. */
  readonly revision: number;
  readonly hash: Buffer;
  /** Of the page that the last event is in. */
  readonly hashes: Buffer;
}

interface Waiter {
  readonly position: Position;
  readonly done: (reached: boolean) => void;
}

/**
 * Follows the log and keeps the hash of every event of a workspace when it arrives (H-4). What is kept once stays: an
 * event that comes later in the place of another is told by the hash of the first. Pages and checkpoint are one write.
 */
@Injectable()
export class ChainKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly tails = new LRUCache<string, Tail>({ max: TAILS });
  private readonly stopping = new AbortController();
  private readonly waiters = new Set<Waiter>();
  private loop: Promise<void> = Promise.resolve();
  private at: Position = START;
  private quiet = 0;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly kept: KeptChain,
    private readonly keys: SigningKeys,
    private readonly past: Past,
  ) {}

  /** Waits for nothing: a vault that is away at the start is asked until it answers. */
  onApplicationBootstrap(): void {
    this.loop = this.follow();
  }

  /** Finishes what it is doing at the moment, then stops. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    for (const { done } of this.waiters) done(false);
  }

  /** Everything up to here is chained. */
  get position(): Position {
    return this.at;
  }

  /** Whether everything up to a position is chained, within so many milliseconds. */
  async caughtUp(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.at >= position) return true;
    if (this.stopping.signal.aborted) return false;
    return new Promise((resolve) => {
      const done = (reached: boolean): void => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        resolve(reached);
      };
      const waiter: Waiter = { position, done };
      const timer = setTimeout(() => done(false), timeoutMs);
      this.waiters.add(waiter);
    });
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff();
    let after: Position | undefined;
    while (!signal.aborted) {
      try {
        after ??= (await this.vault.get<number>(CHECKPOINT.kind, CHECKPOINT.key)) ?? START;
        this.at = Math.max(this.at, after);
        for await (const batch of this.log.subscribe({ after: this.at, signal })) {
          await this.take(batch);
          backoff.reset();
        }
      } catch {
        // The batch was not kept: it comes again. The log and the vault tell of their troubles in readiness.
      }
      await backoff.pause(signal);
    }
  }

  private async take(batch: readonly RecordedEvent[]): Promise<void> {
    const last = batch.at(-1);
    if (!last) return;
    const entries: VaultEntry[] = [];
    const tails: [string, Tail][] = [];
    for (const [stream, events] of byStream(batch)) {
      const { tail, pages } = await this.chained(stream, events);
      tails.push([stream, tail]);
      entries.push(...pages.map((page) => this.kept.entry(stream, page)));
    }
    this.quiet += batch.length;
    // What is none of its business moves the checkpoint only now and then: each move is a durable write.
    if (entries.length > 0 || this.quiet >= QUIET_EVENTS) {
      await this.vault.put([...entries, { ...CHECKPOINT, value: last.position }]);
      this.quiet = 0;
    }
    for (const [stream, tail] of tails) this.tails.set(stream, tail);
    this.at = last.position;
    for (const { position, done } of this.waiters) if (position <= this.at) done(true);
    await this.visitPast(batch);
  }

  /** Goes by every so many events, so that the states are kept that questions about the past begin with. */
  private async visitPast(batch: readonly RecordedEvent[]): Promise<void> {
    for (const { stream, revision } of batch) {
      if (categoryOf(stream) !== workspaceDecider.category || (revision + 1) % VISIT_EVERY !== 0) continue;
      // Where it fails now, the question itself will go there.
      await this.past.after(idOf(stream), revision).catch(() => undefined);
    }
  }

  /** The pages that the events make or lengthen. */
  private async chained(stream: string, events: readonly RecordedEvent[]): Promise<{ tail: Tail; pages: ChainPage[] }> {
    const key = await this.keys.current();
    const pages: ChainPage[] = [];
    let tail = this.tails.get(stream) ?? (await this.tailBefore(stream, events[0]?.revision ?? 0));
    for (const [index, event] of events.entries()) {
      if (event.revision > tail.revision && event.revision % EVENTS_PER_PAGE === 0) {
        tail = (await this.tailIn(stream, KeptChain.pageOf(event.revision))) ?? tail;
      }
      if (event.revision <= tail.revision) continue;
      tail = lengthened(tail, event);
      const next = events[index + 1];
      const pageEnds = !next || KeptChain.pageOf(next.revision) > KeptChain.pageOf(event.revision);
      if (!pageEnds) continue;
      const { revision, hash, hashes } = tail;
      const head = signHead({ stream, revision, hash: hash.toString('hex'), at: this.clock.now() }, key);
      pages.push({ number: KeptChain.pageOf(revision), hashes, head });
    }
    return { tail, pages };
  }

  /** Where the chain stands before an event, or further on. Hashes that were kept and are gone are not made up again. */
  private async tailBefore(stream: string, revision: number): Promise<Tail> {
    const last = revision - 1;
    const none = { revision: last, hash: genesisOf(stream), hashes: Buffer.alloc(0) };
    if (revision === 0) return none;
    const tail = (await this.tailIn(stream, KeptChain.pageOf(last))) ?? none;
    if (tail.revision >= last && tail.hashes.length > 0) return tail;
    const hashes = Buffer.concat([tail.hashes], ((last % EVENTS_PER_PAGE) + 1) * HASH_BYTES);
    return { revision: last, hash: await this.chainOf(stream, last), hashes };
  }

  /** Where a page that is kept ends; undefined for none. */
  private async tailIn(stream: string, number: number): Promise<Tail | undefined> {
    const page = await this.kept.page(stream, number);
    if (!page) return undefined;
    const { hashes } = page;
    const count = hashes.length / HASH_BYTES;
    const revision = number * EVENTS_PER_PAGE + count - 1;
    return { revision, hash: hashAt(hashes, count - 1) ?? (await this.chainOf(stream, revision)), hashes };
  }

  private async chainOf(stream: string, last: number): Promise<Buffer> {
    let hash = genesisOf(stream);
    for (let revision = 0; revision <= last; ) {
      const events = await this.log.readStream(stream, revision, Math.min(PAGE, last + 1 - revision));
      if (events.length === 0) break;
      for (const event of events) hash = linked(hash, canonicalEvent(event));
      revision += events.length;
    }
    return hash;
  }
}

function lengthened(tail: Tail, event: RecordedEvent): Tail {
  const hash = linked(tail.hash, canonicalEvent(event));
  const earlier = event.revision % EVENTS_PER_PAGE === 0 ? [] : [tail.hashes];
  return { revision: event.revision, hash, hashes: Buffer.concat([...earlier, hash]) };
}

function byStream(batch: readonly RecordedEvent[]): ReadonlyMap<string, readonly RecordedEvent[]> {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of batch) {
    if (categoryOf(event.stream) !== workspaceDecider.category) continue;
    const events = streams.get(event.stream);
    if (events) events.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}
