import { afterAll, beforeAll, describe } from '@jest/globals';
import { mongoServers, type RunningMongo, START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';

/** Runs a contract against each server there is. @param contract is given a way to a database that nobody else has */
export function onMongo(contract: (name: string, newDatabase: () => string) => void): void {
  describe.each(mongoServers())('$name', ({ name, start }) => {
    let server: RunningMongo;

    beforeAll(async () => {
      server = await start();
    }, START_LIMIT_MS);
    afterAll(() => server.close());

    contract(`MongoDB, on ${name}`, () => server.newDatabase());
  });
}
