import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import {
  EVENT_LOG,
  type EventLog,
  PERSONAL_DATA,
  type PersonalData,
  type Process,
  ProcessRunner,
  type ProcessStatus,
  VAULT,
  type Vault,
} from '#libs/event-sourcing';
import { LOGGER } from '#libs/http';
import { troubleLog } from './trouble.js';

/** Runs every process of the service. */
@Injectable()
export class Processes {
  private runners: readonly ProcessRunner[] = [];

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** To be called once everything can take commands. */
  async start(processes: readonly Process[]): Promise<void> {
    const trouble = troubleLog(this.logger);
    this.runners = processes.map((process) => new ProcessRunner(process, this.log, this.vault, this.personal, trouble));
    for (const runner of this.runners) await runner.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }

  status(): readonly ProcessStatus[] {
    return this.runners.map((runner) => runner.status());
  }
}
