import { RosterError } from './errors.js';
import { type Opened, type Position, type RecordedEvent, START } from './event.js';
import { ALONE, type Lease, type LeasedWork, LeaseLost } from './lease.js';
import { Lookout } from './lookout.js';
import { collectionOf, type Projection } from './projection.js';
import { FoldFailed, Projector } from './projector.js';
import { type EventLog } from './ports/event-log.js';
import { type PersonalData } from './ports/personal-data.js';
import { type ReadStore } from './ports/read-store.js';
import { Backoff } from './retry.js';
import { openAll } from './stream-reader.js';

/** How one projection is getting on, for readiness. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** Left out for the first. */
  readonly generation?: number;
  /**
   * `waiting`: for the log, the keys or the store, to go on by itself. `stopped`: it could not handle the event at
   * `stoppedAt`; it waits for a mended version. `elsewhere`: another process runs it.
   */
  readonly state: 'live' | 'catching_up' | 'waiting' | 'stopped' | 'elsewhere';
  readonly position: Position;
  readonly stoppedAt?: Position;
  /** Name of the error that it waits on or stopped at. */
  readonly error?: string;
}

/** Goes around each batch that a projection takes, for metrics and traces. It does the work, once. */
export type AroundBatch = (projection: string, events: number, work: () => Promise<void>) => Promise<void>;

interface Running {
  readonly projector: Projector;
  /** Undefined: another process folds it, or nobody at the moment. */
  lease?: Lease | undefined;
  failed?: { readonly at: Position; readonly error: string } | undefined;
  /** Where its checkpoint stood when that was last looked at. */
  seen: Position;
}

interface Waiter {
  readonly position: Position;
  /** Those that must have reached it. */
  readonly on: readonly Running[];
  readonly done: (reached: boolean) => void;
}

/** One subscription, and those that fold what it brings. Who joins or leaves makes it begin anew: nobody misses a batch. */
interface Turn {
  readonly members: readonly Running[];
  readonly over: AbortController;
  /** Resolves once nothing more is written in it. */
  readonly finished: Promise<void>;
}

/**
 * Runs projections on one subscription: those that this process has the leases of, or all where it is alone. One that cannot
 * handle an event stops at it and says so; the others go on. A store that does not answer is tried again, for as long as it
 * takes. How far those are that other processes run is told by their checkpoints, looked at while somebody waits for them.
 */
export class Projections {
  private readonly running: readonly Running[];
  private readonly waiters = new Set<Waiter>();
  private stopped = false;
  private turn: Turn | undefined;
  private state: 'live' | 'catching_up' | 'waiting' = 'catching_up';
  /** Name of the error that everything waits on at the moment. */
  private trouble: string | undefined;
  private loop: Promise<void> | undefined;
  private readonly lookout = new Lookout(
    () => !this.stopped && this.awaitedElsewhere().length > 0,
    async () => {
      await this.lookAt(this.awaitedElsewhere());
      this.wake();
    },
  );

  constructor(
    private readonly log: EventLog,
    private readonly store: ReadStore,
    private readonly personal: PersonalData,
    projections: readonly Projection[],
    /** Told of a projection's stop and of trouble with the store; never of personal data. */
    private readonly onTrouble: (what: string, error: unknown) => void = () => undefined,
    private readonly around: AroundBatch = (_projection, _events, work) => work(),
  ) {
    this.running = projections.map((projection) => ({ projector: new Projector(projection, store), seen: START }));
  }

  /**
   * Prepares the collections and begins to follow the log with all of them, as the one process there is. Resolves when it
   * has begun, not when it has caught up.
   * @throws RosterError a failure of the store
   */
  async start(): Promise<void> {
    for (const { projector } of this.running) await projector.prepare();
    for (const running of this.running) running.lease = ALONE;
    this.loop = this.follow();
  }

  /** Prepares the collections, and looks how far each is. @throws RosterError a failure of the store */
  async prepare(): Promise<void> {
    for (const { projector } of this.running) await projector.prepare();
    this.loop ??= this.follow();
  }

  /** Each as work for whoever has its lease. To be prepared before. */
  works(): readonly LeasedWork[] {
    return this.running.map((running) => ({
      name: collectionOf(running.projector.projection),
      begin: (lease) => this.join(running, lease),
      end: () => this.leave(running),
    }));
  }

  /** Finishes what it is doing at the moment, then stops. Who waits to catch up waits no longer. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.turn?.over.abort();
    await this.loop;
    for (const waiter of this.waiters) waiter.done(false);
    await this.lookout.ended();
  }

  /** Position up to which every projection has folded, as far as is known here. */
  get position(): Position {
    return lowest(this.running);
  }

