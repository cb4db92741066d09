import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { type AnyBulkWriteOperation, MongoClient } from 'mongodb';
import { v7 as uuidv7 } from 'uuid';
import { conversations, type ConversationRow } from '#libs/conversations';
import { collectionOf, CommandRunner, Projections, type ReadStore, START, systemClock } from '#libs/event-sourcing';
import { openEventStoreDbLog } from '#libs/event-log';
import { MongoSnapshotStore } from '#libs/event-log/mongodb';
import { MemoryReadStore } from '#libs/read-store';
import { MongoReadStore, openMongo } from '#libs/read-store/mongodb';
import { PersonalKeys } from '#libs/vault';
import { MongoVault } from '#libs/vault/mongodb';
import { InviteUserHandler, Workspaces } from '#libs/workspaces';
import { ProtocolServer } from '../support/eventstoredb/protocol-server.js';
import { mongoServers } from '../support/ferretdb/mongo-servers.js';
import { type Acme, adminOf, found, invitationTo, newAcme, scopeOf } from './acme.js';
import { openConversations } from './conversations.js';
import { openEngine } from './engine.js';
import { type Figures, measure, note, table, title } from './figures.js';
import { scaled } from './scale.js';

const WRITERS = 64;
const COMMANDS = scaled(5000, WRITERS);
const EVENTS = scaled(200_000);
const DOCUMENTS_AT_ONCE = 1000;
const SECRET = 'a secret that only benchmarks use, long enough';

/**
 * Commands on EventStoreDB and MongoDB, and projecting into MongoDB, each beside the bare driver that does the same to the
 * same server: those of `EVENTSTORE_URL` and `MONGODB_URL`, else the protocol server of the tests, in this process, and
 * FerretDB.
 */
export async function production(): Promise<void> {
  const servers = await serversAtHand();
  try {
    await commandsBesideAppends(servers);
    await projectingBesideWrites(servers);
  } finally {
    await servers.stop();
  }
}

interface Servers {
  readonly events: string;
  readonly mongo: string;
  stop(): Promise<void>;
}

async function serversAtHand(): Promise<Servers> {
  const { EVENTSTORE_URL } = process.env;
  const protocol = EVENTSTORE_URL === undefined ? await ProtocolServer.start() : undefined;
  const mongo = await mongoServers().at(-1)?.start();
  return {
    events: EVENTSTORE_URL ?? protocol?.url ?? '',
    mongo: mongo?.newDatabase() ?? '',
    stop: async () => {
      await protocol?.stop();
      await mongo?.close();
    },
  };
}

async function commandsBesideAppends(servers: Servers): Promise<void> {
  title(`Commands in production mode, ${WRITERS} writers`);
  const log = await openEventStoreDbLog(servers.events);
  const mongo = openMongo(servers.mongo);
  const [snapshots, vault] = [new MongoSnapshotStore(mongo), new MongoVault(mongo)];
  const personal = new PersonalKeys(vault, SECRET);
  const workspaces = new Workspaces(new CommandRunner({ log, snapshots, personal, clock: systemClock() }));
  const all = Array.from({ length: WRITERS }, newAcme);
  for (const acme of all) await found(workspaces, acme);
  const changes = (name: string, count: number, choose: (index: number) => Acme): Promise<Figures> =>
    measure(name, count, WRITERS, (index) => renamed(workspaces, choose(index)));
  const each = (index: number): Acme => all[index % WRITERS] as Acme;

  await changes('warm-up', scaled(500, WRITERS), each);
  const bytes = JSON.stringify((await log.readAll(START, 1000)).at(-1));
  const bare = await bareAppends(servers.events, bytes);
  const spread = await changes(`commands, ${WRITERS} workspaces`, COMMANDS, each);
  const single = await changes('commands, one workspace', COMMANDS, () => all[0] as Acme);
  const inviting = new InviteUserHandler(workspaces);
  const invitations = await measure('invitations, each with a personal key in the vault', COMMANDS, WRITERS, (index) =>
    inviting.execute(invitationTo(each(index))),
  );
  table(bare, spread, single, invitations);
  note(`${bytes.length} bytes an event.`);
  await log.close();
  await vault.close();
  await snapshots.close();
  await mongo.close();
}

/** A command that writes one event and needs nothing else. */
async function renamed(workspaces: Workspaces, acme: Acme): Promise<void> {
  const event = { type: 'WorkspaceRenamed', data: { name: 'Acme', formerName: 'Acme' } } as const;
  await workspaces.carryOut({ workspaceId: acme.workspaceId, scope: scopeOf(adminOf(acme), uuidv7()), wanted: undefined } as never, () => [event]);
}

async function bareAppends(url: string, bytes: string): Promise<Figures> {
  const client = EventStoreDBClient.connectionString(url);
  const data = JSON.parse(bytes) as Record<string, unknown>;
  const append = () =>
    client.appendToStream(`bare-${uuidv7()}`, jsonEvent({ id: uuidv7(), type: 'Bare', data }), { expectedRevision: NO_STREAM });
  await append();
  const figures = await measure(`the bare client, appending the same bytes, ${WRITERS} at once`, COMMANDS, WRITERS, append);
  await client.dispose();
  return figures;
}

async function projectingBesideWrites(servers: Servers): Promise<void> {
  title(`Projecting ${EVENTS.toLocaleString('en')} events into MongoDB`);
  const engine = await openEngine();
  const workspaceId = uuidv7();
  await openConversations(engine.log, { workspaceId, assigneeId: uuidv7() }, EVENTS);
  const mongo = openMongo(servers.mongo);
  const store = new MongoReadStore(mongo);
  const project = async (into: ReadStore): Promise<void> => {
    const projections = new Projections(engine.log, into, engine.parts.personal, [conversations]);
    await projections.start();
    await projections.caughtUp(await engine.log.head(), 3_600_000);
    await projections.stop();
  };
  const projecting = await timed('projected, guarded and with checkpoints', () => project(store));
  const memory = new MemoryReadStore();
  await project(memory);
  const every = { filter: {}, sort: { _id: 1 as const }, limit: EVENTS };
  const rows = await memory.find<ConversationRow>(collectionOf(conversations), every);
  table(await bareWrites(servers.mongo, rows), projecting);
  await store.close();
  await mongo.close();
  await engine.close();
}

/** The same documents, in an indexed collection as well, by the bare driver. */
async function bareWrites(url: string, rows: readonly ConversationRow[]): Promise<Figures> {
  const client = await MongoClient.connect(url);
  const collection = client.db().collection<ConversationRow>('bare');
  await collection.createIndexes(conversations.indexes.map((key) => ({ key: { ...key } })));
  const figures = await timed('bulk writes of the same documents by the bare driver', async () => {
    for (let from = 0; from < rows.length; from += DOCUMENTS_AT_ONCE) {
      const writes = rows.slice(from, from + DOCUMENTS_AT_ONCE).map(
        (row): AnyBulkWriteOperation<ConversationRow> => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } }),
      );
      await collection.bulkWrite(writes, { ordered: false });
    }
  });
  await client.close();
  return figures;
}

/** As the rate of all of them together. */
async function timed(name: string, work: () => Promise<void>): Promise<Figures> {
  const from = performance.now();
  await work();
  const seconds = (performance.now() - from) / 1000;
  return { name, count: EVENTS, seconds, times: [(seconds * 1000) / EVENTS] };
}
