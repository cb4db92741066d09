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
  private readonly runners = new Map<string, ProcessRunner>();
  private readonly handled = new Map<string, ReadonlySet<string>>();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * To be called once everything can take commands; again where it failed: what is at work already stays.
   * @throws RosterError a failure of the vault
   */
  async start(processes: readonly Process[]): Promise<void> {
    const trouble = troubleLog(this.logger);
    for (const process of processes) {
      if (this.runners.has(process.name)) continue;
      const runner = new ProcessRunner(process, this.log, this.vault, this.personal, trouble);
      await runner.start();
      this.runners.set(process.name, runner);
      this.handled.set(process.name, new Set(process.handles));
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.stop()));
  }

  status(): readonly ProcessStatus[] {
    return [...this.runners.values()].map((runner) => runner.status());
  }

  /** Types of the events that a process acts on. */
  handledBy(name: string): ReadonlySet<string> {
    return this.handled.get(name) ?? new Set();
  }
}
