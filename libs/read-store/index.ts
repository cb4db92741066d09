export { MemoryReadStore } from './memory-read-store.js';
export { type Explanation } from './plan.js';
