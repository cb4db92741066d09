import { randomUUID } from 'node:crypto';
import { type ReadStore } from '../ports/read-store.js';
import { GenerationsChanged } from './errors.js';
import { firstGenerations, type Generations, type KeptGenerations } from './generations.js';

const COLLECTION = 'generations';

/** Which generations there are of each read model, in the store that they are in, where every process finds it. */
export class GenerationRecords {
  constructor(private readonly store: ReadStore) {}

  /** @throws RosterError a failure of the store, as every method does */
  prepare(): Promise<void> {
    return this.store.ensure({ name: COLLECTION, indexes: [] });
  }

  async of(models: readonly string[]): Promise<ReadonlyMap<string, KeptGenerations>> {
    const kept = await this.store.load<KeptGenerations>(COLLECTION, models);
    return new Map(models.map((model) => [model, kept.get(model)?.document ?? firstGenerations(model)]));
  }

  /**
   * The revision is the position that guards the document: of two changes of one and the same state the store takes
   * one, and what is there afterwards tells which.
   * @throws GenerationsChanged another one was taken
   */
  async change(from: KeptGenerations, to: Generations): Promise<KeptGenerations> {
    const changed: KeptGenerations = { ...from, ...to, revision: from.revision + 1, change: randomUUID() };
    await this.store.write(COLLECTION, [{ id: from._id, document: changed, position: changed.revision }]);
    const now = (await this.of([from._id])).get(from._id);
    if (now?.change !== changed.change) throw new GenerationsChanged();
    return now;
  }
}
