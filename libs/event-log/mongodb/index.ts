export { MongoSnapshotStore } from './mongo-snapshot-store.js';
