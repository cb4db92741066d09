import { performance } from 'node:perf_hooks';
import { type AroundBatch } from '#libs/event-sourcing';
import { type Metrics } from './metrics.js';
import { projectionSpan } from './tracing.js';

/** Times and traces the batches of projections. One that fails is traced, and counted once it has succeeded. */
export function watchedBatches(metrics: Metrics): AroundBatch {
  return async (projection, events, work) => {
    const began = performance.now();
    await projectionSpan(projection, events, work);
    metrics.batchEnded(projection, events, (performance.now() - began) / 1000);
  };
}
