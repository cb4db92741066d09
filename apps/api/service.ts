import { type Server } from 'node:http';
import { join } from 'node:path';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from 'pino';
import { ACCOUNT_PROCESSES } from '#libs/accounts';
import { BILLING_PROJECTIONS } from '#libs/billing';
import { CONVERSATION_PROJECTIONS } from '#libs/conversations';
import {
  type Clock,
  onWritePoint,
  type Process,
  type Projection,
  Projections,
  systemClock,
  type Vault,
} from '#libs/event-sourcing';
import { HISTORY_PROJECTIONS } from '#libs/history';
import { type ApiKey, createHttpApp, isLoopback, serveDocs } from '#libs/http';
import { outboxSender, smtpSender } from '#libs/mail';
import { Passwords, PersonalKeys } from '#libs/vault';
import { userTable, WORKSPACE_PROCESSES, workspaceList } from '#libs/workspaces';
import { AppModule } from './app.module.js';
import { Beginning } from './beginning.js';
import { Metrics } from './metrics.js';
import { Processes } from './processes.js';
import { embeddedServiceKey } from './service-key.js';
import { type Settings, usesServers } from './settings.js';
import { openStores, type Stores } from './stores.js';
import { TracedRunner } from './traced-runner.js';
import { DecisionSpans } from './tracing.js';
import { troubleLog } from './trouble.js';
import { watchedBatches } from './watched-batches.js';
import { WatchedLog } from './watched-log.js';

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

const WORKSPACE_PROJECTIONS = [userTable, workspaceList] as unknown as readonly Projection[];
const CONTEXTS = [...CONVERSATION_PROJECTIONS, ...BILLING_PROJECTIONS, ...HISTORY_PROJECTIONS];
const PROJECTIONS = [...WORKSPACE_PROJECTIONS, ...CONTEXTS];

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
  killAtWritePoint(settings);
  const { log, snapshots, vault, readStore, secret } = stores;
  const clock = systemClock(settings.clockOffsetSeconds);
  const personal = new PersonalKeys(vault, secret);
  const passwords = new Passwords();
  const metrics = new Metrics();
  const decisions = new DecisionSpans();
  const watched = new WatchedLog(log, metrics, decisions);
  const runner = new TracedRunner({ log: watched, snapshots, personal, clock, observer: metrics.runner }, decisions);
  const projections = new Projections(log, readStore, personal, PROJECTIONS, troubleLog(logger), watchedBatches(metrics));
  const beginning = new Beginning({ log, volatile: readStore.volatile, projections, onTrouble: troubleLog(logger) });
  const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
  const outbox = settings.smtpUrl === undefined ? join(settings.dataDirectory, 'outbox') : undefined;
  const sending = { from: settings.mailFrom, now: () => new Date(clock.now()) };
  const mail = settings.smtpUrl === undefined ? outboxSender(outbox ?? '', sending) : smtpSender(settings.smtpUrl, sending);
  const onServers = usesServers(settings);
  const serviceKey = onServers ? undefined : embeddedServiceKey(settings.dataDirectory);
  const apiKeys = serviceKey ? withKey(settings.apiKeys, serviceKey.entry) : settings.apiKeys;
  const shownOutbox = outbox !== undefined && isLoopback(`http://${settings.host}`) ? outbox : undefined;
  const module = AppModule.with({
    settings,
    apiKeys,
    publicUrl,
    logger,
    stores: onServers ? { ...stores, probes: [...stores.probes, beginning.probe] } : stores,
    clock,
    personal,
    runner,
    projections,
    metrics,
    passwords,
    mail,
    outbox: shownOutbox,
  });
  const app = await createHttpApp(module, { logger, publicUrl, onAnswered: metrics.answered });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => done(beginning.refusal(request.url)));
  serveDocs(app);
  const processes = app.get(Processes);
  const sweeping = sweepHourly(vault, clock, logger);
  const stop = async () => {
    clearInterval(sweeping);
    const noMoreBegun = beginning.stop();
    await closeHttp(app);
    await noMoreBegun;
    await processes.stop();
    await projections.stop();
    await mail.close();
    await stores.close();
  };
  await app.init();
  const own = [...ACCOUNT_PROCESSES, ...WORKSPACE_PROCESSES].map((type) => app.get<{ process: Process }>(type).process);
  if (!onServers) await beginning.begin(processes, own);
  await app.listen(settings.port, settings.host);
  if (onServers) beginning.beginWhenPossible(processes, own);
  const address = await app.getUrl();
  const mailbox = shownOutbox === undefined ? undefined : `${address}/dev/mailbox`;
  return { app, address, publicUrl, serviceKey, mailbox, stop };
}

/** Of two keys with one name the one that was made here stands. */
function withKey(keys: readonly ApiKey[], made: ApiKey): readonly ApiKey[] {
  return [...keys.filter(({ name }) => name !== made.name), made];
}

const HOUR_MS = 60 * 60 * 1000;

/** Takes what has expired out of the vault. Nothing depends on it: what has expired counts as gone already. */
function sweepHourly(vault: Vault, clock: Clock, logger: Logger): NodeJS.Timeout {
  const trouble = troubleLog(logger);
  const sweep = () => void vault.sweep(clock.now()).catch((error: unknown) => trouble('sweeping the vault failed', error));
  return setInterval(sweep, HOUR_MS).unref();
}

const IDLE_CHECK_MS = 20;

/** Answers what is under way, then lets go of the connections that browsers and services keep open for later. */
async function closeHttp(app: NestFastifyApplication): Promise<void> {
  const server: Server = app.getHttpServer();
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  await app.close().finally(() => clearInterval(idle));
}

/** For crash tests: dies at a write point as if the power had failed. */
function killAtWritePoint({ crashAt }: Settings): void {
  if (!crashAt) return;
  let passings = 0;
  onWritePoint((point) => {
    if (point === crashAt.point && ++passings === crashAt.passing) process.kill(process.pid, 'SIGKILL');
  });
}
