import { afterAll, beforeAll, describe } from '@jest/globals';
import { openMongo } from '#libs/read-store/mongodb';
import { MongoVault } from '#libs/vault/mongodb';
import { mongoServers, type RunningMongo, START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { vaultContract, type VaultUnderTest } from './vault.contract.js';

describe.each(mongoServers())('$name', ({ name, start }) => {
  let server: RunningMongo;

  beforeAll(async () => {
    server = await start();
  }, START_LIMIT_MS);
  afterAll(() => server.close());

  vaultContract(`MongoDB, on ${name}`, async (): Promise<VaultUnderTest> => {
    const url = server.newDatabase();
    let mongo = openMongo(url);
    let vault = new MongoVault(mongo);
    return {
      vault,
      async reopen() {
        await vault.close();
        await mongo.close();
        mongo = openMongo(url);
        vault = new MongoVault(mongo);
        return vault;
      },
      async close() {
        await vault.close();
        await mongo.close();
      },
    };
  });
});
