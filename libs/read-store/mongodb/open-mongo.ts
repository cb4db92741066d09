import { type Db, MongoClient, type MongoClientOptions, ReadConcern } from 'mongodb';
import { BadMongoUrl } from './errors.js';
import { freeStuckChecks } from './stuck-checks.js';
import { within } from './time-limit.js';

const DATABASE = 'roster';
/** No operation takes longer, with all that it is tried again. */
const OPERATION_LIMIT_MS = 10_000;
/** So long an operation waits for a server that can take it. */
const SELECTION_LIMIT_MS = 5_000;

export interface MongoOptions {
  /** In milliseconds: no operation takes longer, with all that it is tried again. */
  readonly operationLimitMs?: number;
  /** In milliseconds: so long an operation waits for a server that can take it, as in an election. */
  readonly selectionLimitMs?: number;
  /** In milliseconds: so long the driver may look for its server in one go, before the client begins anew. */
  readonly checkLimitMs?: number;
}

/** One client for all adapters of a process: its pool of connections is shared. */
export interface Mongo {
  readonly database: Db;
  /** In milliseconds. */
  readonly operationLimitMs: number;
  /** Whether the server is there, for readiness. */
  answers(): Promise<boolean>;
  /** Whether the server is a replica set or a sharded cluster, and so has transactions and snapshots. */
  hasTransactions(): Promise<boolean>;
  /** What is still under way fails. A server that stands still does not hold it up. */
  close(): Promise<void>;
}

/**
 * A client for the database that the connection string names, `roster` unless it does. Connects when first used, and
 * again for as long as it is open, so a server that is away at the start is no reason to fail. What the connection
 * string says goes before what is set here.
 * @throws BadMongoUrl
 */
export function openMongo(url: string, options: MongoOptions = {}): Mongo {
  const { operationLimitMs = OPERATION_LIMIT_MS, selectionLimitMs = SELECTION_LIMIT_MS } = options;
  const { checkLimitMs = 2 * selectionLimitMs } = options;
  const client = clientOf(url, {
    appName: 'roster',
    retryWrites: true,
    retryReads: true,
    serverSelectionTimeoutMS: selectionLimitMs,
    connectTimeoutMS: selectionLimitMs,
    waitQueueTimeoutMS: operationLimitMs,
  });
  const database = client.db(databaseOf(url), {
    // Majority: what was acknowledged outlives the loss of a server, and what is read is never taken back.
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: operationLimitMs },
    readConcern: new ReadConcern('majority'),
    readPreference: 'primary',
    ignoreUndefined: true,
  });
  const letThemBe = freeStuckChecks(client, checkLimitMs);
  let transactions: boolean | undefined;
  return {
    database,
    operationLimitMs,
    answers: () =>
      within(operationLimitMs, database.command({ ping: 1 })).then(
        () => true,
        () => false,
      ),
    hasTransactions: async () => {
      if (transactions === undefined) {
        const hello = await client.db('admin').command({ hello: 1 });
        transactions = typeof hello['setName'] === 'string' || hello['msg'] === 'isdbgrid';
      }
      return transactions;
    },
    close: () => {
      letThemBe();
      return within(operationLimitMs, client.close()).catch(() => undefined);
    },
  };
}

function clientOf(url: string, defaults: MongoClientOptions): MongoClient {
  const said = new Set([...new URLSearchParams(url.split('?')[1])].map(([name]) => name.toLowerCase()));
  const unsaid = Object.entries(defaults).filter(([name]) => !said.has(name.toLowerCase()));
  try {
    return new MongoClient(url, Object.fromEntries(unsaid));
  } catch {
    throw new BadMongoUrl();
  }
}

function databaseOf(url: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/?]*\/([^?]+)/.exec(url)?.[1];
  return path === undefined ? DATABASE : decodeURIComponent(path);
}
