import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Clock } from './clock.js';
import { IdempotencyKeyReused, TooContended } from './command-errors.js';
import { type CommandScope } from './command-scope.js';
import { type Decide, type Decider, streamName } from './decider.js';
import { type Asked, decideRound, type Round, type Verdict, type Written } from './decision-round.js';
import {
  type DomainEvent,
  type JsonObject,
  type Opened,
  type Position,
  type RecordedEvent,
  type StoredEvent,
} from './event.js';
import {
  AppendOutcomeUnknown,
  type AppendResult,
  AppendTooLarge,
  type EventLog,
  LogUnavailable,
  RevisionConflict,
} from './ports/event-log.js';
import { type PersonalData } from './ports/personal-data.js';
import { type SnapshotStore } from './ports/snapshot-store.js';
import { Backoff } from './retry.js';
import { advance, openAll, snapshotDue, StreamReader, type StreamView } from './stream-reader.js';

/** What became of a command. */
export interface Outcome<State, Event extends DomainEvent> {
  /** The state with the events folded in; for a repeated command the present state. */
  readonly state: State;
  /** Revision of `state`; for a repeated command that of the last event which the first one wrote. */
  readonly revision: number;
  /** What was written; for a repeated command what the first one wrote. Empty: nothing had to change. */
  readonly events: readonly Event[];
  /** When: time of the events, or of the decision where there are none. */
  readonly at: string;
  /** True where the same command was carried out before and nothing was written now. */
  readonly repeated: boolean;
}

export interface Present<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: Position;
}

export interface CommandRunnerParts {
  readonly log: EventLog;
  readonly snapshots: SnapshotStore;
  readonly personal: PersonalData;
  readonly clock: Clock;
  /** How much state is kept in memory, in units of `Decider.weigh`. */
  readonly cacheWeight?: number;
  /** Told of everything that happens to a command, for metrics. */
  readonly observer?: RunnerObserver;
}

export interface RunnerObserver {
  /** An append is durable. @param commands how many of those that went out with it wrote something */
  appended?(commands: number, events: number): void;
  conflicted?(): void;
}

const MAX_ATTEMPTS = 20;
const MAX_UNKNOWN = 5;
const MAX_BATCH = 512;
const REPEAT_PAGE = 32;
const CACHE_WEIGHT = 200_000;

interface Waiting extends Asked {
  readonly resolve: (outcome: Outcome<unknown, DomainEvent>) => void;
  readonly reject: (error: unknown) => void;
}

/** All that runs on one stream: commands wait here in line. */
interface Line {
  readonly decider: Decider<unknown, DomainEvent>;
  readonly stream: string;
  /** How far the stream is known for sure. Kept through failures: what is written stays written. */
  view: StreamView<unknown> | undefined;
  loading: Promise<StreamView<unknown>> | undefined;
  readonly waiting: Waiting[];
  draining: boolean;
  /** Queries under way. */
  reading: number;
}

/**
 * Carries out commands. Those for one stream wait in line; all that wait are decided one after the other against the
 * evolving state and appended as one batch with one expected revision (group commit). What another server wrote in
 * between is read and everything decided again, a bounded number of times. A refusal, or a decision that nothing has to
 * change, is given only after looking at the end of the stream: never from a state that has gone stale.
 */
export class CommandRunner {
  private readonly log: EventLog;
  private readonly reader: StreamReader;
  private readonly personal: PersonalData;
  private readonly clock: Clock;
  private readonly observer: RunnerObserver;
  /** Lines with something under way. */
  private readonly busy = new Map<string, Line>();
  /** Lines kept for what may come. One at work may be here too, or be put out: it comes back once it is done. */
  private readonly idle: LRUCache<string, Line>;
  private lastWritten: Position | undefined;

  constructor(parts: CommandRunnerParts) {
    this.log = parts.log;
    this.personal = parts.personal;
    this.clock = parts.clock;
    this.observer = parts.observer ?? {};
    this.reader = new StreamReader(parts.log, parts.snapshots, parts.personal);
    this.idle = new LRUCache({ maxSize: parts.cacheWeight ?? CACHE_WEIGHT });
  }

  /** Position of the last event that this process wrote. */
  get written(): Position | undefined {
    return this.lastWritten;
  }

  /** How many streams have a command or a query under way. */
  get streamsAtWork(): number {
    return this.busy.size;
  }

