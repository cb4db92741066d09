import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Mongo, MongoReadStore, openMongo } from '#libs/read-store/mongodb';
import { mongoServers, type RunningMongo } from '../support/ferretdb/mongo-servers.js';
import { onMongo } from './on-mongo.js';
import { readStoreContract } from './read-store.contract.js';

onMongo((name, newDatabase) => {
  let url: string | undefined;

  readStoreContract(name, async () => {
    const mongo = openMongo((url ??= newDatabase()));
    const store = new MongoReadStore(mongo);
    const close = store.close.bind(store);
    store.close = () => close().then(() => mongo.close());
    return store;
  });
});

/** FerretDB on SQLite looks at every document: only a real server has plans to read. */
const [, real] = mongoServers();
if (real) {
  describe(`query plans of ${real.name}`, () => {
    let server: RunningMongo;
    let mongo: Mongo;
    let store: MongoReadStore;

    beforeAll(async () => {
      server = await real.start();
      mongo = openMongo(server.newDatabase());
      store = new MongoReadStore(mongo);
      await store.ensure({ name: 'rows', indexes: [{ workspaceId: 1, name: 1, _id: 1 }] });
      const rows = Array.from({ length: 5_000 }, (_, n) => {
        const _id = `id-${n}`;
        return { id: _id, document: { _id, workspaceId: `w${n % 5}`, name: `name ${n % 100}` }, position: n };
      });
      await store.write('rows', rows);
    });
    afterAll(async () => {
      await mongo.close();
      await server.close();
    });

    it.each([
      ['a first page', {}],
      ['a page after a place', { after: ['name 50', 'id-250'] }],
    ])('read %s off the index, in its order, and look at that page alone', async (_, more) => {
      const sort = { name: 1, _id: 1 } as const;
      const plan = await store.explain('rows', { filter: { workspaceId: 'w0' }, sort, limit: 20, ...more });
      const stages = JSON.stringify((plan as { queryPlanner: { winningPlan: object } }).queryPlanner.winningPlan);
      expect(stages).toContain('"IXSCAN"');
      expect(stages).not.toMatch(/"(COLLSCAN|SORT)"/);
      const { totalDocsExamined } = (plan as { executionStats: { totalDocsExamined: number } }).executionStats;
      // One document more for each branch that is merged.
      expect(totalDocsExamined).toBeLessThanOrEqual(22);
    });
  });
}
