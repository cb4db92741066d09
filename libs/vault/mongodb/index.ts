export { MongoVault } from './mongo-vault.js';
