import { type ReadDocument } from '#libs/event-sourcing';
import { type Entry } from './entry.js';
import { type Access, type OrderedAccess, type SelectiveAccess } from './index-access.js';
import { chained, merged } from './run.js';

/**
 * How a query is carried out:
 *
 * - `ordered`: along an index that gives the order asked for, until there are enough; along several runs of it at once
 *   where a filter names several values
 * - `selected`: out of an index that gives that order only for each of many values, without a look at what comes too late
 * - `gathered`: all candidates of an index, then sorted
 * - `looked-up`: all entries with given values of one field, or with given ids, then sorted
 * - `scanned`: all entries, then sorted
 */
export type Plan = OrderedPlan | UnorderedPlan;

export interface OrderedPlan {
  readonly kind: 'ordered';
  readonly access: OrderedAccess;
  /** What to do after so many entries without having found enough: what matches may stand at the end. */
  readonly otherwise?: { readonly after: number; readonly plan: UnorderedPlan };
}

export type UnorderedPlan = { readonly kind: 'selected'; readonly access: SelectiveAccess } | CandidatesPlan;

export type CandidatesPlan =
  | { readonly kind: 'gathered'; readonly access: Access }
  | { readonly kind: 'looked-up' | 'scanned'; readonly entries: Iterable<Entry> };

/** What was done for a query, for tests and for those who wonder why one is slow. */
export interface Explanation {
  readonly plan: Plan['kind'];
  /** The index that was used, as `workspaceId:1,sort.name:1`. */
  readonly index: string | null;
  /** How many entries were looked at; keys, where those of an index are enough to tell what comes too late. */
  readonly examined: number;
}

export interface Result {
  readonly documents: readonly ReadDocument[];
  readonly explanation: Explanation;
}

/** The entries that a plan looks at, each once. */
export function entriesOf(plan: OrderedPlan | CandidatesPlan): Iterable<Entry> {
  if (plan.kind === 'ordered') return merged(plan.access.runs, plan.access.reverse);
  if (plan.kind !== 'gathered') return plan.entries;
  return plan.access.distinct ? chained(plan.access.runs) : new Set(chained(plan.access.runs));
}
