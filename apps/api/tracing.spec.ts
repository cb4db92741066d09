import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Attributes,
  type Context,
  context,
  type ContextManager,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanOptions,
  SpanStatusCode,
  type TextMapPropagator,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import { pino } from 'pino';
import { LogUnavailable } from '#libs/event-sourcing';
import { createHttpApp } from '#libs/http';
import { ACME, ANN, COMMANDS, PUBLIC_ORIGIN, SampleModule } from '../../libs/http/spec/sample-app.js';
import { Log } from '../../libs/http/spec/sample.controller.js';
import { add, counter, OverLimit, scope, SetClock, setLimit, written } from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemorySnapshotStore } from '../../test/support/memory-snapshot-store.js';
import { Scrape } from '../../test/support/prometheus.js';
import { CommandWatch } from './command-watch.interceptor.js';
import { Metrics } from './metrics.js';
import { TracedRunner } from './traced-runner.js';
import { DecisionSpans, projectionSpan } from './tracing.js';
import { WatchedLog } from './watched-log.js';

/** A span as an SDK would export it. */
interface Told {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent: string | undefined;
  readonly links: readonly string[];
  readonly attributes: Attributes;
  readonly status: SpanStatusCode;
}

/** As much of an SDK as it takes to see the spans: they are told when they end. */
class SmallSdk {
  readonly told: Told[] = [];
  sampling = true;
  private count = 0;

  readonly tracer = {
    startSpan: (name: string, options: SpanOptions = {}, from: Context = context.active()): Span => {
      const parent = options.root ? undefined : trace.getSpanContext(from);
      return this.span(name, parent, options.attributes ?? {}, options.links ?? []);
    },
  } as Tracer;

  private span(name: string, parent: SpanContext | undefined, first: Attributes, links: readonly Link[]): Span {
    const id = String(++this.count);
    const spanId = id.padStart(16, '0');
    const traceId = parent?.traceId ?? id.padStart(32, '0');
    const own: SpanContext = { traceId, spanId, traceFlags: this.sampling ? TraceFlags.SAMPLED : TraceFlags.NONE };
    if (!this.sampling) return trace.wrapSpanContext(own);
    const attributes = { ...first };
    let status = SpanStatusCode.UNSET;
    const span = {
      spanContext: () => own,
      isRecording: () => true,
      setAttribute: (key: string, value: string) => this.and(span, () => (attributes[key] = value)),
      setAttributes: (more: Attributes) => this.and(span, () => Object.assign(attributes, more)),
      setStatus: ({ code }: { code: SpanStatusCode }) => this.and(span, () => (status = code)),
      end: () => {
        const linked = links.map((link) => link.context.spanId);
        this.told.push({ name, traceId, spanId, parent: parent?.spanId, links: linked, attributes, status });
      },
    } as unknown as Span;
    return span;
  }

  private and(span: Span, work: () => unknown): Span {
    work();
    return span;
  }
}

/** Contexts by AsyncLocalStorage, as Node's SDK keeps them. */
class SmallContexts implements ContextManager {
  private readonly storage = new AsyncLocalStorage<Context>();
  active(): Context {
    return this.storage.getStore() ?? ROOT_CONTEXT;
  }
  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    own: Context,
    work: F,
    self?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.storage.run(own, () => work.apply(self, args));
  }
  bind<T>(_own: Context, target: T): T {
    return target;
  }
  enable(): this {
    return this;
  }
  disable(): this {
    return this;
  }
}

