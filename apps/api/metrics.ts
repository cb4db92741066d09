import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type MailObserver } from '#libs/accounts';
import { type RunnerObserver } from '#libs/event-sourcing';
import { type Answered } from '#libs/http';
import { version } from './version.js';

/** What became of a command. `planned`: a dry run. `failed`: by the service or what it stands on, not by a rule. */
export type CommandOutcome = 'ok' | 'planned' | 'refused' | 'failed';

/** What became of an append; `unknown`: it may have been written. */
export type AppendOutcome = 'ok' | 'conflict' | 'refused' | 'unavailable' | 'unknown' | 'failed';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** It stays open for as long as its reader does: how long that is says nothing of how fast we are. */
const FEED = '/v1/events';

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const WRITE_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const COMMANDS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/**
 * What Prometheus is told. Every label has few values, all from the program itself: names of routes, commands, codes,
 * templates, projections. Nothing that a caller chose, no id, no address.
 */
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = this.counter('roster_http_requests_total', 'Requests answered, by route and status.', [
    'method',
    'route',
    'status',
  ]);
  private readonly requestSeconds = this.histogram(
    'roster_http_request_duration_seconds',
    'From a request to its answer; the event feed left out, whose answers stay open.',
    REQUEST_SECONDS,
    ['method', 'route'],
  );
  private readonly commands = this.counter(
    'roster_commands_total',
    'Commands over HTTP: ok, planned (dry run), refused or failed; code says why.',
    ['command', 'outcome', 'code'],
  );
  private readonly appendSeconds = this.histogram(
    'roster_append_duration_seconds',
    'From handing an append to the event log until its outcome is known.',
    WRITE_SECONDS,
    ['outcome'],
  );
  private readonly appendCommands = this.histogram(
    'roster_append_commands',
    'Commands that shared one append (group commit).',
    COMMANDS,
    [],
  );
  private readonly appendedEvents = this.counter('roster_appended_events_total', 'Events that this process wrote.', []);
  private readonly conflicts = this.counter(
    'roster_append_conflicts_total',
    'Appends that found their stream changed: read on and decided again.',
    [],
  );
  private readonly projectionSeconds = this.histogram(
    'roster_projection_batch_duration_seconds',
    'Folding and writing one batch of events.',
    WRITE_SECONDS,
    ['projection'],
  );
  private readonly projectedEvents = this.counter(
    'roster_projection_events_total',
    'Events that passed a projection.',
    ['projection'],
  );
  private readonly mails = this.counter('roster_mails_total', 'Emails by template: sent, refused or outdated.', [
    'template',
    'outcome',
  ]);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('roster_info', 'The version that runs.', ['version']).set({ version: version() }, 1);
    // So that a rate has something to begin from.
    this.appendedEvents.inc(0);
    this.conflicts.inc(0);
  }

  /** For the command runner. */
  readonly runner: RunnerObserver = {
    appended: (commands, events) => {
      this.appendCommands.observe(commands);
      this.appendedEvents.inc(events);
    },
    conflicted: () => this.conflicts.inc(),
  };

  /** For the edge of HTTP. */
  readonly answered = ({ method, route = 'none', status, ms }: Answered): void => {
    const known = METHODS.has(method) ? method : 'other';
    this.requests.inc({ method: known, route, status });
    if (route !== FEED) this.requestSeconds.observe({ method: known, route }, ms / 1000);
  };

  /** Tells another observer, and counts. */
  countingMails(observer: MailObserver): MailObserver {
    const count = (template: string, outcome: string) => this.mails.inc({ template, outcome });
    return {
      sent: (mail) => {
        count(mail, 'sent');
        observer.sent(mail);
      },
      refused: (mail, reason) => {
        count(mail, 'refused');
        observer.refused(mail, reason);
      },
      outdated: (mail) => {
        count(mail, 'outdated');
        observer.outdated(mail);
      },
    };
  }

  /** @param command as in the OpenAPI document @param code of the refusal or failure; empty where there is none */
  commandEnded(command: string, outcome: CommandOutcome, code: string): void {
    this.commands.inc({ command, outcome, code });
  }

  appendEnded(outcome: AppendOutcome, seconds: number): void {
    this.appendSeconds.observe({ outcome }, seconds);
  }

  batchEnded(projection: string, events: number, seconds: number): void {
    this.projectionSeconds.observe({ projection }, seconds);
    this.projectedEvents.inc({ projection }, events);
  }

  gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  private counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly Label[],
  ): Histogram<Label> {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.registry] });
  }
}
