export * from './directory-lock.js';
export * from './embedded-event-log.js';
export * from './embedded-snapshot-store.js';
export * from './errors.js';
export * from './eventstoredb/open.js';
