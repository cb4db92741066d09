import { RosterError } from './errors.js';
import { type Opened, type Position, type RecordedEvent, START } from './event.js';
import { type Projection } from './projection.js';
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
  /**
   * `waiting`: for the log, the keys or the store, to go on by itself. `stopped`: it could not handle the event at
   * `stoppedAt`; it waits for a mended version.
   */
  readonly state: 'live' | 'catching_up' | 'waiting' | 'stopped';
  readonly position: Position;
  readonly stoppedAt?: Position;
  /** Name of the error that it waits on or stopped at. */
  readonly error?: string;
}

/** Goes around each batch that a projection takes, for metrics and traces. It does the work, once. */
export type AroundBatch = (projection: string, events: number, work: () => Promise<void>) => Promise<void>;

interface Running {
  readonly projector: Projector;
  failed?: { readonly at: Position; readonly error: string };
}

interface Waiter {
  readonly position: Position;
  /** Those that must have reached it. */
  readonly on: readonly Running[];
  readonly done: (reached: boolean) => void;
}

/**
 * Runs projections on one subscription. One that cannot handle an event stops at it and says so; the others go on. A
 * store that does not answer is tried again, for as long as it takes.
 */
export class Projections {
  private readonly running: readonly Running[];
  private readonly waiters = new Set<Waiter>();
  private readonly stopping = new AbortController();
  private state: ProjectionStatus['state'] = 'catching_up';
  /** Name of the error that everything waits on at the moment. */
  private trouble: string | undefined;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: EventLog,
    store: ReadStore,
    private readonly personal: PersonalData,
    projections: readonly Projection[],
    /** Told of a projection's stop and of trouble with the store; never of personal data. */
    private readonly onTrouble: (what: string, error: unknown) => void = () => undefined,
    private readonly around: AroundBatch = (_projection, _events, work) => work(),
  ) {
    this.running = projections.map((projection) => ({ projector: new Projector(projection, store) }));
  }

  /**
   * Prepares the collections and begins to follow the log. Resolves when it has begun, not when it has caught up.
   * @throws RosterError a failure of the store
   */
  async start(): Promise<void> {
    for (const { projector } of this.running) await projector.prepare();
    this.loop = this.follow();
  }

  /** Finishes what it is doing at the moment, then stops. Who waits to catch up waits no longer. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    for (const waiter of this.waiters) waiter.done(false);
  }

  /** Position up to which every projection has folded. */
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
    if (this.stopping.signal.aborted || outOfReach(on, position)) return false;
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
    });
  }

  status(): readonly ProjectionStatus[] {
    return this.running.map(({ projector, failed }) => {
      const error = failed?.error ?? this.trouble;
      return {
        name: projector.projection.name,
        version: projector.projection.version,
        state: failed ? 'stopped' : this.trouble === undefined ? this.state : 'waiting',
        position: projector.position,
        ...(failed ? { stoppedAt: failed.at } : {}),
        ...(error === undefined ? {} : { error }),
      };
    });
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff();
    for (;;) {
      try {
        const subscription = this.log.subscribe({
          after: this.beginning(),
          signal,
          onState: (state) => (this.state = state === 'dropped' ? 'waiting' : state),
        });
        for await (const batch of subscription) {
          backoff.reset();
          await this.take(batch);
        }
      } catch (error) {
        this.onTrouble('projections lost their subscription', error);
      }
      if (signal.aborted) return;
      // It should never end by itself. Where it does, nothing is lost by beginning again.
      this.state = 'waiting';
      await backoff.pause(signal);
    }
  }

  /** Those that stopped need nothing more: where all have, there is nothing to begin with again. */
  private beginning(): Position {
    const atWork = this.running.filter(({ failed }) => !failed);
    return lowest(atWork.length > 0 ? atWork : this.running);
  }

  private async take(batch: readonly RecordedEvent[]): Promise<void> {
    const events = await this.persistently(() => openAll(this.personal, batch));
    if (!events) return;
    for (const running of this.running) {
      if (this.stopping.signal.aborted) return;
      if (!running.failed) await this.apply(running, events);
    }
    this.wake();
  }

  private async apply(running: Running, events: readonly Opened[]): Promise<void> {
    await this.persistently(async () => {
      try {
        await this.around(running.projector.projection.name, events.length, () => running.projector.apply(events));
      } catch (error) {
        if (isPassing(error)) throw error;
        const { projection, position } = running.projector;
        const at = error instanceof FoldFailed ? error.position : position;
        running.failed = { at, error: nameOf(error instanceof FoldFailed ? error.cause : error) };
        this.onTrouble(`projection ${projection.name} stopped`, error);
      }
    });
  }

  /** Until it works, or we stop. */
  private async persistently<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    const backoff = new Backoff();
    while (!this.stopping.signal.aborted) {
      try {
        const result = await work();
        this.trouble = undefined;
        return result;
      } catch (error) {
        this.trouble = nameOf(error);
        this.onTrouble('projections wait', error);
        await backoff.pause(this.stopping.signal);
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
}

function outOfReach(running: readonly Running[], position: Position): boolean {
  return running.some(({ projector, failed }) => failed !== undefined && projector.position < position);
}

function lowest(running: readonly Running[]): Position {
  const positions = running.map(({ projector }) => projector.position);
  return positions.length === 0 ? START : Math.min(...positions);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

/** A failure that trying again can mend: of a store or a connection, not of the fold. */
function isPassing(error: unknown): boolean {
  return error instanceof RosterError && (error.kind === 'unavailable' || error.kind === 'outcome_unknown');
}
