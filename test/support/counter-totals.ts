import { type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type CounterEvent } from './counter.js';

/** What was added to a counter, and how often. */
export interface Total extends ReadDocument {
  readonly total: number;
  readonly times: number;
}

/** Sums up what was added to each counter. It breaks at an amount that it is told of. */
export function totals(name = 'totals', breaksAt?: number): Projection {
  const projection: Projection<Total, CounterEvent> = {
    name,
    version: 1,
    indexes: [],
    handles: ['Added'],
    touches: ({ stream }) => ({ ids: [stream] }),
    fold: (id, document, event) => {
      const by = event.type === 'Added' ? event.data.by : 0;
      if (by === breaksAt) throw new Error('cannot fold');
      const { total, times } = document ?? { total: 0, times: 0 };
      return { _id: id, total: total + by, times: times + 1 };
    },
  };
  return projection;
}
