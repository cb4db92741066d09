import { setTimeout as wait } from 'node:timers/promises';
import { type Position, START } from '../event.js';
import { type LeasedWork } from '../lease.js';
import { type LeaseHolder } from '../lease-holder.js';
import { type EventLog } from '../ports/event-log.js';
import { type PersonalData } from '../ports/personal-data.js';
import { type ReadStore } from '../ports/read-store.js';
import { collectionOf, type Projection } from '../projection.js';
import { type AroundBatch, Projections, type ProjectionStatus } from '../projections.js';
import { type GenerationRecords } from './generation-records.js';
import { firstGenerations, type Generations, goneOf, keptOf, type KeptGenerations } from './generations.js';
import { type ServingReadStore } from './serving-read-store.js';

export interface GenerationsParts {
  readonly log: EventLog;
  /** The store itself: projections write to the collection of their generation. */
  readonly store: ReadStore;
  /** What queries read. */
  readonly reading: ServingReadStore;
  readonly records: GenerationRecords;
  readonly personal: PersonalData;
  readonly projections: readonly Projection[];
  readonly leases: Pick<LeaseHolder, 'offer' | 'withdraw'>;
  readonly onTrouble?: (what: string, error: unknown) => void;
  readonly around?: AroundBatch;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
  /** How long others may still read what has been replaced, before it is dropped. In milliseconds. */
  readonly dropAfterMs?: number;
}

/** How a read model stands: its generations, and how far each of them is that is fed. */
export interface ModelStanding {
  readonly name: string;
  readonly version: number;
  readonly generations: KeptGenerations;
  readonly statuses: ReadonlyMap<number, ProjectionStatus>;
}

/** A read model of this process. */
interface Model {
  readonly projection: Projection;
  /** What queries call it. */
  readonly name: string;
  /** As it was at the last look. */
  record: KeptGenerations;
  /** The generation that is read here. */
  serving: number;
  /** The one that will be, once it is as far as what has been shown. */
  next: number | undefined;
  /** Who folds each generation, here or as others do. */
  readonly folding: Map<number, Projections>;
}

/** Whom to ask whether what is read has reached a position. */
interface Asked {
  /** Undefined: nobody knows yet. */
  readonly projections: Projections | undefined;
  readonly names: readonly string[];
}

/** So often it looks whether another process has changed something. */
export const LOOK_MS = 1000;
/** What was looked at longer ago nobody reads by. */
export const KNOWN_MS = 3000;
/** Many times what a query may take that began by older knowledge. */
const DROP_AFTER_MS = 15_000;
const SWITCH_PATIENCE_MS = 2000;
/** Later than any lease: whoever still folds what is gone loses its own. */
const FENCE = Number.MAX_SAFE_INTEGER;

/**
 * All the generations of all read models that this process folds or reads. Those that serve when it starts share one
 * subscription; any other has its own, so that the former never wait for one that is being built.
 *
 * A switch shows nothing older to who brings a position: first both generations must have reached whatever is asked
 * for, then the next one must have reached what the one before had already shown, and then it is read.
 */
export class GenerationsAtWork {
  private readonly models: readonly Model[];
  private readonly extras = new Set<Projections>();
  private readonly stopping = new AbortController();
  private readonly now: () => number;
  private main: Projections | undefined;
  private offered = false;
  private asked: readonly Asked[] = [];
  private lookedAt = -Infinity;
  private learning: Promise<void> | undefined;
  private following: Promise<void> = Promise.resolve();
  private loop: Promise<void> | undefined;

  constructor(private readonly parts: GenerationsParts) {
    this.now = parts.now ?? (() => performance.now());
    this.models = parts.projections.map((projection) => {
      const name = collectionOf(projection);
      return { projection, name, record: firstGenerations(name), serving: 0, next: undefined, folding: new Map() };
    });
    parts.reading.knownBy(() => this.known());
  }

  /** Finds out what serves, and prepares everything. May be called again. @throws RosterError a failure of the store */
  async prepare(): Promise<void> {
    this.main ??= await this.begin();
    await this.main.prepare();
    await this.follow();
    this.loop ??= this.lookOut();
  }

  /** Each generation as work for whoever has its lease. What is built later offers itself. To be prepared before. */
  works(): readonly LeasedWork[] {
    this.offered = true;
    return this.running().flatMap((projections) => projections.works());
  }

