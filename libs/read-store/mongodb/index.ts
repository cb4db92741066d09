export { type CallOptions, MongoCalls } from './mongo-calls.js';
export { MongoReadStore } from './mongo-read-store.js';
export { BadMongoUrl, ReadStoreUnavailable } from './errors.js';
export { isDuplicate } from './failures.js';
export { isFenced, notAfter, upsertedUnder } from './fence.js';
export { type Mongo, type MongoOptions, openMongo } from './open-mongo.js';
export { countdown, type Limit, within } from './time-limit.js';
