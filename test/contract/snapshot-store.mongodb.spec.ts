import { afterAll, beforeAll, describe } from '@jest/globals';
import { MongoSnapshotStore } from '#libs/event-log/mongodb';
import { openMongo } from '#libs/read-store/mongodb';
import { mongoServers, type RunningMongo, START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { snapshotStoreContract, type SnapshotStoreUnderTest } from './snapshot-store.contract.js';

describe.each(mongoServers())('$name', ({ name, start }) => {
  let server: RunningMongo;

  beforeAll(async () => {
    server = await start();
  }, START_LIMIT_MS);
  afterAll(() => server.close());

  snapshotStoreContract(`MongoDB, on ${name}`, async (): Promise<SnapshotStoreUnderTest> => {
    const url = server.newDatabase();
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
