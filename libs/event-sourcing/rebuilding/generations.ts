import { type ReadDocument } from '../ports/read-store.js';
import { NothingBeside, NoWayBack } from './errors.js';

/** Which generations of a read model there are. Everything else that was ever built of it is gone, or to be dropped. */
export interface Generations {
  readonly serving: number;
  /** Built beside it, to be switched to. */
  readonly beside: number | null;
  /** Served before: the way back. */
  readonly former: number | null;
  /** The highest number so far: none is used twice. */
  readonly last: number;
}

/** As it is kept, in the read store itself. */
export interface KeptGenerations extends Generations, ReadDocument {
  /** One more with each change. */
  readonly revision: number;
  /** Tells whose change this is. */
  readonly change: string;
}

export function firstGenerations(model: string): KeptGenerations {
  return { _id: model, serving: 0, beside: null, former: null, last: 0, revision: 0, change: '' };
}

/** Another one is built, in place of any that was beside. The way back stays. */
export function begun(generations: Generations): Generations {
  const next = generations.last + 1;
  return { ...generations, beside: next, last: next };
}

/** What was built beside serves; what served is the way back. @throws NothingBeside */
export function switched(generations: Generations): Generations {
  const { serving, beside } = generations;
  if (beside === null) throw new NothingBeside();
  return { ...generations, serving: beside, beside: null, former: serving };
}

/**
 * What served before serves again. The one that it comes back from stands beside it, to be switched to again; where
 * another is being built there, it becomes the way back. @throws NoWayBack
 */
export function switchedBack(generations: Generations): Generations {
  const { serving, beside, former } = generations;
  if (former === null) throw new NoWayBack();
  return { ...generations, serving: former, beside: beside ?? serving, former: beside === null ? null : serving };
}

/** Those that are fed with events. */
export function keptOf({ serving, beside, former }: Generations): readonly number[] {
  return [serving, beside, former].filter((generation) => generation !== null);
}

/** Those that were, and are neither read nor fed any more. */
export function goneOf(generations: Generations): readonly number[] {
  const kept = keptOf(generations);
  const all = Array.from({ length: generations.last + 1 }, (_, generation) => generation);
  return all.filter((generation) => !kept.includes(generation));
}
