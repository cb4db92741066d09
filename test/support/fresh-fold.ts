import { BILLING_PROJECTIONS } from '#libs/billing';
import { CONVERSATION_PROJECTIONS } from '#libs/conversations';
import { openEventStoreDbLog } from '#libs/event-log';
import {
  collectionOf,
  GenerationRecords,
  Projections,
  type ReadDocument,
  type ReadStore,
  type RecordedEvent,
  START,
} from '#libs/event-sourcing';
import { canonicalJson, HISTORY_PROJECTIONS } from '#libs/history';
import { MemoryReadStore } from '#libs/read-store';
import { MongoReadStore, openMongo } from '#libs/read-store/mongodb';
import { PersonalKeys } from '#libs/vault';
import { MongoVault } from '#libs/vault/mongodb';
import { WORKSPACE_PROJECTIONS } from '#libs/workspaces';
import { allEvents } from './log-check.js';
import { type ProductionServers } from './production-servers.js';

const PROJECTIONS = [...WORKSPACE_PROJECTIONS, ...CONVERSATION_PROJECTIONS, ...BILLING_PROJECTIONS, ...HISTORY_PROJECTIONS];
const PATIENCE_MS = 60_000;

/** Everything that the servers of a service hold, read past the service. */
export interface Holdings {
  readonly events: readonly RecordedEvent[];
  /** Collections whose documents are not those of a fold of the whole log from its beginning, with what differs. */
  readonly differences: readonly string[];
}

/** What the log of the servers holds. */
export async function logOf(servers: ProductionServers): Promise<readonly RecordedEvent[]> {
  const log = await openEventStoreDbLog(servers.events.url);
  try {
    return await allEvents(log);
  } finally {
    await log.close();
  }
}

/** What the log holds, and how the read models that serve in MongoDB compare with a fresh fold of it in memory. */
export async function holdingsOf(servers: ProductionServers): Promise<Holdings> {
  const { ROSTER_SECRET: secret = '' } = servers.settings({});
  const log = await openEventStoreDbLog(servers.events.url);
  const mongo = openMongo(servers.mongo.url('roster'));
  const kept = new MongoReadStore(mongo);
  const fresh = new MemoryReadStore();
  const projections = new Projections(log, fresh, new PersonalKeys(new MongoVault(mongo), secret), PROJECTIONS);
  try {
    const events = await allEvents(log);
    await projections.start();
    if (!(await projections.caughtUp(events.at(-1)?.position ?? START, PATIENCE_MS))) {
      throw new Error(`The fresh fold did not come to its end: ${JSON.stringify(projections.status())}`);
    }
    const differences: string[] = [];
    const generations = await new GenerationRecords(kept).of(PROJECTIONS.map(collectionOf));
    for (const projection of PROJECTIONS) {
      const name = collectionOf(projection);
      const serving = collectionOf({ ...projection, generation: generations.get(name)?.serving });
      differences.push(...(await differencesIn(serving, kept, name, fresh)));
    }
    return { events, differences };
  } finally {
    await projections.stop();
    await log.close();
    await mongo.close();
  }
}

async function differencesIn(
  collection: string,
  kept: ReadStore,
  freshCollection: string,
  fresh: ReadStore,
): Promise<readonly string[]> {
  const [standing, folded] = await Promise.all([documentsOf(collection, kept), documentsOf(freshCollection, fresh)]);
  const ids = new Set([...standing.keys(), ...folded.keys()]);
  const found: string[] = [];
  for (const id of ids) {
    const [is, should] = [standing.get(id), folded.get(id)];
    if (is !== should) found.push(`${collection} ${id}: is ${is ?? 'missing'}, should be ${should ?? 'missing'}`);
  }
  return found;
}

async function documentsOf(collection: string, store: ReadStore): Promise<ReadonlyMap<string, string>> {
  const documents = await store.find<ReadDocument>(collection, { filter: {}, sort: { _id: 1 }, limit: 1_000_000 });
  return new Map(documents.map((document) => [document._id, canonicalJson(document)]));
}