  /**
   * Waits until projections have reached a position: those that are named, else every one. False when the time runs out
   * first, and at once where one of them that stopped, or our own end, keeps it from being reached.
   */
  async caughtUp(position: Position, timeoutMs: number, names?: readonly string[]): Promise<boolean> {
    const on = names ? this.running.filter(({ projector }) => names.includes(projector.projection.name)) : this.running;
    if (lowest(on) >= position) return true;
    if (this.stopped || outOfReach(on, position)) return false;
    return new Promise((resolve) => {
      const waiter: Waiter = {
        position,
        on,
        done: (reached) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(reached);
        },
      };
      const timer = setTimeout(() => waiter.done(false), timeoutMs);
      this.waiters.add(waiter);
      this.lookout.begin();
    });
  }

  /** Looks at the checkpoints of those that others run. @throws RosterError a failure of the store */
  async look(): Promise<void> {
    await this.lookAt(this.running.filter(({ lease }) => !lease));
  }

  /** Of those that others run as it was at the last `look`. */
  status(): readonly ProjectionStatus[] {
    return this.running.map((running) => {
      const { lease, failed, projector } = running;
      const { name, version, generation } = projector.projection;
      const error = lease && (failed?.error ?? this.trouble);
      return {
        name,
        version,
        ...(generation === undefined ? {} : { generation }),
        state: lease ? this.stateOf(running) : 'elsewhere',
        position: positionOf(running),
        ...(lease && failed ? { stoppedAt: failed.at } : {}),
        ...(error === undefined ? {} : { error }),
      };
    });
  }

  private stateOf({ failed }: Running): ProjectionStatus['state'] {
    if (failed) return 'stopped';
    return this.trouble === undefined ? this.state : 'waiting';
  }

  private async join(running: Running, lease: Lease): Promise<void> {
    await running.projector.resume(lease.token);
    running.failed = undefined;
    running.lease = lease;
    this.beginTurn();
  }

  private async leave(running: Running): Promise<void> {
    const { turn } = this;
    running.lease = undefined;
    if (turn?.members.includes(running)) {
      this.beginTurn();
      await turn.finished;
    }
    // Whoever waits for it goes on waiting, for another process.
    this.lookout.begin();
  }

  private beginTurn(): void {
    this.turn?.over.abort();
  }

  private async follow(): Promise<void> {
    const backoff = new Backoff();
    while (!this.stopped) {
      const members = this.running.filter(({ lease, failed }) => lease?.holds() && !failed);
      const over = new AbortController();
      const finished = this.takePart(members, over.signal, backoff);
      this.turn = { members, over, finished };
      await finished;
      // It should never end by itself. Where it does, nothing is lost by beginning again.
      if (over.signal.aborted) continue;
      this.state = 'waiting';
      await backoff.pause(over.signal);
    }
  }

  private async takePart(members: readonly Running[], signal: AbortSignal, backoff: Backoff): Promise<void> {
    if (members.length === 0) return ended(signal);
    try {
      const subscription = this.log.subscribe({
        after: Math.min(...members.map(({ projector }) => projector.position)),
        signal,
        onState: (state) => {
          if (!signal.aborted) this.state = state === 'dropped' ? 'waiting' : state;
        },
      });
      for await (const batch of subscription) {
        backoff.reset();
        await this.take(batch, members, signal);
      }
    } catch (error) {
      this.onTrouble('projections lost their subscription', error);
    }
  }

  private async take(batch: readonly RecordedEvent[], members: readonly Running[], signal: AbortSignal): Promise<void> {
    const events = await this.persistently(() => openAll(this.personal, batch), signal);
    if (!events) return;
    for (const running of members) {
      if (signal.aborted) return;
      const { lease, failed } = running;
      // Once it is over it stays so: what comes later is not for it either, until it joins anew.
      if (lease?.holds() && !failed) await this.apply(running, lease, events, signal);
    }
    this.wake();
  }

  private async apply(running: Running, lease: Lease, events: readonly Opened[], signal: AbortSignal): Promise<void> {
    await this.persistently(async () => {
      const { projection } = running.projector;
      try {
        await this.around(projection.name, events.length, () => running.projector.apply(events));
      } catch (error) {
        const wasLost = error instanceof LeaseLost;
        if (!wasLost && isPassing(error)) throw error;
        // The documents of one that was taken over have moved on: that they do not fit says nothing.
        if (wasLost || !(await lease.confirm())) {
          this.lost(running, lease);
          return;
        }
        const at = error instanceof FoldFailed ? error.position : running.projector.position;
        running.failed = { at, error: nameOf(error instanceof FoldFailed ? error.cause : error) };
        this.onTrouble(`projection ${projection.name} stopped`, error);
      }
    }, signal);
  }

  private lost(running: Running, lease: Lease): void {
    if (running.lease === lease) running.lease = undefined;
    this.lookout.begin();
  }

  /** Until it works, or the signal ends it. */
  private async persistently<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result | undefined> {
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        const result = await work();
        this.trouble = undefined;
        return result;
      } catch (error) {
        this.trouble = nameOf(error);
        this.onTrouble('projections wait', error);
        await backoff.pause(signal);
      }
    }
    return undefined;
  }

  private wake(): void {
    for (const waiter of this.waiters) {
      if (lowest(waiter.on) >= waiter.position) waiter.done(true);
      else if (outOfReach(waiter.on, waiter.position)) waiter.done(false);
    }
  }

  private awaitedElsewhere(): readonly Running[] {
    const awaited = new Set<Running>();
    for (const { on, position } of this.waiters) {
      for (const running of on) if (!running.lease && positionOf(running) < position) awaited.add(running);
    }
    return [...awaited];
  }

  private async lookAt(those: readonly Running[]): Promise<void> {
    if (those.length === 0) return;
    const names = new Map(those.map((running) => [collectionOf(running.projector.projection), running]));
    for (const [name, position] of await this.store.checkpoints([...names.keys()])) {
      const running = names.get(name);
      if (running) running.seen = Math.max(running.seen, position);
    }
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function positionOf({ projector, seen }: Running): Position {
  return Math.max(projector.position, seen);
}

function outOfReach(running: readonly Running[], position: Position): boolean {
  return running.some((each) => each.lease && each.failed !== undefined && positionOf(each) < position);
}

function lowest(running: readonly Running[]): Position {
  const positions = running.map(positionOf);
  return positions.length === 0 ? START : Math.min(...positions);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

/** A failure that trying again can mend: of a store or a connection, not of the fold. */
function isPassing(error: unknown): boolean {
  return error instanceof RosterError && (error.kind === 'unavailable' || error.kind === 'outcome_unknown');
}
