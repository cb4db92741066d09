import {
  type Attributes,
  context,
  type Context,
  type Link,
  propagation,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { type CommandScope, isRefusal, type StoredEvent } from '#libs/event-sourcing';
import { type HttpRequest, publicError } from '#libs/http';
import { type CommandOutcome } from './metrics.js';

/**
 * Spans, made by hand. Without an OpenTelemetry SDK in the process they cost next to nothing and go nowhere. Attributes
 * are names and numbers: no ids of people or streams, no addresses, no messages of errors, which may quote what was
 * being worked on.
 */
const tracer = trace.getTracer('roster');

/** How something ended that was asked for: `code` is empty where it went well. */
export interface Ending {
  readonly outcome: CommandOutcome;
  readonly code: string;
}

export function endingOf(error: unknown): Ending {
  const known = publicError(error);
  return known
    ? { outcome: isRefusal(known) ? 'refused' : 'failed', code: known.code }
    : { outcome: 'failed', code: 'internal_error' };
}

export interface CommandSpan {
  /** Runs work in the span's context, so that what it does belongs to it. */
  inside<Result>(work: () => Result): Result;
  ended(ending: Ending): void;
}

/** Around a command over HTTP; it goes on with the trace that its `traceparent` names, where an SDK reads that. */
export function commandSpan(command: string, request: Pick<HttpRequest, 'id' | 'headers'>): CommandSpan {
  const parent = callerOf(request);
  const attributes = { 'roster.command': command, 'roster.request_id': request.id };
  const span = tracer.startSpan(`command ${command}`, { attributes }, parent);
  const own = trace.setSpan(parent, span);
  return {
    inside: (work) => context.with(own, work),
    ended: (ending) => endWith(span, ending),
  };
}

/** Around one batch of events through a projection. */
export async function projectionSpan(projection: string, events: number, work: () => Promise<void>): Promise<void> {
  const attributes = { 'roster.projection': projection, 'roster.events': events };
  const span = tracer.startSpan(`project ${projection}`, { attributes, root: true });
  try {
    await context.with(trace.setSpan(context.active(), span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

interface Decided {
  readonly events: readonly unknown[];
  readonly repeated: boolean;
}

/** The spans of decisions under way, found again by what their events tell of them. */
export class DecisionSpans {
  private readonly underWay = new Map<string, Span>();

  /** Around what one command asks of one stream. @param category of the stream, never its name */
  around<Result extends Decided>(category: string, scope: CommandScope, work: () => Promise<Result>): Promise<Result> {
    const span = tracer.startSpan(`decide ${category}`, { attributes: { 'roster.stream.category': category } });
    return span.isRecording() ? this.recorded(span, scope, work) : work();
  }

  /**
   * A span for an append: below the first of its commands that is traced, with links to the others. Undefined where
   * none of them is.
   */
  ofAppend(category: string, events: readonly StoredEvent[]): Span | undefined {
    if (this.underWay.size === 0) return undefined;
    const commands = new Set(events.map(({ metadata }) => keyOf(metadata.causationId, metadata.commandId)));
    const [first, ...others] = [...commands].flatMap((key) => this.underWay.get(key) ?? []);
    if (!first) return undefined;
    const links = others.map((span): Link => ({ context: span.spanContext() }));
    const attributes: Attributes = {
      'roster.stream.category': category,
      'roster.events': events.length,
      'roster.commands': commands.size,
    };
    return tracer.startSpan('append', { attributes, links }, trace.setSpan(context.active(), first));
  }

  private async recorded<Result extends Decided>(
    span: Span,
    scope: CommandScope,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const key = keyOf(scope.causationId, scope.key?.commandId);
    this.underWay.set(key, span);
    try {
      const result = await work();
      span.setAttributes({ 'roster.events': result.events.length, 'roster.repeated': result.repeated });
      endWith(span, { outcome: scope.dryRun ? 'planned' : 'ok', code: '' });
      return result;
    } catch (error) {
      endWith(span, endingOf(error));
      throw error;
    } finally {
      if (this.underWay.get(key) === span) this.underWay.delete(key);
    }
  }
}

function endWith(span: Span, { outcome, code }: Ending): void {
  span.setAttribute('roster.outcome', outcome);
  if (code !== '') span.setAttribute('roster.code', code);
  // A refusal is an answer like any other; only what failed is an error.
  if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** The span that is there already, as of an instrumented HTTP server, or else what the request's headers name. */
function callerOf({ headers }: Pick<HttpRequest, 'headers'>): Context {
  const active = context.active();
  return trace.getSpan(active) ? active : propagation.extract(active, headers);
}

function keyOf(causationId: string, commandId: string | undefined): string {
  return `${causationId} ${commandId ?? ''}`;
}
