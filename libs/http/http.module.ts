import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { type Logger } from 'pino';
import { Answers } from './commands/answers.js';
import { CallerGuard } from './callers/caller.guard.js';
import { Cursors } from './reads/cursors.js';
import { PUBLIC_URL } from './callers/origin.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { LOGGER } from './edge/request-log.js';
import { StrictRequest } from './schemas/strict-request.guard.js';

export interface HttpModuleOptions {
  readonly logger: Logger;
  readonly publicUrl?: string | undefined;
}

/**
 * The kernel. It looks for `CALLERS`, `READ_MODELS`, `VAULT`, `SEAT_DELTA` and `ROSTER_SECRET`, which a `@Global()`
 * module of the application must export, and gives every module `Cursors`, `LOGGER` and `PUBLIC_URL`.
 */
@Global()
@Module({})
export class HttpModule {
  static with({ logger, publicUrl }: HttpModuleOptions): DynamicModule {
    return {
      module: HttpModule,
      imports: [DiscoveryModule],
      providers: [
        Answers,
        Cursors,
        { provide: LOGGER, useValue: logger },
        { provide: PUBLIC_URL, useValue: publicUrl },
        { provide: APP_GUARD, useClass: CallerGuard },
        { provide: APP_GUARD, useClass: StrictRequest },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [Answers, Cursors, DiscoveryModule, LOGGER, PUBLIC_URL],
    };
  }
}
