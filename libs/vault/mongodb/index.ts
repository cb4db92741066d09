export { MongoVault } from './mongo-vault.js';
export { MongoLeases } from './mongo-leases.js';
