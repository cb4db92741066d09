import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest } from '@jest/globals';
import { Global, Module, type Type } from '@nestjs/common';
import { CommandBus, CqrsModule, type Command } from '@nestjs/cqrs';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { v4 as uuid } from 'uuid';
import {
  ACCOUNT_PROCESSES,
  ACCOUNT_SETTINGS,
  AccountsModule,
  DEPARTURE,
  type Departure,
  type DeparturePlan,
  MAIL_OBSERVER,
  MAIL_SENDER,
  type Membership,
  MEMBERSHIPS,
  type Memberships,
  PLACEMENT,
  type Placed,
  type Placement,
  Sessions,
  type SignUpToPlace,
} from '#libs/accounts';
import { openEmbeddedEventLog } from '#libs/event-log';
import {
  type Clock,
  CLOCK,
  type CommandKey,
  CommandRunner,
  CommandScope,
  EVENT_LOG,
  type EventLog,
  onWritePoint,
  PERSONAL_DATA,
  ProcessRunner,
  type RecordedEvent,
  RosterError,
  START,
  VAULT,
  type Vault,
} from '#libs/event-sourcing';
import { type Callers, CALLERS, createHttpApp, READ_MODELS, ROSTER_SECRET, SEAT_DELTA } from '#libs/http';
import { type Mail, MailRefused, type MailSender, MailServerDown, type MailsToForget } from '#libs/mail';
import { LinkTokens, openEmbeddedVault, Passwords, PersonalKeys } from '#libs/vault';
import { RequestSignUpCommand } from '../../libs/accounts/use-cases/request-sign-up/request-sign-up.handler.js';
import { SignInCommand, type SignedInPerson } from '../../libs/accounts/use-cases/sign-in/sign-in.handler.js';
import { VerifySignUpCommand } from '../../libs/accounts/use-cases/verify-sign-up/verify-sign-up.handler.js';
import { NOON } from './given.js';
import { MemorySnapshotStore } from './memory-snapshot-store.js';
import { until } from './until.js';

const SECRET = 'a secret of the specs, long enough for all';
export const ORIGIN = 'https://roster.example';
export const PASSWORD = 'plum-otter-lantern-42';
export const OTHER_PASSWORD = 'quiet-harbour-violin-7';

/** Hashing is slow by design, and the processors may be busy with other suites. */
jest.setTimeout(60_000);

class Crash extends Error {}

export interface Person {
  readonly accountId: string;
  readonly email: string;
  readonly sessionId: string;
  /** Of the session. */
  readonly token: string;
}

/** A clock that stands still until it is told to go on. */
export class SetClock implements Clock {
  private time = Date.parse(NOON);

