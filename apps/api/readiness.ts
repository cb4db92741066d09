import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  CLOCK,
  EVENT_LOG,
  type EventLog,
  type Position,
  type ProcessStatus,
  Projections,
  type ProjectionStatus,
} from '#libs/event-sourcing';
import { Processes } from './processes.js';

export interface Dependency {
  readonly name: string;
  readonly status: 'up' | 'down';
  readonly detail?: string;
}

/** Tells whether a part of the service that is not a projection can do its work. */
export type Probe = () => Promise<Dependency>;

/** Injection token: `readonly Probe[]`. */
export const PROBES = Symbol('PROBES');

export interface ReadinessReport {
  readonly status: 'up' | 'down';
  readonly dependencies: Dependency[];
  readonly projections: (Pick<ProjectionStatus, 'name' | 'version' | 'state'> & Lag & { readonly error?: string })[];
  readonly processes: Pick<ProcessStatus, 'name' | 'state' | 'error'>[];
}

interface Lag {
  /** Events not folded yet; where there are more than `MOST_COUNTED`, that number. */
  readonly lagEvents: number;
  /** Age of the oldest of them, in seconds. */
  readonly lagSeconds: number;
}

const MOST_COUNTED = 10_000;

@Injectable()
export class Readiness {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROBES) private readonly probes: readonly Probe[],
    private readonly projections: Projections,
    private readonly processes: Processes,
  ) {}

  async report(): Promise<ReadinessReport> {
    const dependencies = await Promise.all(this.probes.map((probe) => probe()));
    const projections = await Promise.all(
      this.projections.status().map(async ({ name, version, state, position, error }) => ({
        name,
        version,
        state,
        ...(await this.lag(position)),
        ...(error === undefined ? {} : { error }),
      })),
    );
    const processes = this.processes.status().map(({ name, state, error }) => ({
      name,
      state,
      ...(error === undefined ? {} : { error }),
    }));
    const works = dependencies.every(({ status }) => status === 'up') && projections.every(({ state }) => state !== 'stopped');
    return { status: works ? 'up' : 'down', dependencies, projections, processes };
  }

  private async lag(position: Position): Promise<Lag> {
    const behind = await this.log.readAll(position, MOST_COUNTED);
    const [oldest] = behind;
    if (!oldest) return { lagEvents: 0, lagSeconds: 0 };
    const age = Date.parse(this.clock.now()) - Date.parse(oldest.metadata.at);
    return { lagEvents: behind.length, lagSeconds: Math.max(0, age / 1000) };
  }
}
