import { createHash, randomBytes } from 'node:crypto';
import { ProtocolServer } from './eventstoredb/protocol-server.js';
import { FerretDb } from './ferretdb/ferretdb.js';

/** A key with all scopes, under the name that the key of the embedded mode has. */
const SERVICE_KEY = `rk_${randomBytes(32).toString('base64url')}`;
const SCOPES = 'commands+members+billing+history+operate';

/**
 * The two servers of the production mode for one service, with nothing in them: the protocol server of EventStoreDB,
 * which is in this process and keeps its events in memory, and FerretDB for MongoDB, a process of its own.
 */
export class ProductionServers {
  readonly serviceKey = SERVICE_KEY;
  private readonly secret = randomBytes(32).toString('base64url');

  private constructor(
    readonly events: ProtocolServer,
    readonly mongo: FerretDb,
  ) {}

  /** @throws NoFerretDb where it is not built and cannot be */
  static async start(): Promise<ProductionServers> {
    const mongo = await FerretDb.start();
    return new ProductionServers(await ProtocolServer.start(), mongo);
  }

  /** The environment of a service that runs on them, beside what its test sets. */
  settings({ ROSTER_API_KEYS: keys, ...env }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const own = `embedded:${SCOPES}:${createHash('sha256').update(this.serviceKey).digest('hex')}`;
    return {
      EVENTSTORE_URL: this.events.url,
      MONGODB_URL: this.mongo.url('roster'),
      ROSTER_SECRET: this.secret,
      ...env,
      ROSTER_API_KEYS: [keys, own].filter(Boolean).join(','),
    };
  }

  async stop(): Promise<void> {
    await this.events.stop();
    await this.mongo.remove();
  }
}
