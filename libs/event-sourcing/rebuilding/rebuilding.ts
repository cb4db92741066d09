import { type Position } from '../event.js';
import { type EventLog } from '../ports/event-log.js';
import { type ReadStore } from '../ports/read-store.js';
import { collectionOf } from '../projection.js';
import { type Comparison, compareGenerations } from './comparison.js';
import { DifferencesFound, GenerationBehind } from './errors.js';
import { begun, switched, switchedBack } from './generations.js';
import { type GenerationsAtWork, type ModelStanding } from './generations-at-work.js';

/** In milliseconds; whoever asks waits for the answer. */
const PATIENCE_MS = 2000;

/** What operators do with read models. Undefined in place of an answer: there is no read model of that name. */
export class Rebuilding {
  constructor(
    private readonly log: EventLog,
    private readonly store: ReadStore,
    private readonly atWork: GenerationsAtWork,
  ) {}

  /** @throws RosterError a failure of the log or the store, as every method does */
  async list(): Promise<{ readonly head: Position; readonly standing: readonly ModelStanding[] }> {
    const head = await this.log.head();
    await this.atWork.look();
    return { head, standing: this.atWork.standing() };
  }

  /**
   * Begins to build a generation beside the one that serves. One that is there already and has not stopped is the one.
   * @param anew another one in any case
   */
  async rebuild(name: string, { anew = false } = {}): Promise<ModelStanding | undefined> {
    const standing = await this.atWork.standingNow(name);
    if (!standing) return undefined;
    const { generations, statuses } = standing;
    const beside = generations.beside === null ? undefined : statuses.get(generations.beside);
    if (beside && beside.state !== 'stopped' && !anew) return standing;
    return this.atWork.change(generations, begun(generations));
  }

  /**
   * Compares what was built beside with what serves; where they are the same it serves from now on.
   * @throws NothingBeside
   * @throws GenerationBehind
   * @throws DifferencesFound unless they are accepted
   * @throws GenerationsChanged
   */
  async switch(
    name: string,
    { acceptDifferences = false } = {},
  ): Promise<{ readonly standing: ModelStanding; readonly comparison: Comparison } | undefined> {
    const standing = await this.atWork.standingNow(name);
    if (!standing) return undefined;
    const { generations } = standing;
    const next = switched(generations);
    await this.complete(standing, next.serving);
    const comparison = await this.compare(standing, next.serving);
    if (comparison.differences + comparison.unsettled > 0 && !acceptDifferences) throw new DifferencesFound(comparison);
    return { standing: await this.atWork.change(generations, next), comparison };
  }

  /**
   * What served before serves again, whatever is in it.
   * @throws NoWayBack
   * @throws GenerationBehind
   * @throws GenerationsChanged
   */
  async back(name: string): Promise<ModelStanding | undefined> {
    const standing = await this.atWork.standingNow(name);
    if (!standing) return undefined;
    const { generations } = standing;
    const next = switchedBack(generations);
    await this.complete(standing, next.serving);
    return this.atWork.change(generations, next);
  }

  /** @throws GenerationBehind */
  private async complete({ name, statuses }: ModelStanding, generation: number): Promise<void> {
    if (await this.atWork.reached(name, generation, await this.log.head(), PATIENCE_MS)) return;
    const status = statuses.get(generation);
    throw new GenerationBehind(generation, status?.state === 'stopped' ? status.error : undefined);
  }

  private compare({ name, version, generations: { serving } }: ModelStanding, beside: number): Promise<Comparison> {
    return compareGenerations({
      store: this.store,
      serving: collectionOf({ name, version, generation: serving }),
      beside: collectionOf({ name, version, generation: beside }),
      head: () => this.log.head(),
      reached: async (position) => {
        const reached = (generation: number) => this.atWork.reached(name, generation, position, PATIENCE_MS);
        return (await Promise.all([serving, beside].map(reached))).every(Boolean);
      },
    });
  }
}
