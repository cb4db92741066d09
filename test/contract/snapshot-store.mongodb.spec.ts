import { MongoSnapshotStore } from '#libs/event-log/mongodb';
import { openMongo } from '#libs/read-store/mongodb';
import { onMongo } from './on-mongo.js';
import { snapshotStoreContract, type SnapshotStoreUnderTest } from './snapshot-store.contract.js';

onMongo((name, newDatabase) => {
  snapshotStoreContract(name, async (): Promise<SnapshotStoreUnderTest> => {
    const url = newDatabase();
    let mongo = openMongo(url);
    const store = new MongoSnapshotStore(mongo);
    return {
      store,
      async reopen() {
        await mongo.close();
        mongo = openMongo(url);
        return new MongoSnapshotStore(mongo);
      },
      close: () => mongo.close(),
    };
  });
});
