import { openMongo } from '#libs/read-store/mongodb';
import { MongoLeases } from '#libs/vault/mongodb';
import { leasesContract } from './leases.contract.js';
import { onMongo } from './on-mongo.js';

onMongo((name, newDatabase) => {
  leasesContract(name, async () => {
    const mongo = openMongo(newDatabase());
    return { leases: new MongoLeases(mongo), close: () => mongo.close() };
  });
});
