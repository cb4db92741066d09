import { type ReadDocument } from '#libs/event-sourcing';
import { type Entry } from './entry.js';
import { type Access, type OrderedAccess, sizeOf } from './index-access.js';

/**
 * How a query is carried out:
 *
 * - `ordered`: along an index that gives the order asked for, until there are enough
 * - `gathered`: all candidates of an index, then sorted
 * - `looked-up`: all entries with one value of one field, or with given ids, then sorted
 * - `scanned`: all entries, then sorted
 */
export type Plan =
  | { readonly kind: 'ordered'; readonly access: OrderedAccess }
  | { readonly kind: 'gathered'; readonly access: Access }
  | { readonly kind: 'looked-up' | 'scanned'; readonly entries: Iterable<Entry> };

/** What was done for a query, for tests and for those who wonder why one is slow. */
export interface Explanation {
  readonly plan: Plan['kind'];
  /** The index that was used, as `workspaceId:1,sort.name:1`. */
  readonly index: string | null;
  /** How many entries were looked at. */
  readonly examined: number;
}

export interface Result {
  readonly documents: readonly ReadDocument[];
  readonly explanation: Explanation;
}

/** The entries that a plan looks at, each once. */
export function entriesOf(plan: Plan): Iterable<Entry> {
  if (plan.kind === 'ordered') return along(plan.access, plan.access.reverse);
  if (plan.kind === 'gathered') return plan.access.distinct ? along(plan.access) : new Set(along(plan.access));
  return plan.entries;
}

function* along({ entries, stretches }: Access, reverse = false): Generator<Entry> {
  for (const stretch of stretches) yield* entries.range(stretch, reverse);
}

/** How many entries reading along an order will look at until it has `limit`, of which `matching` are there in all. */
export function costOfOrder(access: OrderedAccess, matching: number, limit: number): number {
  const share = Math.min(matching, access.total) / Math.max(access.total, 1);
  return Math.min(sizeOf(access), share > 0 ? limit / share : Infinity);
}
