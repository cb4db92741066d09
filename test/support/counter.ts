import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type Clock,
  CommandRunner,
  type CommandRunnerParts,
  CommandScope,
  type CommandScopeOptions,
  type Decide,
  type Decider,
  type DomainEvent,
  type JsonObject,
  RosterError,
} from '#libs/event-sourcing';
import { MemoryEventLog } from './memory-event-log.js';
import { MemoryPersonalData } from './memory-personal-data.js';
import { MemorySnapshotStore } from './memory-snapshot-store.js';

/** A toy domain for specs of the mechanics: a counter with a limit, and a note that somebody wrote on it. */
export type Added = DomainEvent<'Added', { readonly by: number }>;
export type LimitSet = DomainEvent<'LimitSet', { readonly limit: number }>;
export type Noted = DomainEvent<'Noted', object, { readonly text: string }>;
export type CounterEvent = Added | LimitSet | Noted;

export interface Counter {
  readonly count: number;
  readonly limit: number;
  /** Text of the note; null where it cannot be read. */
  readonly note: string | null;
  /** What each event did, in order: any fold that goes wrong shows here. */
  readonly story: readonly string[];
}

export class OverLimit extends RosterError {
  readonly code = 'over_limit';
  readonly kind = 'conflict';
  constructor() {
    super('The limit is reached.');
  }
}

export const SNAPSHOT_EVERY = 5;
const LIMIT = 1_000_000;

export const counter: Decider<Counter, CounterEvent> = {
  category: 'counter',
  initial: { count: 0, limit: LIMIT, note: null, story: [] },
  evolve(state, { type, data, personal, revision, metadata }) {
    const story = [...state.story, `${revision} ${type} ${metadata.at}`];
    switch (type) {
      case 'Added':
        return { ...state, story, count: state.count + data.by };
      case 'LimitSet':
        return { ...state, story, limit: data.limit };
      case 'Noted':
        return { ...state, story, note: personal?.fields?.text ?? null };
    }
  },
};

/** The same with snapshots. */
export const snapshotCounter: Decider<Counter, CounterEvent> = {
  ...counter,
  snapshots: {
    version: 1,
    every: () => SNAPSHOT_EVERY,
    write: (state) => state,
    read: (stored) => stored as Counter,
  },
};

/** The same with the note's text in its state and its snapshots. */
export const personalCounter: Decider<Counter, CounterEvent> = { ...snapshotCounter, personal: true };

/** Counts further; adding 0 changes nothing. */
export function add(by: number): Decide<Counter, CounterEvent> {
  return ({ count, limit }) => {
    if (count + by > limit) throw new OverLimit();
    return by === 0 ? [] : [{ type: 'Added', data: { by } }];
  };
}

export function setLimit(limit: number): Decide<Counter, CounterEvent> {
  return (state) => (state.limit === limit ? [] : [{ type: 'LimitSet', data: { limit } }]);
}

export function note(of: string, text: string): Decide<Counter, CounterEvent> {
  return () => [{ type: 'Noted', data: {}, personal: { of, fields: { text } } }];
}

const SYSTEM: Actor = { kind: 'system', id: 'spec' };

export function scope(options: Partial<CommandScopeOptions> = {}): CommandScope {
  return new CommandScope({ actor: SYSTEM, ...options });
}

/** A scope with an idempotency key. @param no which key: the same number, the same key */
export function keyed(no: number, options: Partial<CommandScopeOptions> & { readonly fingerprint?: string } = {}) {
  const { fingerprint = 'body', ...rest } = options;
  return scope({ ...rest, key: { commandId: keyId(no), fingerprint } });
}

export function keyId(no: number): string {
  return `00000000-0000-5000-8000-${no.toString(16).padStart(12, '0')}`;
}

/** Puts events at the end of a stream, past every runner. Their ids are new, their keys as given. */
export async function written(
  log: MemoryEventLog,
  stream: string,
  events: readonly (CounterEvent & { readonly commandId?: string })[],
): Promise<void> {
  const stored = events.map(({ type, data, commandId }) => ({
    id: randomUUID(),
    type,
    data: data as JsonObject,
    metadata: {
      v: 1,
      at: '2026-03-01T12:00:00.000Z',
      actor: SYSTEM,
      correlationId: 'spec',
      causationId: 'spec',
      ...(commandId === undefined ? {} : { commandId, fingerprint: 'body' }),
    },
  }));
  await log.append(stream, log.contents(stream).length - 1, stored);
}

/** A clock that a spec sets. */
export class SetClock implements Clock {
  constructor(private time = '2026-03-01T12:00:00.000Z') {}

  now(): string {
    return this.time;
  }

  set(time: string): void {
    this.time = time;
  }
}

/** One server: a runner with its own cache. Servers given the same parts share the log and the stores. */
export function server(parts: Partial<CommandRunnerParts> & { readonly log?: MemoryEventLog } = {}) {
  const log = parts.log ?? new MemoryEventLog();
  const snapshots = new MemorySnapshotStore();
  const personal = new MemoryPersonalData();
  const clock = new SetClock();
  return new CommandRunner({ log, snapshots, personal, clock, ...parts });
}
