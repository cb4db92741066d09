import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { type Logger } from 'pino';
import { ACCOUNT_SETTINGS, type AccountSettings, AccountsModule, MAIL_OBSERVER, MAIL_SENDER, Sessions } from '#libs/accounts';
import { BillingModule } from '#libs/billing';
import { ConversationsBridge, ConversationsModule } from '#libs/conversations';
import {
  CLOCK,
  type Clock,
  CommandRunner,
  EVENT_LOG,
  GenerationsAtWork,
  LeaseHolder,
  type PersonalData,
  PERSONAL_DATA,
  READ_STORE,
  Rebuilding,
  START,
  VAULT,
} from '#libs/event-sourcing';
import { HistoryBridge, HistoryModule, PAST_STATES } from '#libs/history';
import { CALLERS, type Callers, isLoopback, READ_MODELS, type ReadModels, ROSTER_SECRET, SEAT_DELTA, serviceByKey } from '#libs/http';
import { type ApiKey } from '#libs/http';
import { FeedModule } from '#libs/feed';
import { type MailSender } from '#libs/mail';
import { LinkTokens, Passwords } from '#libs/vault';
import { Gate, INVITATION_HOURS, seatDelta, WorkspaceBridge, WorkspacesModule } from '#libs/workspaces';
import { CommandWatch } from './command-watch.interceptor.js';
import { ConsoleFiles } from './console-files.js';
import { ConsoleController } from './console.controller.js';
import { DevMailboxController, OUTBOX } from './dev-mailbox.controller.js';
import { HealthController } from './health.controller.js';
import { mailLog } from './mail-log.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { Standing } from './metrics-standing.js';
import { Processes } from './processes.js';
import { PROBES, Readiness } from './readiness.js';
import { ReadModelsController } from './read-models.controller.js';
import { type Settings } from './settings.js';
import { type Stores } from './stores.js';

/** What the application is put together from. */
export interface AppParts {
  readonly settings: Settings;
  /** With what the embedded mode adds. */
  readonly apiKeys: readonly ApiKey[];
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly personal: PersonalData;
  readonly runner: CommandRunner;
  readonly projections: GenerationsAtWork;
  readonly rebuilding: Rebuilding;
  readonly leases: LeaseHolder;
  readonly metrics: Metrics;
  readonly passwords: Passwords;
  readonly mail: MailSender;
  /** The folder of emails that are not sent; undefined where they are. */
  readonly outbox: string | undefined;
}

/** The parts that every module may ask for. */
@Global()
@Module({})
class PartsModule {
  static with(parts: AppParts): DynamicModule {
    const { stores, settings, runner, projections } = parts;
    const accountSettings: AccountSettings = {
      rateLimits: settings.rateLimits,
      secureCookies: !isLoopback(parts.publicUrl),
    };
    const readModels: ReadModels = {
      caughtUp: (position, timeoutMs, names) => projections.caughtUp(position, timeoutMs, names),
      written: () => runner.written ?? START,
    };
    const providers: Provider[] = [
      { provide: EVENT_LOG, useValue: stores.log },
      { provide: READ_STORE, useValue: stores.readStore },
      { provide: PAST_STATES, useValue: stores.snapshots },
      { provide: VAULT, useValue: stores.vault },
      { provide: PERSONAL_DATA, useValue: parts.personal },
      { provide: CLOCK, useValue: parts.clock },
      { provide: CommandRunner, useValue: runner },
      { provide: GenerationsAtWork, useValue: projections },
      { provide: Rebuilding, useValue: parts.rebuilding },
      { provide: READ_MODELS, useValue: readModels },
      { provide: SEAT_DELTA, useValue: (events: readonly { type: string; data: object }[]) => sum(events.map(seatDelta)) },
      { provide: ROSTER_SECRET, useValue: stores.secret },
      { provide: LinkTokens, useValue: new LinkTokens(stores.secret) },
      { provide: Passwords, useValue: parts.passwords },
      { provide: MAIL_SENDER, useValue: parts.mail },
      { provide: MAIL_OBSERVER, useValue: parts.metrics.countingMails(mailLog(parts.logger)) },
      { provide: ACCOUNT_SETTINGS, useValue: accountSettings },
      { provide: INVITATION_HOURS, useValue: settings.invitationHours },
    ];
    return { module: PartsModule, providers, exports: providers.map((provider) => (provider as { provide: symbol }).provide) };
  }
}

/** Tells the kernel who a session or a key belongs to. */
@Global()
@Module({})
class CallersModule {
  static with(apiKeys: readonly ApiKey[]): DynamicModule {
    const callers: Provider = {
      provide: CALLERS,
      inject: [Sessions, Gate],
      useFactory: (sessions: Sessions, gate: Gate): Callers => ({
        session: (token) => sessions.find(token),
        service: serviceByKey(apiKeys),
        mayKnowOf: (workspaceId, caller) => gate.opensFor(workspaceId, caller),
      }),
    };
    return { module: CallersModule, imports: [AccountsModule, WorkspacesModule], providers: [callers], exports: [CALLERS] };
  }
}

@Module({})
export class AppModule {
  static with(parts: AppParts): DynamicModule {
    const { outbox } = parts;
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        PartsModule.with(parts),
        WorkspaceBridge,
        HistoryBridge,
        ConversationsBridge,
        AccountsModule,
        WorkspacesModule,
        FeedModule,
        ConversationsModule,
        BillingModule,
        HistoryModule,
        CallersModule.with(parts.apiKeys),
      ],
      controllers: [HealthController, MetricsController, ReadModelsController, ConsoleController, ...(outbox === undefined ? [] : [DevMailboxController])],
      providers: [
        Readiness,
        Processes,
        Standing,
        { provide: Metrics, useValue: parts.metrics },
        { provide: LeaseHolder, useValue: parts.leases },
        { provide: ConsoleFiles, useFactory: () => new ConsoleFiles() },
        { provide: APP_INTERCEPTOR, useClass: CommandWatch },
        { provide: PROBES, useValue: parts.stores.probes },
        ...(outbox === undefined ? [] : [{ provide: OUTBOX, useValue: outbox }]),
      ],
    };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