  /**
   * Decides and appends. Resolves once the events are durable.
   *
   * @throws RosterError what `decide` refuses with, or a failure of the log
   * @throws TypeError the stream is at work with another decider: a mistake in the program
   */
  async run<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    id: string,
    scope: CommandScope,
    decide: Decide<State, Event>,
  ): Promise<Outcome<State, Event>> {
    const line = this.line(decider, id);
    const outcome = new Promise<Outcome<unknown, DomainEvent>>((resolve, reject) => {
      line.waiting.push({ scope, decide: decide as Decide<unknown, DomainEvent>, resolve, reject });
    });
    if (!line.draining) void this.drain(line);
    return outcome as Promise<Outcome<State, Event>>;
  }

  /**
   * The state as it is now: caught up on the end of the stream.
   *
   * @throws LogUnavailable
   * @throws TypeError the stream is at work with another decider: a mistake in the program
   */
  async read<State, Event extends DomainEvent>(decider: Decider<State, Event>, id: string): Promise<Present<State>> {
    const line = this.line(decider, id);
    line.reading++;
    try {
      const { state, revision, position } = await this.present(line);
      return { state: state as State, revision, position };
    } finally {
      line.reading--;
      this.settle(line);
    }
  }

  private line(decider: Decider<unknown, DomainEvent>, id: string): Line {
    const stream = streamName(decider, id);
    const known = this.busy.get(stream) ?? this.idle.get(stream);
    if (known && known.decider !== decider) throw new TypeError(`Two deciders for the streams of ${decider.category}.`);
    const line = known ?? {
      decider,
      stream,
      view: undefined,
      loading: undefined,
      waiting: [],
      draining: false,
      reading: 0,
    };
    this.busy.set(stream, line);
    return line;
  }

  /** Hands a line that has nothing to do to the cache. */
  private settle(line: Line): void {
    if (line.draining || line.reading > 0) return;
    this.busy.delete(line.stream);
    if (!line.view) return;
    const weight = line.decider.weigh?.(line.view.state) ?? 1;
    // Set again, the same line would keep its old weight.
    this.idle.delete(line.stream);
    this.idle.set(line.stream, line, { size: Math.max(1, Math.ceil(weight + line.view.commands.size / 100)) });
  }

  private async drain(line: Line): Promise<void> {
    line.draining = true;
    await Promise.resolve();
    while (line.waiting.length > 0) await this.settled(line, line.waiting.splice(0, MAX_BATCH));
    line.draining = false;
    this.settle(line);
  }

  private async settled(line: Line, batch: readonly Waiting[]): Promise<void> {
    try {
      await this.carryOut(line, batch);
    } catch (error) {
      for (const command of batch) command.reject(error);
      if (!(error instanceof AppendOutcomeUnknown)) return;
      // The log has let these wait for as long as an append is tried: nobody should wait that long twice.
      for (const command of line.waiting.splice(0)) command.reject(new LogUnavailable(undefined, error));
    }
  }

  private async carryOut(line: Line, batch: readonly Waiting[]): Promise<void> {
    let fresh = line.view === undefined;
    let view = line.view ?? (await this.present(line));
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      view = await this.remembering(line, view, batch);
      const round = decideRound(line.decider, view, batch, this.clock.now());
      if (round.events.length === 0) {
        const decidedOn = view.revision;
        if (!fresh) view = await this.caughtUp(line, view);
        fresh = true;
        if (view.revision === decidedOn) return this.answer(line, view, batch, round, []);
        continue;
      }
      const stored = await this.stored(round);
      let positions: readonly Position[];
      try {
        ({ positions } = await this.append(line.stream, view.revision, stored));
      } catch (error) {
        if (error instanceof AppendTooLarge && batch.length > 1) return this.halves(line, batch);
        if (!(error instanceof RevisionConflict)) throw error;
        this.observer.conflicted?.();
        view = await this.caughtUp(line, view);
        fresh = true;
        continue;
      }
      this.advanceTo(line, view, round, positions);
      return this.answer(line, view, batch, round, positions);
    }
    throw new TooContended();
  }

  /** The view with whatever it takes to tell which of these commands were carried out before. */
  private async remembering(
    line: Line,
    view: StreamView<unknown>,
    batch: readonly Waiting[],
  ): Promise<StreamView<unknown>> {
    const keys = batch.flatMap(({ scope }) => scope.key?.commandId ?? []);
    if (!view.commands.lacks(keys)) return view;
    try {
      await view.commands.fetch(keys);
      return view;
    } catch {
      // Snapshots only save time: the stream itself tells too.
      return (line.view = await this.reader.fold(line.decider, line.stream));
    }
  }

  private async halves(line: Line, batch: readonly Waiting[]): Promise<void> {
    const middle = batch.length >> 1;
    await this.settled(line, batch.slice(0, middle));
    await this.settled(line, batch.slice(middle));
  }

  /** The same append until its outcome is known: the log recognises it by its ids. */
  private async append(stream: string, expected: number, events: readonly StoredEvent[]): Promise<AppendResult> {
    const backoff = new Backoff();
    let unknown: AppendOutcomeUnknown | undefined;
    for (let attempt = 1; attempt <= MAX_UNKNOWN; attempt++) {
      try {
        return await this.log.append(stream, expected, events);
      } catch (error) {
        if (error instanceof AppendOutcomeUnknown) unknown = error;
        // That this try wrote nothing does not say that an earlier one wrote nothing.
        else if (unknown && error instanceof LogUnavailable) await backoff.pause();
        else throw error;
      }
    }
    throw unknown ?? new AppendOutcomeUnknown();
  }

  /**
   * The events of a round, sealed, each with an id of its own. The id does not come from the command's: of two servers
   * with the same command one must see a conflict, not take what the other decided for its own.
   */
  private async stored({ events }: Round): Promise<readonly StoredEvent[]> {
    const subjects = new Set<string>();
    for (const { personal } of events) if (personal) subjects.add(personal.of);
    const seal = subjects.size === 0 ? undefined : await this.personal.sealer([...subjects]);
    return events.map(({ type, data, personal, metadata }) => ({
      id: randomUUID(),
      type,
      data: data as JsonObject,
      metadata,
      ...(personal && seal ? { personal: { of: personal.of, sealed: seal(personal.of, personal.fields ?? {}) } } : {}),
    }));
  }

  private advanceTo(line: Line, view: StreamView<unknown>, round: Round, positions: readonly Position[]): void {
    const events = round.events.map((event, index) => ({ ...event, position: positions[index] as Position }));
    const after = advance(view, round.state, events);
    this.lastWritten = Math.max(this.lastWritten ?? after.position, after.position);
    this.observer.appended?.(round.verdicts.filter(({ kind }) => kind === 'written').length, events.length);
    this.adopt(line, after);
    this.keepSnapshot(line);
  }

  /** @param view what the round was decided on @param positions of the round's events */
  private async answer(
    line: Line,
    view: StreamView<unknown>,
    batch: readonly Waiting[],
    round: Round,
    positions: readonly Position[],
  ): Promise<void> {
    const repetitions: Promise<void>[] = [];
    const reached = ({ scope }: Waiting, events: number): void =>
      scope.reached(events === 0 ? view.position : (positions[events - 1] as Position));
    const give = (command: Waiting, { from, to, state }: Written, repeated: boolean): void => {
      reached(command, to);
      const events = round.events.slice(from, to);
      command.resolve({ state, revision: view.revision + to, events, at: round.now, repeated });
    };
    for (const [index, command] of batch.entries()) {
      const verdict = round.verdicts[index] as Verdict;
      switch (verdict.kind) {
        case 'refused':
          command.reject(verdict.error);
          break;
        case 'nothing': {
          const { state, revision } = verdict;
          reached(command, revision - view.revision);
          command.resolve({ state, revision, events: [], at: round.now, repeated: false });
          break;
        }
        case 'planned': {
          const { state, revision, events } = verdict;
          reached(command, revision - view.revision);
          command.scope.plans(line.stream, events);
          command.resolve({ state, revision, events, at: round.now, repeated: false });
          break;
        }
        case 'written':
          give(command, verdict, false);
          break;
        case 'repeats':
          give(command, verdict.of, true);
          break;
        case 'repeated':
          repetitions.push(this.repeat(line, command, verdict.revision).catch(command.reject));
          break;
      }
    }
    await Promise.all(repetitions);
  }

  /** What a command wrote when it was first carried out, read back from the stream. */
  private async repeat(line: Line, command: Waiting, from: number): Promise<void> {
    const { key } = command.scope;
    const its = await this.eventsOf(line.stream, from, key?.commandId);
    const last = its.at(-1);
    if (!last || last.metadata.fingerprint !== key?.fingerprint) throw new IdempotencyKeyReused();
    const events: readonly Opened[] = await openAll(this.personal, its);
    command.scope.reached(last.position);
    const state = line.view?.state ?? line.decider.initial;
    command.resolve({ state, revision: last.revision, events, at: last.metadata.at, repeated: true });
  }

  /** The events of one command: they stand together, for they were appended together. */
  private async eventsOf(stream: string, from: number, commandId?: string): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    for (;;) {
      const page = await this.log.readStream(stream, from + found.length, REPEAT_PAGE);
      const end = page.findIndex(({ metadata }) => metadata.commandId !== commandId);
      found.push(...(end < 0 ? page : page.slice(0, end)));
      if (end >= 0 || page.length === 0) return found;
    }
  }

  private keepSnapshot(line: Line): void {
    if (!line.view || !snapshotDue(line.decider, line.view)) return;
    line.view = { ...line.view, snapshotRevision: line.view.revision };
    void this.reader.keepSnapshot(line.decider, line.stream, line.view);
  }

  /** The end of the stream as it is at this moment or later. */
  private async present(line: Line): Promise<StreamView<unknown>> {
    // A load under way may have been at the end of the stream before this moment: it is only where to go on from.
    if (line.loading) return this.caughtUp(line, await line.loading);
    if (line.view) return this.caughtUp(line, line.view);
    line.loading = this.reader.load(line.decider, line.stream);
    try {
      this.adopt(line, await line.loading);
    } finally {
      line.loading = undefined;
    }
    this.keepSnapshot(line);
    return line.view as unknown as StreamView<unknown>;
  }

  private async caughtUp(line: Line, view: StreamView<unknown>): Promise<StreamView<unknown>> {
    return this.adopt(line, await this.reader.catchUp(line.decider, line.stream, view));
  }

  /** Keeps the newer of two views: a query may have caught up while a command was appended. */
  private adopt(line: Line, view: StreamView<unknown>): StreamView<unknown> {
    const known = line.view;
    if (known && known.revision >= view.revision) return known;
    const snapshotRevision = Math.max(view.snapshotRevision, known?.snapshotRevision ?? -1);
    line.view = snapshotRevision === view.snapshotRevision ? view : { ...view, snapshotRevision };
    return line.view;
  }
}
