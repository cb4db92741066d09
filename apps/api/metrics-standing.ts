import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  CLOCK,
  EVENT_LOG,
  type EventLog,
  GenerationsAtWork,
  LeaseHolder,
  type Position,
  type ProcessStatus,
  type ProjectionStatus,
} from '#libs/event-sourcing';
import { EventFeed } from '#libs/feed';
import { ageOf, eventsAhead, MOST_COUNTED } from './events-ahead.js';
import { lookAround } from './look-around.js';
import { Metrics } from './metrics.js';
import { type Probe } from './probes.js';
import { Processes } from './processes.js';
import { PROBES } from './readiness.js';

const PROJECTION_STATES: readonly ProjectionStatus['state'][] = ['live', 'catching_up', 'waiting', 'stopped', 'elsewhere'];
const PROCESS_STATES: readonly ProcessStatus['state'][] = ['live', 'catching_up', 'waiting', 'elsewhere'];

export interface Figures {
  /** Their media type. */
  readonly type: string;
  readonly text: string;
}

/** The figures that are looked up when somebody asks: how everything stands at that moment. */
@Injectable()
export class Standing {
  private readonly gauges: Gauges;
  private looking: Promise<void> | undefined;

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROBES) private readonly probes: readonly Probe[],
    @Inject(GenerationsAtWork) private readonly projections: GenerationsAtWork,
    @Inject(Processes) private readonly processes: Processes,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(LeaseHolder) private readonly leases: LeaseHolder,
  ) {
    this.gauges = gaugesOf(metrics);
  }

  /** All figures, those of this moment among them, as Prometheus reads them. */
  async figures(): Promise<Figures> {
    await this.look();
    const { registry } = this.metrics;
    return { type: registry.contentType, text: await registry.metrics() };
  }

  /** Sets the figures of this moment. Who asks meanwhile shares the one look. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const { dependencies, logAnswers } = await lookAround(this.probes, this.projections);
    const projections = this.projections.status();
    const processes = this.processes.status();
    const positions = [...projections, ...processes.filter(isHere)].map(({ position }) => position);
    const ahead = logAnswers ? await this.eventsAhead(positions) : undefined;
    const { gauges } = this;
    // What is no more, or not known at the moment, is left out rather than said again.
    for (const gauge of Object.values(gauges)) gauge.reset();
    for (const { name, status } of dependencies) gauges.dependency.set({ dependency: name }, Number(status === 'up'));
    for (const { name, version, state, position } of projections) {
      const labels = { projection: name, version };
      for (const each of PROJECTION_STATES) {
        gauges.projectionState.set({ ...labels, state: each }, Number(each === state));
      }
      const events = ahead?.get(position);
      if (!events) continue;
      gauges.lagEvents.set(labels, events.length);
      gauges.lagSeconds.set(labels, ageOf(events[0], this.clock));
    }
    for (const [lease, by] of this.leases.standing()) gauges.leases.set({ lease }, Number(by === 'here'));
    for (const { name, state, position, error } of processes) {
      for (const each of PROCESS_STATES) {
        gauges.processState.set({ process: name, state: each }, Number(each === state));
      }
      if (state === 'elsewhere') continue;
      if (error !== undefined) gauges.waitingOn.set({ process: name, error }, 1);
      const handled = this.processes.handledBy(name);
      const events = ahead?.get(position)?.filter(({ type }) => handled.has(type));
      if (!events) continue;
      gauges.backlogEvents.set({ process: name }, events.length);
      gauges.backlogSeconds.set({ process: name }, ageOf(events[0], this.clock));
    }
    gauges.feedReaders.set(this.feed.readers);
  }

  /** Undefined where the log does not answer. */
  private eventsAhead(positions: readonly Position[]): Promise<Awaited<ReturnType<typeof eventsAhead>> | undefined> {
    return eventsAhead(this.log, positions).catch(() => undefined);
  }
}

type Gauges = ReturnType<typeof gaugesOf>;

function isHere({ state }: ProcessStatus): boolean {
  return state !== 'elsewhere';
}

function gaugesOf(metrics: Metrics) {
  return {
    dependency: metrics.gauge('roster_dependency_up', 'Whether a dependency answers.', ['dependency']),
    projectionState: metrics.gauge('roster_projection_state', 'State of a projection: 1 for what it is.', [
      'projection',
      'version',
      'state',
    ]),
    lagEvents: metrics.gauge(
      'roster_projection_lag_events',
      `Events that a projection has yet to fold; at most ${MOST_COUNTED} are counted.`,
      ['projection', 'version'],
    ),
    lagSeconds: metrics.gauge(
      'roster_projection_lag_seconds',
      'Age of the oldest event that a projection has yet to fold.',
      ['projection', 'version'],
    ),
    processState: metrics.gauge('roster_process_state', 'State of a process: 1 for what it is.', ['process', 'state']),
    waitingOn: metrics.gauge('roster_process_waiting_on', 'The error that a process waits on.', ['process', 'error']),
    backlogEvents: metrics.gauge(
      'roster_process_backlog_events',
      `Events that a process has yet to act on, as mails to send, among the next ${MOST_COUNTED} of the log.`,
      ['process'],
    ),
    backlogSeconds: metrics.gauge(
      'roster_process_backlog_seconds',
      'Age of the oldest event that a process has yet to act on.',
      ['process'],
    ),
    leases: metrics.gauge('roster_lease_held', 'Whether this process does a piece of the shared work: 1 or 0.', ['lease']),
    feedReaders: metrics.gauge('roster_feed_readers', 'How many follow the event feed live.', []),
  };
}
