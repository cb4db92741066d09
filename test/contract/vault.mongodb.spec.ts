import { openMongo } from '#libs/read-store/mongodb';
import { MongoVault } from '#libs/vault/mongodb';
import { onMongo } from './on-mongo.js';
import { vaultContract, type VaultUnderTest } from './vault.contract.js';

onMongo((name, newDatabase) => {
  vaultContract(name, async (): Promise<VaultUnderTest> => {
    const url = newDatabase();
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
