import { join } from 'node:path';
import { type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { type Logger } from 'pino';
import { ACCOUNT_PROCESSES } from '#libs/accounts';
import { BILLING_PROJECTIONS } from '#libs/billing';
import { CONVERSATION_PROJECTIONS } from '#libs/conversations';
import {
  type Clock,
  GenerationRecords,
  GenerationsAtWork,
  LeaseHolder,
  onWritePoint,
  type Process,
  Rebuilding,
  ServingReadStore,
  systemClock,
  type Vault,
} from '#libs/event-sourcing';
import { HISTORY_PROJECTIONS } from '#libs/history';
import { type ApiKey, isLoopback } from '#libs/http';
import { outboxSender, smtpSender } from '#libs/mail';
import { Passwords, PersonalKeys } from '#libs/vault';
import { WORKSPACE_PROCESSES, WORKSPACE_PROJECTIONS } from '#libs/workspaces';
import { AppModule } from './app.module.js';
import { Beginning } from './beginning.js';
import { Metrics } from './metrics.js';
import { Processes } from './processes.js';
import { type Settings, usesServers } from './settings.js';
import { type Stores } from './stores.js';
import { TracedRunner } from './traced-runner.js';
import { DecisionSpans } from './tracing.js';
import { troubleLog } from './trouble.js';
import { watchedBatches } from './watched-batches.js';
import { WatchedLog } from './watched-log.js';

/** What the service is put together from, whether it answers HTTP or not. */
export interface Engine {
  /** To be made an application of. */
  readonly module: DynamicModule;
  readonly publicUrl: string;
  readonly metrics: Metrics;
  readonly beginning: Beginning;
  /** The folder of emails that are not sent, where it may be shown. */
  readonly shownOutbox: string | undefined;
  /**
   * Read models, then processes: on servers in the background, as soon as they let it be. Elsewhere it resolves once all of
   * it is at work. @throws RosterError
   */
  begin(app: INestApplicationContext): Promise<void>;
  /** Finishes what is under way by calling `close`, gives the leases back, and closes the stores. */
  stop(close: () => Promise<void>): Promise<void>;
}

const CONTEXTS = [...CONVERSATION_PROJECTIONS, ...BILLING_PROJECTIONS, ...HISTORY_PROJECTIONS];
const PROJECTIONS = [...WORKSPACE_PROJECTIONS, ...CONTEXTS];

export interface EngineParts {
  readonly settings: Settings;
  readonly stores: Stores;
  readonly logger: Logger;
  /** With what the embedded mode adds. */
  readonly apiKeys: readonly ApiKey[];
}

export function putTogether({ settings, stores, logger, apiKeys }: EngineParts): Engine {
  killAtWritePoint(settings);
  const { log, snapshots, vault, readStore, secret } = stores;
  const onServers = usesServers(settings);
  const onTrouble = troubleLog(logger);
  const clock = systemClock(settings.clockOffsetSeconds);
  const personal = new PersonalKeys(vault, secret, { alone: settings.mongoUrl === undefined });
  const metrics = new Metrics();
  const decisions = new DecisionSpans();
  const watched = new WatchedLog(log, metrics, decisions);
  const runner = new TracedRunner({ log: watched, snapshots, personal, clock, observer: metrics.runner }, decisions);
  const leases = new LeaseHolder(stores.leases, { takesPart: settings.projecting, onTrouble });
  const reading = new ServingReadStore(readStore);
  const projections = new GenerationsAtWork({
    ...{ log, store: readStore, reading, records: new GenerationRecords(readStore), personal, leases, onTrouble },
    projections: PROJECTIONS,
    around: watchedBatches(metrics),
  });
  const beginning = new Beginning({ log, volatile: readStore.volatile, projections, leases, onTrouble });
  const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`;
  const outbox = settings.smtpUrl === undefined ? join(settings.dataDirectory, 'outbox') : undefined;
  const sending = { from: settings.mailFrom, now: () => new Date(clock.now()) };
  const mail = settings.smtpUrl === undefined ? outboxSender(outbox ?? '', sending) : smtpSender(settings.smtpUrl, sending);
  const shownOutbox = outbox !== undefined && isLoopback(`http://${settings.host}`) ? outbox : undefined;
  const module = AppModule.with({
    settings,
    apiKeys,
    publicUrl,
    logger,
    stores: { ...stores, readStore: reading, probes: onServers ? [...stores.probes, beginning.probe] : stores.probes },
    clock,
    personal,
    runner,
    projections,
    rebuilding: new Rebuilding(log, readStore, projections),
    leases,
    metrics,
    passwords: new Passwords(),
    mail,
    outbox: shownOutbox,
  });
  const sweeping = sweepHourly(vault, clock, logger);
  return {
    module,
    publicUrl,
    metrics,
    beginning,
    shownOutbox,
    begin: async (app) => {
      const own = [...ACCOUNT_PROCESSES, ...WORKSPACE_PROCESSES].map((type) => app.get<{ process: Process }>(type).process);
      if (onServers) beginning.beginWhenPossible(app.get(Processes), own);
      else await beginning.begin(app.get(Processes), own);
    },
    stop: async (close) => {
      clearInterval(sweeping);
      const noMoreBegun = beginning.stop();
      await close();
      await noMoreBegun;
      await leases.stop();
      await projections.stop();
      await mail.close();
      await stores.close();
    },
  };
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * Takes what has expired out of the vault. Nothing depends on it: what has expired counts as gone already, and it does not
 * matter how many processes do it.
 */
function sweepHourly(vault: Vault, clock: Clock, logger: Logger): NodeJS.Timeout {
  const trouble = troubleLog(logger);
  const sweep = () => void vault.sweep(clock.now()).catch((error: unknown) => trouble('sweeping the vault failed', error));
  return setInterval(sweep, HOUR_MS).unref();
}

/** For crash tests: dies at a write point as if the power had failed. */
function killAtWritePoint({ crashAt }: Settings): void {
  if (!crashAt) return;
  let passings = 0;
  onWritePoint((point) => {
    if (point === crashAt.point && ++passings === crashAt.passing) process.kill(process.pid, 'SIGKILL');
  });
}
