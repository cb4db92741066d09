import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  ALONE,
  Backoff,
  categoryOf,
  CHECKPOINT_KIND,
  type Clock,
  CLOCK,
  EVENT_LOG,
  type EventLog,
  idOf,
  type Lease,
  type LeasedWork,
  LeaseLost,
  Lookout,
  type Position,
  type ProcessStatus,
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

const NAME = 'history-chain';
const CHECKPOINT = { kind: CHECKPOINT_KIND, key: NAME } as const;
const QUIET_EVENTS = 1000;
const PAGE = 1000;
const TAILS = 10_000;
/** As far apart as `Past` keeps states. */
const VISIT_EVERY = 500;

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
 * event that comes later in the place of another is told by the hash of the first. Pages and checkpoint are one write,
 * under the lease: of several processes one keeps the chain, and the others tell how far it is by the checkpoint.
 */
@Injectable()
export class ChainKeeper implements LeasedWork, OnApplicationShutdown {
  readonly name = NAME;
  private readonly tails = new LRUCache<string, Tail>({ max: TAILS });
  private stopping = new AbortController();
  private closed = false;
  /** Undefined: another process keeps the chain, or nobody at the moment. */
  private lease: Lease | undefined;
  private readonly waiters = new Set<Waiter>();
  private readonly lookout = new Lookout(
    () => !this.closed && !this.lease && this.waiters.size > 0,
    async () => {
      await this.look();
      this.wake();
    },
  );
  private loop: Promise<void> = Promise.resolve();
  private at: Position = START;
  private quiet = 0;
  private state: ProcessStatus['state'] = 'catching_up';
  /** Name of the error that it waits on. */
  private trouble: string | undefined;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly kept: KeptChain,
    private readonly keys: SigningKeys,
    private readonly past: Past,
  ) {}

  /** Alone it waits for nothing: a vault that is away is asked until it answers. @throws LeaseLost, RosterError */
  async begin(lease: Lease = ALONE): Promise<void> {
    const { token } = lease;
    const { kind, key } = CHECKPOINT;
    const claimed = token === undefined ? undefined : ((await this.vault.claim<number>(kind, key, token)) ?? START);
    // Whoever had it in between may have made the pages longer.
    this.tails.clear();
    this.stopping = new AbortController();
    this.lease = lease;
    this.loop = this.follow(lease, claimed);
  }

  /** Finishes what it is doing at the moment. */
  async end(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    this.lease = undefined;
    this.lookout.begin();
  }

  /** For good: who waits waits no longer. */
  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    await this.end();
    for (const { done } of this.waiters) done(false);
    await this.lookout.ended();
  }

  /** As processes tell it: up to its position everything is chained. */
  status(): ProcessStatus {
    const { at: position, trouble: error } = this;
    if (!this.lease) return { name: NAME, state: 'elsewhere', position };
    return error === undefined ? { name: NAME, state: this.state, position } : { name: NAME, state: 'waiting', position, error };
  }

  /** Looks how far it is where another process keeps it. @throws RosterError */
  async look(): Promise<void> {
    const kept = await this.vault.get<number>(CHECKPOINT.kind, CHECKPOINT.key);
    this.at = Math.max(this.at, kept ?? START);
  }

  /** Everything up to here is chained, as far as is known here. */
  get position(): Position {
    return this.at;
  }

  /** Whether everything up to a position is chained, within so many milliseconds. */
  async caughtUp(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.at >= position) return true;
    if (this.closed) return false;
    return new Promise((resolve) => {
      const done = (reached: boolean): void => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        resolve(reached);
      };
      const waiter: Waiter = { position, done };
      const timer = setTimeout(() => done(false), timeoutMs);
      this.waiters.add(waiter);
      this.lookout.begin();
    });
  }

  private async follow(lease: Lease, claimed: Position | undefined): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff();
    let after = claimed;
    while (!signal.aborted) {
      try {
        after ??= (await this.vault.get<number>(CHECKPOINT.kind, CHECKPOINT.key)) ?? START;
        this.at = Math.max(this.at, after);
        for await (const batch of this.log.subscribe({ after: this.at, signal, onState: (state) => this.stands(state) })) {
          await this.take(batch, lease);
          this.trouble = undefined;
          backoff.reset();
        }
      } catch (error) {
        // The batch was not kept: it comes again.
        this.trouble = error instanceof Error ? error.name : 'Error';
      }
      await backoff.pause(signal);
    }
  }

  private stands(state: 'live' | 'catching_up' | 'dropped'): void {
    this.state = state === 'dropped' ? 'waiting' : state;
    if (state === 'live') this.trouble = undefined;
  }

  private async take(batch: readonly RecordedEvent[], lease: Lease): Promise<void> {
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
      if (!lease.holds()) throw new LeaseLost();
      await this.vault.put([...entries, { ...CHECKPOINT, value: last.position }], lease.token);
      this.quiet = 0;
    }
    for (const [stream, tail] of tails) this.tails.set(stream, tail);
    this.at = last.position;
    this.wake();
    await this.visitPast(batch);
  }

  private wake(): void {
    for (const { position, done } of this.waiters) if (position <= this.at) done(true);
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
