import { type Filter, type FindOptions } from '#libs/event-sourcing';

/** Fields that the store keeps beside those of a document. */
export const POSITION = '_position';
export const DELETED = '_deleted';

const COMPARISONS: ReadonlySet<string> = new Set(['$gt', '$gte', '$lt', '$lte', '$regex']);

/**
 * The filter, without what is left of deleted documents: an id and a position. Where a condition already asks for a
 * value in another field, nothing is added, so that an index alone can count.
 */
export function living(filter: Filter): Filter {
  return asksForValue(filter) ? filter : { $and: [filter, { [DELETED]: { $exists: false } }] };
}

/**
 * The filter for a page. After a place it is one branch for each sort field, each of which an index answers by one
 * range: `(a, b) > (1, 2)` is `a = 1 and b > 2, or a > 1`. The rest of the filter stands in every branch: beside an
 * `$or` the planner would read the index from the beginning.
 */
export function pageFilter({ filter, sort, after }: FindOptions): Filter {
  const alive = living(filter);
  if (!after) return alive;
  const fields = Object.entries(sort);
  const branches = fields.map(([last, direction], index) => {
    const equal = fields.slice(0, index).map(([field], at) => ({ [field]: { $eq: after[at] } }));
    const beyond = { [last]: { [direction === 1 ? '$gt' : '$lt']: after[index] } };
    return { $and: [alive, ...equal, beyond] };
  });
  return { $or: branches.reverse() };
}

function asksForValue(filter: Filter): boolean {
  return Object.entries(filter).some(([name, operand]) => {
    if (name === '$and') return (operand as readonly Filter[]).some(asksForValue);
    return !name.startsWith('$') && name !== '_id' && asks(operand);
  });
}

/** Whether nothing that is missing can meet it. */
function asks(operand: unknown): boolean {
  if (operand === null || operand === undefined) return false;
  if (typeof operand !== 'object' || operand instanceof RegExp) return true;
  return Object.entries(operand).some(([operator, value]: [string, unknown]) => {
    if (operator === '$in') return !(value as readonly unknown[]).some((each) => each === null || !asks(each));
    if (operator === '$exists') return value === true;
    if (operator === '$eq') return value !== null && value !== undefined;
    return COMPARISONS.has(operator) && value !== null;
  });
}