  now(): string {
    return new Date(this.time).toISOString();
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

/** Takes mails, or fails as it is told. */
export class SpecMailSender implements MailSender {
  mails: (Mail & { readonly at: string })[] = [];
  down = false;
  refusing = false;

  constructor(private readonly clock: Clock) {}

  send(mail: Mail): Promise<void> {
    if (this.down) return Promise.reject(new MailServerDown('ECONNREFUSED'));
    if (this.refusing) return Promise.reject(new MailRefused('550'));
    // As a mailbox does: the same message once.
    if (!this.mails.some(({ messageId }) => messageId === mail.messageId)) this.mails.push({ ...mail, at: this.clock.now() });
    return Promise.resolve();
  }

  forget({ messageIds, wereTheirs }: MailsToForget): Promise<void> {
    this.mails = this.mails.filter(({ to, at, messageId }) => !messageIds.includes(messageId) && !wereTheirs(to, at));
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Workspaces as the accounts see them: everybody founds one of their own. */
export class SpecWorkspaces implements Placement, Memberships, Departure {
  /** Accounts that have left, and with which address. */
  readonly departed: (readonly [accountId: string, emailKey: string])[] = [];
  readonly placed = new Map<string, SignUpToPlace>();
  calls = 0;

  place(signUp: SignUpToPlace, scope: CommandScope): Promise<Placed> {
    this.calls++;
    if (!scope.dryRun) this.placed.set(signUp.accountId, signUp);
    return Promise.resolve({ workspaceId: signUp.workspaceId, memberId: signUp.memberId, outcome: 'founded' });
  }

  of(accountId: string): Promise<readonly Membership[]> {
    const place = this.placed.get(accountId);
    if (!place) return Promise.resolve([]);
    const { workspaceId, memberId, workspaceName = place.domain } = place;
    const founder = { role: 'admin', owner: true, capabilities: ['users.manage'] } as const;
    return Promise.resolve([{ workspaceId, workspaceName, memberId, ...founder }]);
  }

  pendingInvitations(): Promise<[]> {
    return Promise.resolve([]);
  }

  async plan(accountId: string): Promise<DeparturePlan> {
    const own = await this.of(accountId);
    const workspacesRemoved = own.map(({ workspaceId, workspaceName }) => ({ workspaceId, name: workspaceName, members: 1 }));
    return { workspacesRemoved, workspacesLeft: [] };
  }

  leaveAll(accountId: string, emailKey: string): Promise<void> {
    this.departed.push([accountId, emailKey]);
    return Promise.resolve();
  }

  memberIds(accountId: string): Promise<readonly string[]> {
    const place = this.placed.get(accountId);
    return Promise.resolve(place ? [place.memberId] : []);
  }
}

export interface AccountsWorldOptions {
  readonly rateLimits?: boolean;
}

/**
 * The accounts as they run, on the embedded log and vault in a folder of their own; the workspaces, the mail server and
 * the clock are the spec's. Processes run when they are told to.
 */
export class AccountsWorld {
  readonly clock = new SetClock();
  readonly mail = new SpecMailSender(this.clock);
  readonly workspaces = new SpecWorkspaces();
  readonly told: string[] = [];
  readonly tokens = new LinkTokens(SECRET);
  app!: NestFastifyApplication;
  log!: EventLog;
  vault!: Vault;
  private running: readonly ProcessRunner[] = [];

  private constructor(
    private readonly directory: string,
    private readonly options: AccountsWorldOptions,
  ) {}

  static async begin(options: AccountsWorldOptions = {}): Promise<AccountsWorld> {
    const world = new AccountsWorld(await mkdtemp(join(tmpdir(), 'roster-accounts-')), options);
    await world.open();
    return world;
  }

  /** As after a crash: everything that was only in memory is gone. */
  async restart(): Promise<void> {
    await this.close();
    await this.open();
  }

  async end(): Promise<void> {
    await this.close();
    await rm(this.directory, { recursive: true });
  }

  get<Part>(token: Type<Part> | symbol): Part {
    return this.app.get<Part>(token, { strict: false });
  }

  send<Result>(command: Command<Result>): Promise<Result> {
    return this.get(CommandBus).execute(command);
  }

  /** The scope of an anonymous request. */
  scope(options: { key?: CommandKey; dryRun?: boolean } = {}): CommandScope {
    return new CommandScope({ actor: { kind: 'system', id: 'anonymous' }, ...options });
  }

  /** Starts the processes and waits until they have done all that there is to do. */
  async settle(): Promise<void> {
    this.startProcesses();
    const head = await this.log.head();
    await until('the processes', () => this.running.every((process) => process.status().position >= head));
    // What they did may ask for more.
    if ((await this.log.head()) > head) await this.settle();
  }

  startProcesses(): void {
    if (this.running.length > 0) return;
    this.running = ACCOUNT_PROCESSES.map((type) => {
      const { process } = this.get<{ readonly process: ConstructorParameters<typeof ProcessRunner>[0] }>(type);
      return new ProcessRunner(process, this.log, this.vault, this.get(PERSONAL_DATA), (what) => this.told.push(what));
    });
    for (const runner of this.running) void runner.start();
  }

  async stopProcesses(): Promise<void> {
    await Promise.all(this.running.map((runner) => runner.stop()));
    this.running = [];
  }

  /** Everything in the log, or all events of one type. */
  async events(type?: string): Promise<readonly RecordedEvent[]> {
    const all = await this.log.readAll(START);
    return type === undefined ? all : all.filter((event) => event.type === type);
  }

  emailKey(normal: string): string {
    return this.tokens.digest('email', normal);
  }

  /** The token in the newest mail to an address with a link to that page. */
  tokenFor(to: string, page: string): string {
    const link = new RegExp(`^${ORIGIN}/${page}#token=([A-Za-z0-9._-]+)$`, 'm');
    for (const mail of this.mail.mails.toReversed()) {
      const token = mail.to === to ? link.exec(mail.text)?.[1] : undefined;
      if (token !== undefined) return token;
    }
    throw new Error(`No mail to ${to} with a link to ${page}.`);
  }

  subjectsTo(to: string): readonly string[] {
    return this.mail.mails.filter((mail) => mail.to === to).map(({ subject }) => subject);
  }

  /** Signs up and gives the token of the link that was sent. */
  async signUp(email: string, password = PASSWORD): Promise<string> {
    await this.send(new RequestSignUpCommand(this.scope(), { email, password, name: 'Ann Lee' }));
    await this.settle();
    await this.stopProcesses();
    return this.tokenFor(email, 'verify');
  }

  /** Signs up and verifies. */
  async person(email: string, password = PASSWORD): Promise<Person> {
    const token = await this.signUp(email, password);
    const { accountId, session } = await this.send(new VerifySignUpCommand(this.scope(), { token }));
    if (!session) throw new Error('No session.');
    return { accountId, email, sessionId: session.sessionId, token: session.token };
  }

  signIn(email: string, password = PASSWORD, client = '192.0.2.1'): Promise<SignedInPerson> {
    return this.send(new SignInCommand(this.scope(), { email, password, client }));
  }

  /** What an attempt is answered with: `ok`, or the code of its refusal. */
  async codeOf(attempt: Promise<unknown>): Promise<string> {
    try {
      await attempt;
      return 'ok';
    } catch (error) {
      if (error instanceof RosterError) return error.code;
      throw error;
    }
  }

  /** Carries out a command that stops dead at a write point, as in a crash, and starts again on the same data. */
  async crash(point: string, command: () => Promise<unknown>): Promise<void> {
    onWritePoint((name) => {
      if (name === point) throw new Crash();
    });
    try {
      await expect(command()).rejects.toThrow(Crash);
    } finally {
      onWritePoint(undefined);
    }
    await this.restart();
  }

  private async open(): Promise<void> {
    this.log = await openEmbeddedEventLog({ directory: join(this.directory, 'log') });
    this.vault = await openEmbeddedVault({ directory: join(this.directory, 'vault') });
    this.app = await createHttpApp(this.module(), { logger: pino({ level: 'silent' }), publicUrl: ORIGIN });
    await this.app.init();
  }

  private async close(): Promise<void> {
    await this.stopProcesses();
    await this.app.close();
    await this.log.close();
    await this.vault.close();
  }

  private module(): Type {
    const { clock, log, vault, tokens } = this;
    const personal = new PersonalKeys(vault, SECRET);
    const runner = new CommandRunner({ log, snapshots: new MemorySnapshotStore(), personal, clock });
    const observer = {
      sent: (mail: string) => this.told.push(`sent ${mail}`),
      refused: (mail: string, reason: string) => this.told.push(`refused ${mail} ${reason}`),
      outdated: (mail: string) => this.told.push(`outdated ${mail}`),
    };
    const callers: Callers = {
      session: (token) => this.get(Sessions).find(token),
      service: () => null,
      mayKnowOf: () => Promise.resolve(true),
    };
    const parts = [
      [CommandRunner, runner],
      [LinkTokens, tokens],
      [Passwords, new Passwords()],
      [CLOCK, clock],
      [EVENT_LOG, log],
      [VAULT, vault],
      [PERSONAL_DATA, personal],
      [MAIL_SENDER, this.mail],
      [MAIL_OBSERVER, observer],
      [PLACEMENT, this.workspaces],
      [MEMBERSHIPS, this.workspaces],
      [DEPARTURE, this.workspaces],
      [ACCOUNT_SETTINGS, { rateLimits: this.options.rateLimits ?? true, secureCookies: true }],
      [CALLERS, callers],
      [READ_MODELS, { caughtUp: () => Promise.resolve(true), written: () => START }],
      [SEAT_DELTA, () => 0],
      [ROSTER_SECRET, SECRET],
    ] as const;

    @Global()
    @Module({
      providers: parts.map(([provide, useValue]) => ({ provide, useValue })),
      exports: parts.map(([provide]) => provide),
    })
    class Parts {}

    @Module({ imports: [CqrsModule.forRoot(), Parts, AccountsModule] })
    class World {}

    return World;
  }
}

/** A caller's idempotency key, as the HTTP kernel digests it. */
export function newKey(): CommandKey {
  return { commandId: uuid(), fingerprint: 'same' };
}
