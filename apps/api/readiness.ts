import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  CLOCK,
  collectionOf,
  type DoneBy,
  EVENT_LOG,
  type EventLog,
  GenerationsAtWork,
  LeaseHolder,
  type Position,
  type ProcessStatus,
  type ProjectionStatus,
  type RecordedEvent,
  RosterError,
} from '#libs/event-sourcing';
import { ageOf, eventsAhead } from './events-ahead.js';
import { lookAround } from './look-around.js';
import { type Dependency, type Probe } from './probes.js';
import { Processes } from './processes.js';

/** Injection token: `readonly Probe[]`. */
export const PROBES = Symbol('PROBES');

export interface ReadinessReport {
  readonly status: 'up' | 'down';
  readonly dependencies: Dependency[];
  readonly projections: (Pick<ProjectionStatus, 'name' | 'version' | 'state'> & Partial<Lag> & { readonly error?: string })[];
  readonly processes: Pick<ProcessStatus, 'name' | 'state' | 'error'>[];
}

interface Lag {
  /** Events not folded yet; where there are more than `MOST_COUNTED`, that number. */
  readonly lagEvents: number;
  /** Age of the oldest of them, in seconds. */
  readonly lagSeconds: number;
}

/** In place of an error's name: no process has the lease. */
const NOBODY = 'NobodyDoesIt';

@Injectable()
export class Readiness {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROBES) private readonly probes: readonly Probe[],
    private readonly projections: GenerationsAtWork,
    private readonly processes: Processes,
    private readonly leases: LeaseHolder,
  ) {}

  async report(): Promise<ReadinessReport> {
    const { dependencies, allAnswer, logAnswers } = await lookAround(this.probes, this.projections);
    const doneBy = this.leases.standing();
    const standing = this.projections.status().map((each) => attended(each, doneBy.get(collectionOf(each))));
    const lags = logAnswers ? await this.lags(standing.map(({ position }) => position)) : undefined;
    const projections = standing.map(({ name, version, state, position, error }) => ({
      name,
      version,
      state,
      ...lags?.get(position),
      ...(error === undefined ? {} : { error }),
    }));
    const processes = this.processes
      .status()
      .map((each) => attended(each, doneBy.get(each.name)))
      .map(({ name, state, error }) => ({ name, state, ...(error === undefined ? {} : { error }) }));
    const whole = allAnswer && projections.every(({ state }) => state !== 'stopped');
    return { status: whole ? 'up' : 'down', dependencies, projections, processes };
  }

  /** How far behind each of these positions is; undefined where the log does not answer. */
  private async lags(positions: readonly Position[]): Promise<ReadonlyMap<Position, Lag> | undefined> {
    try {
      const ahead = await eventsAhead(this.log, positions);
      const lag = (events: readonly RecordedEvent[]): Lag => {
        return { lagEvents: events.length, lagSeconds: ageOf(events[0], this.clock) };
      };
      return new Map([...ahead].map(([position, events]) => [position, lag(events)]));
    } catch (error) {
      if (error instanceof RosterError) return undefined;
      throw error;
    }
  }
}

/** As it stands, but that it waits where nobody does it. */
function attended<Status extends ProjectionStatus | ProcessStatus>(status: Status, by: DoneBy | undefined): Status {
  return status.state === 'elsewhere' && by === 'nobody' ? { ...status, state: 'waiting', error: NOBODY } : status;
}
