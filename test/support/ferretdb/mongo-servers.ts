import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { FerretDb } from './ferretdb.js';

/** Building FerretDB for the first time takes so long, in milliseconds. */
export const START_LIMIT_MS = 600_000;

export interface RunningMongo {
  /** The connection string of a new database, of this run alone. */
  newDatabase(): string;
  /** Drops the databases, and ends what was started. */
  close(): Promise<void>;
}

export interface MongoServer {
  readonly name: string;
  start(): Promise<RunningMongo>;
}

/** What the suites of the MongoDB adapters run against: FerretDB, and a real server where `MONGODB_URL` names one. */
export function mongoServers(): readonly MongoServer[] {
  const real = process.env['MONGODB_URL'];
  const ferretDb = { name: 'FerretDB', start: startFerretDb };
  if (real) return [ferretDb, { name: 'the server of MONGODB_URL', start: () => useServer(real) }];
  return [ferretDb];
}

async function startFerretDb(): Promise<RunningMongo> {
  const server = await FerretDb.start();
  return { newDatabase: () => server.url(newName()), close: () => server.remove() };
}

async function useServer(real: string): Promise<RunningMongo> {
  const names: string[] = [];
  return {
    newDatabase() {
      const name = newName();
      names.push(name);
      return withDatabase(real, name);
    },
    async close() {
      const client = new MongoClient(real);
      for (const name of names) await client.db(name).dropDatabase();
      await client.close();
    },
  };
}

function newName(): string {
  return `roster_test_${randomUUID().replaceAll('-', '')}`;
}

/** Names the database in a connection string. Users stay those of the database that it named before, or of `admin`. */
export function withDatabase(url: string, database: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/[^/?]*)\/?([^?]*)\??(.*)$/.exec(url);
  if (!parts) throw new Error('MONGODB_URL is no connection string of MongoDB.');
  const [, server = '', before = '', options = ''] = parts;
  const source = /(^|&)authSource=/i.test(options) || !server.includes('@') ? [] : [`authSource=${before || 'admin'}`];
  return `${server}/${database}?${[options, ...source].filter(Boolean).join('&')}`;
}