const w3c: TextMapPropagator = {
  inject: () => undefined,
  fields: () => ['traceparent'],
  extract: (from, carrier, getter) => {
    const [, traceId = '', spanId = ''] = String(getter.get(carrier, 'traceparent')).split('-');
    if (spanId === '') return from;
    return trace.setSpanContext(from, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
  },
};

let sdk: SmallSdk;
let metrics: Metrics;
let log: MemoryEventLog;
let runner: TracedRunner;
const spans = (name: string): readonly Told[] => sdk.told.filter((span) => span.name === name);

function begin(): void {
  metrics = new Metrics();
  log = new MemoryEventLog();
  const decisions = new DecisionSpans();
  const parts = { snapshots: new MemorySnapshotStore(), personal: new MemoryPersonalData(), clock: new SetClock() };
  runner = new TracedRunner({ log: new WatchedLog(log, metrics, decisions), ...parts }, decisions);
}

describe('without an SDK', () => {
  beforeEach(begin);

  it('everything works as if nobody looked', async () => {
    expect((await runner.run(counter, 'a', scope(), add(3))).state.count).toBe(3);
    await runner.run(counter, 'a', scope(), setLimit(4));
    await expect(runner.run(counter, 'a', scope(), add(3))).rejects.toThrow(OverLimit);
    let folded = 0;
    await projectionSpan('table', 2, async () => void (folded += 2));
    expect(folded).toBe(2);
    const failing = projectionSpan('table', 1, () => Promise.reject(new LogUnavailable()));
    await expect(failing).rejects.toThrow(LogUnavailable);
  });
});

describe('with an SDK', () => {
  beforeAll(() => {
    const tracer = { startSpan: (...asked) => sdk.tracer.startSpan(...asked) } as Tracer;
    trace.setGlobalTracerProvider({ getTracer: () => tracer });
    context.setGlobalContextManager(new SmallContexts());
    propagation.setGlobalPropagator(w3c);
  });
  afterAll(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });
  beforeEach(() => {
    sdk = new SmallSdk();
    begin();
  });

  describe('a decision', () => {
    it('tells the category of its stream and its outcome, and has its append below it', async () => {
      await runner.run(counter, 'somebody', scope(), add(3));
      const [decide] = spans('decide counter');
      expect(decide?.attributes).toEqual({
        'roster.stream.category': 'counter',
        'roster.outcome': 'ok',
        'roster.events': 1,
        'roster.repeated': false,
      });
      expect(spans('append')).toMatchObject([
        {
          parent: decide?.spanId,
          traceId: decide?.traceId,
          attributes: {
            'roster.stream.category': 'counter',
            'roster.events': 1,
            'roster.commands': 1,
            'roster.outcome': 'ok',
          },
        },
      ]);
      expect(JSON.stringify(sdk.told)).not.toContain('somebody');
    });

    it('that is refused says by which code, and is no error', async () => {
      await runner.run(counter, 'a', scope(), setLimit(1));
      await expect(runner.run(counter, 'a', scope(), add(2))).rejects.toThrow(OverLimit);
      expect(spans('decide counter')[1]).toMatchObject({
        status: SpanStatusCode.UNSET,
        attributes: { 'roster.outcome': 'refused', 'roster.code': 'over_limit' },
      });
      expect(spans('append')).toHaveLength(1);
    });

    it('that fails is an error, and nothing of the message is told', async () => {
      const fails = runner.run(counter, 'a', scope(), () => {
        throw new TypeError('of bo@acme.test');
      });
      await expect(fails).rejects.toThrow(TypeError);
      expect(spans('decide counter')).toMatchObject([
        { status: SpanStatusCode.ERROR, attributes: { 'roster.outcome': 'failed', 'roster.code': 'internal_error' } },
      ]);
      expect(JSON.stringify(sdk.told)).not.toContain('acme.test');
    });

    it('whose append fails has an error below it as well', async () => {
      log.failAppends();
      await expect(runner.run(counter, 'a', scope(), add(1))).rejects.toThrow(LogUnavailable);
      expect(sdk.told.map(({ name, status, attributes }) => [name, status, attributes['roster.outcome']])).toEqual([
        ['append', SpanStatusCode.ERROR, 'unavailable'],
        ['decide counter', SpanStatusCode.ERROR, 'failed'],
      ]);
    });

    it('in a dry run is planned, and appends nothing', async () => {
      await runner.run(counter, 'a', scope({ dryRun: true }), add(1));
      expect(sdk.told).toMatchObject([{ name: 'decide counter', attributes: { 'roster.outcome': 'planned' } }]);
    });

    it('that finds its stream changed shows both appends, the first as no error', async () => {
      await runner.run(counter, 'a', scope(), add(1));
      log.overtake(() => written(log, 'counter-a', [{ type: 'Added', data: { by: 1 } }]));
      await runner.run(counter, 'a', scope(), add(1));
      const second = spans('decide counter')[1];
      expect(spans('append').slice(1)).toMatchObject([
        { parent: second?.spanId, status: SpanStatusCode.UNSET, attributes: { 'roster.outcome': 'conflict' } },
        { parent: second?.spanId, attributes: { 'roster.outcome': 'ok' } },
      ]);
    });
  });

  it('an append that several decisions share is below the first and linked to the others', async () => {
    await Promise.all([1, 2, 3].map((by) => runner.run(counter, 'a', scope(), add(by))));
    const [append, ...more] = spans('append');
    const [first, ...others] = spans('decide counter').map(({ spanId }) => spanId);
    expect(more).toEqual([]);
    expect(append).toMatchObject({ parent: first, links: others });
    expect(append?.attributes).toMatchObject({ 'roster.commands': 3, 'roster.events': 3 });
  });

  it('a decision that is over is forgotten: no later append is put below it', async () => {
    const decisions = new DecisionSpans();
    const metadata = { v: 1, at: '', actor: { kind: 'system', id: 'spec' }, correlationId: 'c', causationId: 'c' } as const;
    const append = () => decisions.ofAppend('counter', [{ id: 'e', type: 'Added', data: {}, metadata }]);
    const around = (work: () => Promise<{ events: readonly unknown[]; repeated: boolean }>) =>
      decisions.around('counter', scope({ causationId: 'c' }), work);
    let during: Span | undefined;
    await around(async () => {
      during = append();
      return { events: [], repeated: false };
    });
    expect(during).toBeDefined();
    await expect(around(() => Promise.reject(new OverLimit()))).rejects.toThrow(OverLimit);
    expect(append()).toBeUndefined();
  });

  it('what is not sampled leaves no spans behind', async () => {
    sdk.sampling = false;
    await runner.run(counter, 'a', scope(), add(1));
    expect(sdk.told).toEqual([]);
  });

  describe('a projection', () => {
    it('has a trace of its own for each batch', async () => {
      const around = trace.setSpan(ROOT_CONTEXT, sdk.tracer.startSpan('outer'));
      await context.with(around, () => projectionSpan('user-table', 300, () => Promise.resolve()));
      expect(sdk.told).toMatchObject([
        { name: 'project user-table', attributes: { 'roster.projection': 'user-table', 'roster.events': 300 } },
      ]);
      expect(sdk.told[0]?.parent).toBeUndefined();
    });

    it('that fails is an error and fails as before', async () => {
      const error = new LogUnavailable();
      await expect(projectionSpan('user-table', 1, () => Promise.reject(error))).rejects.toBe(error);
      expect(sdk.told).toMatchObject([{ status: SpanStatusCode.ERROR }]);
    });
  });

  describe('a command over HTTP', () => {
    let app: NestFastifyApplication;
    const members = `/v1/workspaces/${ACME}/members`;
    const asker = { ...COMMANDS, 'x-request-id': 'asked-1' };
    const post = (url: string, headers: Record<string, string> = {}, payload?: object) =>
      app.inject({ method: 'POST', url, headers: { ...asker, ...headers }, ...(payload && { payload }) });
    const counted = async (labels: Record<string, string>): Promise<number> =>
      new Scrape(await metrics.registry.metrics()).value('roster_commands_total', labels);

    beforeEach(async () => {
      const module: DynamicModule = {
        module: class Watched {},
        imports: [SampleModule],
        providers: [{ provide: Metrics, useValue: metrics }, { provide: APP_INTERCEPTOR, useClass: CommandWatch }],
      };
      app = await createHttpApp(module, { logger: pino({ level: 'silent' }), publicUrl: PUBLIC_ORIGIN });
      await app.init();
      app.get(Log).gate = () => runner.run(counter, 'a', scope(), add(1)).then(() => undefined);
    });
    afterEach(() => app.close());

    it('is counted and traced by its name in the contract, with what it does below it', async () => {
      expect((await post(`${members}/sweeping`)).statusCode).toBe(204);
      expect(await counted({ command: 'Members.sweep', outcome: 'ok', code: '' })).toBe(1);
      const [command] = spans('command Members.sweep');
      expect(command?.attributes).toEqual({
        'roster.command': 'Members.sweep',
        'roster.request_id': 'asked-1',
        'roster.outcome': 'ok',
      });
      expect(spans('decide counter')).toMatchObject([{ parent: command?.spanId, traceId: command?.traceId }]);
      for (const id of [ACME, ANN]) expect(JSON.stringify(sdk.told)).not.toContain(id);
    });

    it('goes on with the trace of its traceparent', async () => {
      const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
      await post(`${members}/sweeping`, { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
      expect(spans('command Members.sweep')).toMatchObject([{ traceId, parent: '00f067aa0ba902b7' }]);
      expect(spans('append')).toMatchObject([{ traceId }]);
    });

    it('that is repeated under its key is carried out once and counted twice', async () => {
      for (const _ of [1, 2]) await post(`${members}/sweeping`, { 'idempotency-key': 'k1' });
      expect(await counted({ command: 'Members.sweep', outcome: 'ok' })).toBe(2);
      expect(spans('decide counter')).toHaveLength(1);
    });

    it('of a wrong form is refused by its code', async () => {
      expect((await post(members, {}, { role: 'king' })).statusCode).toBe(422);
      expect(await counted({ command: 'Members.add', outcome: 'refused', code: 'invalid_request' })).toBe(1);
    });

    it('that only looks ahead is planned', async () => {
      expect((await post(`${members}/sweeping?dryRun=true`)).statusCode).toBe(200);
      expect(await counted({ command: 'Members.sweep', outcome: 'planned', code: '' })).toBe(1);
    });

    it('that the log keeps from being carried out has failed', async () => {
      log.failAppends();
      expect((await post(`${members}/sweeping`)).statusCode).toBe(503);
      expect(await counted({ command: 'Members.sweep', outcome: 'failed', code: 'event_log_unavailable' })).toBe(1);
      expect(spans('command Members.sweep')).toMatchObject([{ status: SpanStatusCode.ERROR }]);
    });

    it('is not what a query is', async () => {
      expect((await app.inject({ url: members, headers: COMMANDS })).statusCode).toBe(200);
      expect(sdk.told).toEqual([]);
      expect(new Scrape(await metrics.registry.metrics()).all('roster_commands_total')).toEqual([]);
    });
  });
});
