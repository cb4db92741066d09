export { MemoryReadStore } from './memory-read-store.js';
export * from './mongodb/index.js';
export { type Explanation } from './plan.js';
