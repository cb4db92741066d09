import { type Server } from 'node:http';
import { join } from 'node:path';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from 'pino';
import { ACCOUNT_PROCESSES } from '#libs/accounts';
import { BILLING_PROJECTIONS } from '#libs/billing';
import { CONVERSATION_PROJECTIONS } from '#libs/conversations';
import {
  type Clock,
  CommandRunner,
  onWritePoint,
  type Process,
  type Projection,
  Projections,
  systemClock,
  type Vault,
} from '#libs/event-sourcing';
import { HISTORY_PROJECTIONS } from '#libs/history';
import { createHttpApp, isLoopback, serveDocs } from '#libs/http';
import { outboxSender, smtpSender } from '#libs/mail';
import { Passwords, PersonalKeys } from '#libs/vault';
import { userTable, WORKSPACE_PROCESSES, workspaceList } from '#libs/workspaces';
import { AppModule } from './app.module.js';
import { Processes } from './processes.js';
import { embeddedServiceKey } from './service-key.js';
import { type Settings } from './settings.js';
import { openEmbeddedStores, type Stores } from './stores.js';
import { troubleLog } from './trouble.js';

/** A running service. */
export interface Service {
  readonly app: NestFastifyApplication;
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly publicUrl: string;
  /** The key of the embedded mode, and whether this start made it. */
  readonly serviceKey: { readonly key: string; readonly made: boolean };
  readonly mailbox: string | undefined;
  /** Finishes what is under way, then closes everything. */
  stop(): Promise<void>;
}

const WORKSPACE_PROJECTIONS = [userTable, workspaceList] as unknown as readonly Projection[];
const CONTEXTS = [...CONVERSATION_PROJECTIONS, ...BILLING_PROJECTIONS, ...HISTORY_PROJECTIONS];
const PROJECTIONS = [...WORKSPACE_PROJECTIONS, ...CONTEXTS];
const REBUILD_PATIENCE_MS = 24 * 60 * 60 * 1000;

/**
 * Starts the service: stores, read models, processes, HTTP. Read models that are kept in memory are folded from the log
 * before the first request is taken. @throws RosterError where it cannot start; nothing is then left open
 */
export async function startService(settings: Settings, logger: Logger): Promise<Service> {
  const stores = await openEmbeddedStores(settings);
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
  const runner = new CommandRunner({ log, snapshots, personal, clock });
  const projections = new Projections(log, readStore, personal, PROJECTIONS, troubleLog(logger));
  const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
  const outbox = settings.smtpUrl === undefined ? join(settings.dataDirectory, 'outbox') : undefined;
  const sending = { from: settings.mailFrom, now: () => new Date(clock.now()) };
  const mail = settings.smtpUrl === undefined ? outboxSender(outbox ?? '', sending) : smtpSender(settings.smtpUrl, sending);
  const { entry, key, made } = embeddedServiceKey(settings.dataDirectory);
  const apiKeys = [...settings.apiKeys.filter(({ name }) => name !== entry.name), entry];
  const shownOutbox = outbox !== undefined && isLoopback(`http://${settings.host}`) ? outbox : undefined;
  const module = AppModule.with({
    settings,
    apiKeys,
    publicUrl,
    logger,
    stores,
    clock,
    personal,
    runner,
    projections,
    passwords,
    mail,
    outbox: shownOutbox,
  });
  const app = await createHttpApp(module, { logger, publicUrl });
  serveDocs(app);
  const processes = app.get(Processes);
  const sweeping = sweepHourly(vault, clock, logger);
  const stop = async () => {
    clearInterval(sweeping);
    await closeHttp(app);
    await processes.stop();
    await projections.stop();
    await mail.close();
    await stores.close();
  };
  await app.init();
  await projections.start();
  if (readStore.volatile) await projections.caughtUp(await log.head(), REBUILD_PATIENCE_MS);
  await processes.start([...ACCOUNT_PROCESSES, ...WORKSPACE_PROCESSES].map((type) => app.get<{ process: Process }>(type).process));
  await app.listen(settings.port, settings.host);
  const address = await app.getUrl();
  const mailbox = shownOutbox === undefined ? undefined : `${address}/dev/mailbox`;
  return { app, address, publicUrl, serviceKey: { key, made }, mailbox, stop };
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
