import { RosterError } from './errors.js';
import { type Opened, type Position, START } from './event.js';
import { type Projection } from './projection.js';
import { Projector } from './projector.js';
import { type EventLog } from './ports/event-log.js';
import { type PersonalData } from './ports/personal-data.js';
import { type ReadStore } from './ports/read-store.js';
import { Backoff } from './retry.js';
import { openAll } from './stream-reader.js';

/** How one projection is getting on, for readiness. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** `stopped`: it could not handle the event at `stoppedAt`; it waits for a mended version. */
  readonly state: 'live' | 'catching_up' | 'waiting' | 'stopped';
  readonly position: Position;
  readonly stoppedAt?: Position;
  readonly error?: string;
}

interface Running {
  readonly projector: Projector;
  failed?: { readonly at: Position; readonly error: string };
}

interface Waiter {
  readonly position: Position;
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
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: EventLog,
    store: ReadStore,
    private readonly personal: PersonalData,
    projections: readonly Projection[],
    /** Told of a projection's stop and of trouble with the store; never of personal data. */
    private readonly onTrouble: (what: string, error: unknown) => void = () => undefined,
  ) {
    this.running = projections.map((projection) => ({ projector: new Projector(projection, store) }));
  }

  /** Prepares the collections and begins to follow the log. Resolves when it has begun, not when it has caught up. */
  async start(): Promise<void> {
    for (const { projector } of this.running) await projector.prepare();
    this.loop = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    for (const waiter of this.waiters) waiter.done(false);
  }

  /** Position up to which every projection has folded. */
  get position(): Position {
    let lowest = Infinity;
    for (const { projector } of this.running) if (projector.position < lowest) lowest = projector.position;
    return lowest === Infinity ? START : lowest;
  }

  /** Waits until every projection has reached a position; false when the time runs out first. */
  async caughtUp(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.position >= position) return true;
    return new Promise((resolve) => {
      const waiter: Waiter = {
        position,
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
    return this.running.map(({ projector, failed }) => ({
      name: projector.projection.name,
      version: projector.projection.version,
      state: failed ? 'stopped' : this.state,
      position: projector.position,
      ...(failed ? { stoppedAt: failed.at, error: failed.error } : {}),
    }));
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const subscription = this.log.subscribe({
      after: this.position,
      signal,
      onState: (state) => (this.state = state === 'dropped' ? 'waiting' : state),
    });
    for await (const batch of subscription) {
      const events = await this.persistently(() => openAll(this.personal, batch));
      if (!events) return;
      for (const running of this.running) {
        if (!running.failed) await this.apply(running, events);
        if (signal.aborted) return;
      }
      this.wake();
    }
  }

  private async apply(running: Running, events: readonly Opened[]): Promise<void> {
    await this.persistently(async () => {
      try {
        await running.projector.apply(events);
      } catch (error) {
        if (isPassing(error)) throw error;
        const { name } = running.projector.projection;
        running.failed = { at: running.projector.position, error: error instanceof Error ? error.name : 'Error' };
        this.onTrouble(`projection ${name} stopped`, error);
      }
    });
  }

  /** Until it works, or we stop. */
  private async persistently<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    const backoff = new Backoff();
    while (!this.stopping.signal.aborted) {
      try {
        return await work();
      } catch (error) {
        this.onTrouble('projections wait', error);
        await backoff.pause(this.stopping.signal);
      }
    }
    return undefined;
  }

  private wake(): void {
    const { position } = this;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.done(true);
  }
}

/** A failure that trying again can mend: of a store or a connection, not of the fold. */
function isPassing(error: unknown): boolean {
  return error instanceof RosterError && (error.kind === 'unavailable' || error.kind === 'outcome_unknown');
}
