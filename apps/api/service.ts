import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from 'pino';
import { type ApiKey, Connections, createHttpApp, serveDocs } from '#libs/http';
import { putTogether } from './engine.js';
import { embeddedServiceKey } from './service-key.js';
import { type Settings, usesServers } from './settings.js';
import { openStores, type Stores } from './stores.js';

/** A running service. */
export interface Service {
  readonly app: NestFastifyApplication;
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly publicUrl: string;
  /** The key of the embedded mode, and whether this start made it. Servers have the keys of the settings alone. */
  readonly serviceKey: { readonly key: string; readonly made: boolean } | undefined;
  readonly mailbox: string | undefined;
  /** Finishes what is under way, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the service: stores, read models, processes, HTTP. Read models that are kept in memory are folded from the log
 * before the first request is taken. On servers it answers at once, and is ready when they let it be: one that is down
 * delays and ends nothing. @throws RosterError where it cannot start; nothing is then left open
 */
export async function startService(settings: Settings, logger: Logger): Promise<Service> {
  const stores = await openStores(settings);
  try {
    return await startOn(stores, settings, logger);
  } catch (error) {
    await stores.close();
    throw error;
  }
}

async function startOn(stores: Stores, settings: Settings, logger: Logger): Promise<Service> {
  const onServers = usesServers(settings);
  const serviceKey = onServers ? undefined : embeddedServiceKey(settings.dataDirectory);
  const apiKeys = serviceKey ? withKey(settings.apiKeys, serviceKey.entry) : settings.apiKeys;
  const { module, publicUrl, metrics, beginning, shownOutbox, ...engine } = putTogether({ settings, stores, logger, apiKeys });
  const app = await createHttpApp(module, { logger, publicUrl, onAnswered: metrics.answered });
  const connections = new Connections(app.getHttpServer());
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => done(beginning.refusal(request.url)));
  serveDocs(app);
  await app.init();
  if (!onServers) await engine.begin(app);
  await app.listen(settings.port, settings.host);
  if (onServers) await engine.begin(app);
  const address = await app.getUrl();
  const mailbox = shownOutbox === undefined ? undefined : `${address}/dev/mailbox`;
  return { app, address, publicUrl, serviceKey, mailbox, stop: () => engine.stop(() => connections.closing(() => app.close())) };
}

/** Of two keys with one name the one that was made here stands. */
function withKey(keys: readonly ApiKey[], made: ApiKey): readonly ApiKey[] {
  return [...keys.filter(({ name }) => name !== made.name), made];
}