  /** Finishes what is at hand, then stops. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await this.following;
    await Promise.all(this.running().map((projections) => projections.stop()));
  }

  /** As that of `Projections`, of the generations that are read. */
  async caughtUp(position: Position, timeoutMs: number, names?: readonly string[]): Promise<boolean> {
    const end = this.now() + timeoutMs;
    for (;;) {
      const { asked } = this;
      const left = Math.max(0, end - this.now());
      const answers = await Promise.all(asked.map((each) => reached(each, position, left, names)));
      // What is read may have become another generation meanwhile, of which nothing is known yet, and the one that was
      // asked may have been let go.
      if (asked === this.asked) return answers.every(Boolean);
    }
  }

  /** Looks how far those are that others run. @throws RosterError a failure of the store */
  async look(): Promise<void> {
    await Promise.all(this.running().map((projections) => projections.look()));
  }

  /** Of the generations that are read. */
  status(): readonly ProjectionStatus[] {
    return this.models.map((model) => statusIn(model, model.serving) ?? notBegun(model));
  }

  /** How each read model stands, in whatever generations there are of it. */
  standing(): readonly ModelStanding[] {
    return this.models.map(standingOf);
  }

  /** How a read model stands, by what the store says now. Undefined: there is none of that name. @throws RosterError */
  async standingNow(name: string): Promise<ModelStanding | undefined> {
    const model = this.models.find(({ projection }) => projection.name === name);
    if (!model) return undefined;
    await this.learn();
    await this.follow();
    return standingOf(model);
  }

  /** Whether a generation gets to a position in time, whether it is read or not. */
  async reached(name: string, generation: number, position: Position, timeoutMs: number): Promise<boolean> {
    const model = this.models.find(({ projection }) => projection.name === name);
    return (await model?.folding.get(generation)?.caughtUp(position, timeoutMs, [name])) ?? false;
  }

  /**
   * Makes it so, for all processes; in this one it holds when it resolves, in others within seconds. What is neither
   * read nor fed any more is dropped somewhat later.
   * @param from as it was when that was decided
   * @throws GenerationsChanged somebody else was faster
   */
  async change(from: KeptGenerations, to: Generations): Promise<ModelStanding> {
    const model = this.models.find(({ name }) => name === from._id);
    if (!model) throw new TypeError('There is no such read model.');
    const record = await this.parts.records.change(from, to);
    this.note(model, record);
    await this.follow();
    void this.dropLater(model, goneOf(record));
    return standingOf(model);
  }

  private async begin(): Promise<Projections> {
    const { records } = this.parts;
    await records.prepare();
    const began = this.now();
    const found = await records.of(this.models.map(({ name }) => name));
    for (const model of this.models) {
      model.record = found.get(model.name) ?? model.record;
      this.read(model, model.record.serving);
    }
    const main = this.projectionsOf(this.models.map((model) => built(model, model.serving)));
    for (const model of this.models) model.folding.set(model.serving, main);
    this.lookedAt = began;
    this.regroup();
    return main;
  }

  /** What a read waits for: nothing, as long as what is known is of now. */
  private known(): Promise<void> | undefined {
    return this.parts.store.volatile || this.now() - this.lookedAt <= KNOWN_MS ? undefined : this.learn();
  }

