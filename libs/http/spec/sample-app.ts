import { createHash } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger, pino } from 'pino';
import {
  type Callers,
  CALLERS,
  createHttpApp,
  type HttpAppOptions,
  parseApiKeys,
  READ_MODELS,
  type ReadModels,
  ROSTER_SECRET,
  SEAT_DELTA,
  type SeatDelta,
  serviceByKey,
  VAULT,
} from '../index.js';
import { MemoryVault } from './memory-vault.js';
import { Log, MembersController, OtherController } from './sample.controller.js';

export const ANN = '0190a0f0-0000-7000-8000-00000000000a';
export const ACME = '0190a0f0-0000-7000-8000-0000000000ac';
/** Where nobody of the sample belongs. */
export const ELSEWHERE = '0190a0f0-0000-7000-8000-0000000000ee';
export const PUBLIC_ORIGIN = 'https://roster.example';

/** Authorization of services with these scopes. */
export const COMMANDS = { authorization: 'Bearer key-commands' };
export const MEMBERS = { authorization: 'Bearer key-members' };
export const HISTORY = { authorization: 'Bearer key-history' };
/** Ann's browser. */
export const SESSION = { cookie: 'roster_session=ann' };

const sha256 = (key: string): string => createHash('sha256').update(key).digest('hex');
const keys = parseApiKeys(
  [
    `helpdesk:commands:${sha256('key-commands')}`,
    `table:members:${sha256('key-members')}`,
    `audit:history:${sha256('key-history')}`,
  ].join(','),
);

const callers: Callers = {
  session: (token) => Promise.resolve(token === 'ann' ? { accountId: ANN, sessionId: 'session-1' } : null),
  service: serviceByKey(keys),
  mayKnowOf: (workspaceId) => Promise.resolve(workspaceId !== ELSEWHERE),
};

/** Read models that are as far as a test says. */
export class SampleReadModels implements ReadModels {
  reached = Infinity;
  own = -1;
  readonly asked: { position: number; timeoutMs: number }[] = [];

  caughtUp(position: number, timeoutMs: number): Promise<boolean> {
    this.asked.push({ position, timeoutMs });
    return Promise.resolve(position <= this.reached);
  }

  written(): number {
    return this.own;
  }
}

const seatDelta: SeatDelta = (events) => events.filter(({ type }) => type === 'UserJoined').length;

@Global()
@Module({
  controllers: [MembersController, OtherController],
  providers: [
    Log,
    { provide: CALLERS, useValue: callers },
    { provide: VAULT, useFactory: () => new MemoryVault() },
    { provide: READ_MODELS, useFactory: () => new SampleReadModels() },
    { provide: SEAT_DELTA, useValue: seatDelta },
    { provide: ROSTER_SECRET, useValue: 'a secret of the sample' },
  ],
  exports: [CALLERS, VAULT, READ_MODELS, SEAT_DELTA, ROSTER_SECRET],
})
export class SampleModule {}

/** A log to look into. */
export function memoryLog(): { readonly logger: Logger; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): number => lines.push(JSON.parse(line) as Record<string, unknown>);
  return { logger: pino({ level: 'info' }, { write }), lines };
}

export function createSampleApp(options: Partial<HttpAppOptions> = {}): Promise<NestFastifyApplication> {
  return createHttpApp(SampleModule, { logger: pino({ level: 'silent' }), publicUrl: PUBLIC_ORIGIN, ...options });
}
