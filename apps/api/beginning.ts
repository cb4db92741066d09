import {
  Backoff,
  type EventLog,
  type GenerationsAtWork,
  type LeaseHolder,
  type Position,
  type Process,
  RosterError,
} from '#libs/event-sourcing';
import { type Processes } from './processes.js';
import { type Probe } from './probes.js';

/** The service answers and cannot work yet. */
export class Starting extends RosterError {
  readonly code = 'starting';
  readonly kind = 'unavailable';
  constructor() {
    super('The service is starting, or waits for a server that it needs.', { retryAfterSeconds: 1 });
  }
}

/** What is kept is of a later state than the log, as after the log alone was restored from a backup. */
export class AheadOfLog extends RosterError {
  readonly code = 'ahead_of_log';
  readonly kind = 'unavailable';
  constructor(readonly names: readonly string[]) {
    super(`These have seen events that the log does not have: ${names.join(', ')}. It is another log, or an earlier backup of it.`);
  }
}

export interface BeginningParts {
  readonly log: EventLog;
  /** Whether the read models are in memory, and folded anew by every process: they are complete then, however long it takes. */
  readonly volatile: boolean;
  readonly projections: GenerationsAtWork;
  readonly leases: LeaseHolder;
  readonly onTrouble: (what: string, error: unknown) => void;
}

const LOOK_MS = 1000;
/** Read models that are kept may catch up for so long before requests are taken; whatever they lack then comes later. */
const CATCH_UP_MS = 10_000;
const LONGEST_PAUSE_MS = 2000;

/**
 * What must be done before the service can work: read models prepared and folded as far as the log is, by this process or
 * by others, then the processes at work.
 */
export class Beginning {
  private readonly stopping = new AbortController();
  private begun = false;
  private waitsFor: string | undefined;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly parts: BeginningParts) {}

  /** @throws RosterError what is needed does not work; to be called again then */
  async begin(running: Processes, processes: readonly Process[]): Promise<void> {
    await this.carryOut(this.steps(running, processes), (step) => step());
  }

  /** As `begin`, in the background, on servers that may be away: until it works, or we stop. */
  beginWhenPossible(running: Processes, processes: readonly Process[]): void {
    this.loop = this.carryOut(this.steps(running, processes), (step) => this.persistently(step));
  }

  /** Resolves once nothing more is begun. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  /** Why a request cannot be taken yet. Health and figures are told at any time. */
  refusal(path: string): Starting | undefined {
    return this.begun || /^\/(health\/|metrics$)/.test(path) ? undefined : new Starting();
  }

  readonly probe: Probe = () => {
    if (this.begun) return Promise.resolve({ name: 'start', status: 'up' });
    const detail = this.waitsFor === undefined ? 'Not everything is at work yet.' : `Waits: ${this.waitsFor}`;
    return Promise.resolve({ name: 'start', status: 'down', detail });
  };

  private steps(running: Processes, processes: readonly Process[]): readonly Step[] {
    const { projections, leases, volatile } = this.parts;
    return [
      () => projections.prepare(),
      () => this.checkAgainstLog(running, processes),
      () => {
        leases.start();
        return leases.offer(projections.works());
      },
      () => this.folded(volatile ? Infinity : CATCH_UP_MS),
      () => leases.offer(running.works(processes)),
    ];
  }

  private async carryOut(steps: readonly Step[], how: (step: Step) => Promise<void>): Promise<void> {
    for (const step of steps) {
      if (this.stopping.signal.aborted) return;
      await how(step);
    }
    this.begun = !this.stopping.signal.aborted;
  }

  private async persistently(step: Step): Promise<void> {
    const backoff = new Backoff(LONGEST_PAUSE_MS);
    while (!this.stopping.signal.aborted) {
      try {
        await step();
        this.waitsFor = undefined;
        return;
      } catch (error) {
        this.waitsFor = error instanceof RosterError ? error.message : 'an error, see the log.';
        this.parts.onTrouble('the start waits', error);
        await backoff.pause(this.stopping.signal);
      }
    }
  }

  /**
   * So that nothing older is shown after a start than before. One that stopped at an event is told by readiness; the
   * others go on without it.
   */
  private async folded(patienceMs: number): Promise<void> {
    const { log, projections } = this.parts;
    const end = Date.now() + patienceMs;
    const head = await log.head();
    while (!this.stopping.signal.aborted && Date.now() < end && !(await projections.caughtUp(head, LOOK_MS))) {
      if (projections.status().some(({ state }) => state === 'stopped')) return;
    }
  }

  /** @throws AheadOfLog: events that come later under positions seen before would be passed by */
  private async checkAgainstLog(running: Processes, processes: readonly Process[]): Promise<void> {
    const standing: readonly { name: string; position: Position }[] = [
      ...this.parts.projections.status(),
      ...(await running.checkpoints(processes)),
    ];
    const head = await this.parts.log.head();
    const ahead = standing.filter(({ position }) => position > head).map(({ name }) => name);
    if (ahead.length > 0) throw new AheadOfLog(ahead);
  }
}

type Step = () => Promise<void>;
