import { type FindOptions, type ReadDocument } from '#libs/event-sourcing';
import { type Entry } from './entry.js';
import { type Condition } from './filter.js';
import { entriesOf, type OrderedPlan, type Plan, type Result, type UnorderedPlan } from './plan.js';
import { Selection } from './selection.js';
import { type SortOrder } from './sort-order.js';

export interface Query extends Pick<FindOptions, 'limit' | 'after'> {
  readonly conditions: readonly Condition[];
  readonly sort: SortOrder;
}

/** Finds what a query asks for, as planned. */
export function carriedOut(plan: Plan, query: Query): Result {
  return plan.kind === 'ordered' ? inOrder(plan, query) : outOfOrder(plan, query);
}

/** The documents that meet all conditions, in the order given, until there are enough or no more is to be looked at. */
export function matching(
  entries: Iterable<Entry>,
  conditions: readonly Condition[],
  limit = Infinity,
  most = Infinity,
): { readonly documents: readonly ReadDocument[]; readonly examined: number; readonly gaveUp: boolean } {
  const documents: ReadDocument[] = [];
  const matches = allOf(conditions);
  let examined = 0;
  if (limit <= 0) return { documents, examined, gaveUp: false };
  for (const { document } of entries) {
    if (examined >= most) return { documents, examined, gaveUp: true };
    examined += 1;
    if (document && matches(document) && documents.push(document) >= limit) break;
  }
  return { documents, examined, gaveUp: false };
}

function inOrder(plan: OrderedPlan, query: Query): Result {
  const { access, otherwise } = plan;
  const { documents, examined, gaveUp } = matching(entriesOf(plan), query.conditions, query.limit, otherwise?.after);
  if (!gaveUp || !otherwise) {
    return { documents, explanation: { plan: plan.kind, index: access.index.name, examined } };
  }
  const { documents: others, explanation } = outOfOrder(otherwise.plan, query);
  return { documents: others, explanation: { ...explanation, examined: examined + explanation.examined } };
}

function outOfOrder(plan: UnorderedPlan, { conditions, sort, limit, after }: Query): Result {
  const index = 'access' in plan ? plan.access.index.name : null;
  if (plan.kind === 'selected') {
    const { documents, examined } = new Selection(plan.access, limit, allOf(conditions));
    return { documents, explanation: { plan: plan.kind, index, examined } };
  }
  const { documents, examined } = matching(entriesOf(plan), conditions);
  return { documents: sort.first(documents, limit, after), explanation: { plan: plan.kind, index, examined } };
}

function allOf(conditions: readonly Condition[]): Condition['matches'] {
  return (document) => conditions.every(({ matches }) => matches(document));
}