  private async lookOut(): Promise<void> {
    const { signal } = this.stopping;
    for (;;) {
      await wait(LOOK_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.learn()
        .then(() => this.follow())
        .catch((error: unknown) => this.trouble('the generations of read models cannot be looked at', error));
    }
  }

  /** Looks what others have changed. One look at a time, which is everybody's. */
  private learn(): Promise<void> {
    this.learning ??= this.learnNow().finally(() => (this.learning = undefined));
    return this.learning;
  }

  private async learnNow(): Promise<void> {
    const began = this.now();
    const found = await this.parts.records.of(this.models.map(({ name }) => name));
    this.lookedAt = began;
    for (const model of this.models) {
      const record = found.get(model.name);
      if (record) this.note(model, record);
    }
  }

  private note(model: Model, record: KeptGenerations): void {
    if (record.revision <= model.record.revision) return;
    model.record = record;
    if (keptOf(record).includes(model.serving)) return;
    // What is read here goes away: this process has slept through more than one switch.
    this.read(model, record.serving);
    this.regroup();
  }

  /** Does what the records say: builds what is new, reads what serves, lets go of what is gone. One after the other. */
  private follow(): Promise<void> {
    const followed = this.following.then(async () => {
      for (const model of this.models) await this.followOne(model);
    });
    this.following = followed.catch(() => undefined);
    return followed;
  }

  private async followOne(model: Model): Promise<void> {
    for (const generation of keptOf(model.record)) {
      if (!model.folding.has(generation)) await this.build(model, generation);
    }
    if (model.record.serving !== model.serving) await this.moveOn(model, model.record.serving);
    const kept = [...keptOf(model.record), model.serving];
    for (const [generation, projections] of model.folding) {
      if (!kept.includes(generation)) await this.letGo(model, generation, projections);
    }
  }

  private async build(model: Model, generation: number): Promise<void> {
    const projections = this.projectionsOf([built(model, generation)], `, generation ${generation}`);
    await projections.prepare();
    this.extras.add(projections);
    model.folding.set(generation, projections);
    this.regroup();
    if (this.offered) await this.parts.leases.offer(projections.works());
  }

  private async moveOn(model: Model, to: number): Promise<void> {
    // From now on nothing is said to be reached that only one of them has reached.
    model.next = to;
    this.regroup();
    const shown = statusIn(model, model.serving)?.position ?? START;
    const there = await this.reached(model.projection.name, to, shown, SWITCH_PATIENCE_MS);
    if (there && model.record.serving === to) this.read(model, to);
    model.next = undefined;
    this.regroup();
  }

  private async letGo(model: Model, generation: number, projections: Projections): Promise<void> {
    model.folding.delete(generation);
    await this.parts.leases.withdraw([collectionOf(built(model, generation))]);
    if (this.extras.delete(projections)) await projections.stop();
  }

  /** Where this process ends before, the next change of the read model sees to it. */
  private async dropLater(model: Model, generations: readonly number[]): Promise<void> {
    const { store, dropAfterMs = DROP_AFTER_MS } = this.parts;
    const { signal } = this.stopping;
    try {
      if (generations.length > 0) await wait(dropAfterMs, undefined, { signal, ref: false });
      for (const generation of generations) {
        if (model.serving === generation) continue;
        const collection = collectionOf(built(model, generation));
        await store.saveCheckpoint(collection, START, FENCE);
        await store.drop(collection);
      }
    } catch (error) {
      if (!signal.aborted) this.trouble(`old generations of ${model.projection.name} could not be dropped`, error);
    }
  }

  private read(model: Model, generation: number): void {
    model.serving = generation;
    this.parts.reading.serve(model.name, collectionOf(built(model, generation)));
  }

  private regroup(): void {
    const groups = new Map<Projections | undefined, string[]>();
    for (const { projection, serving, next, folding } of this.models) {
      for (const generation of next === undefined ? [serving] : [serving, next]) {
        const projections = folding.get(generation);
        groups.set(projections, [...(groups.get(projections) ?? []), projection.name]);
      }
    }
    this.asked = [...groups].map(([projections, names]) => ({ projections, names }));
  }

  private running(): readonly Projections[] {
    return [...(this.main ? [this.main] : []), ...this.extras];
  }

  private projectionsOf(projections: readonly Projection[], suffix = ''): Projections {
    const { log, store, personal, around } = this.parts;
    const labelled: AroundBatch | undefined = around && ((name, events, work) => around(name + suffix, events, work));
    return new Projections(log, store, personal, projections, (what, error) => this.trouble(what, error), labelled);
  }

  private trouble(what: string, error: unknown): void {
    this.parts.onTrouble?.(what, error);
  }
}

function built({ projection }: Model, generation: number): Projection {
  return generation === 0 ? projection : { ...projection, generation };
}

function statusIn({ projection: { name }, folding }: Model, generation: number): ProjectionStatus | undefined {
  return folding.get(generation)?.status().find((each) => each.name === name);
}

/** Nothing is known of it before it was prepared. */
function notBegun({ projection: { name, version } }: Model): ProjectionStatus {
  return { name, version, state: 'elsewhere', position: START };
}

function standingOf(model: Model): ModelStanding {
  const { name, version } = model.projection;
  const statuses = keptOf(model.record).flatMap((generation) => {
    const status = statusIn(model, generation);
    return status ? [[generation, status] as const] : [];
  });
  return { name, version, generations: model.record, statuses: new Map(statuses) };
}

async function reached(
  { projections, names }: Asked,
  position: Position,
  timeoutMs: number,
  only?: readonly string[],
): Promise<boolean> {
  const wanted = only ? names.filter((name) => only.includes(name)) : names;
  if (wanted.length === 0) return true;
  return (await projections?.caughtUp(position, timeoutMs, wanted)) ?? false;
}
