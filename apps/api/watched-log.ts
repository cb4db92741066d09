import { performance } from 'node:perf_hooks';
import { SpanStatusCode } from '@opentelemetry/api';
import {
  AppendOutcomeUnknown,
  type AppendResult,
  AppendTooLarge,
  type EventLog,
  type ExpectedRevision,
  LogUnavailable,
  type Position,
  type RecordedEvent,
  RevisionConflict,
  type StoredEvent,
  type SubscribeOptions,
} from '#libs/event-sourcing';
import { type AppendOutcome, type Metrics } from './metrics.js';
import { type DecisionSpans } from './tracing.js';

const FAILURES: ReadonlySet<AppendOutcome> = new Set(['unavailable', 'unknown', 'failed']);

/** An event log whose appends are measured and traced. Closing it is left to whoever opened the log. */
export class WatchedLog implements EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly metrics: Metrics,
    private readonly spans: DecisionSpans,
  ) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    const span = this.spans.ofAppend(categoryOf(stream), events);
    const began = performance.now();
    let outcome: AppendOutcome = 'ok';
    try {
      return await this.log.append(stream, expected, events);
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      this.metrics.appendEnded(outcome, (performance.now() - began) / 1000);
      span?.setAttribute('roster.outcome', outcome);
      if (FAILURES.has(outcome)) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    }
  }

  readStream(stream: string, from: number, limit?: number): Promise<readonly RecordedEvent[]> {
    return this.log.readStream(stream, from, limit);
  }

  readAll(after: Position, limit?: number): Promise<readonly RecordedEvent[]> {
    return this.log.readAll(after, limit);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    return this.log.subscribe(options);
  }

  head(): Promise<Position> {
    return this.log.head();
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

function outcomeOf(error: unknown): AppendOutcome {
  if (error instanceof RevisionConflict) return 'conflict';
  if (error instanceof AppendTooLarge) return 'refused';
  if (error instanceof LogUnavailable) return 'unavailable';
  return error instanceof AppendOutcomeUnknown ? 'unknown' : 'failed';
}

/** A category has no `-`. */
function categoryOf(stream: string): string {
  return stream.slice(0, stream.indexOf('-'));
}
