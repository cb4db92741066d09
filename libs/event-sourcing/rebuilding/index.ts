export * from './comparison.js';
export * from './errors.js';
export * from './generation-records.js';
export * from './generations.js';
export * from './generations-at-work.js';
export * from './rebuilding.js';
export * from './serving-read-store.js';
