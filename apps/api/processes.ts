import { Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import {
  CHECKPOINT_KIND,
  EVENT_LOG,
  type EventLog,
  type LeasedWork,
  PERSONAL_DATA,
  type PersonalData,
  type Position,
  type Process,
  ProcessRunner,
  type ProcessStatus,
  START,
  VAULT,
  type Vault,
} from '#libs/event-sourcing';
import { ChainKeeper, HISTORY_EVENT_TYPES } from '#libs/history';
import { LOGGER } from '#libs/http';
import { troubleLog } from './trouble.js';

/** A process, and its runner while this process of the system has its lease. */
interface Post {
  readonly process: Process;
  runner?: ProcessRunner | undefined;
}

/** Runs the processes of the service that are ours to run, and tells of all of them, the keeper of the chain among them. */
@Injectable()
export class Processes {
  private readonly posts: Post[] = [];
  private readonly handled = new Map<string, ReadonlySet<string>>();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly chain: ChainKeeper,
  ) {
    this.handled.set(chain.name, new Set(HISTORY_EVENT_TYPES));
  }

  /** Each as work for whoever has its lease. To be begun once everything can take commands. */
  works(processes: readonly Process[]): readonly LeasedWork[] {
    const posts = processes.map((process): Post => ({ process }));
    this.posts.push(...posts);
    for (const { name, handles } of processes) this.handled.set(name, new Set(handles));
    return [...posts.map((post) => this.work(post)), this.chain];
  }

  status(): readonly ProcessStatus[] {
    const own = this.posts.map(({ process: { name }, runner }): ProcessStatus => {
      return runner?.status() ?? { name, state: 'elsewhere', position: START };
    });
    return [...own, this.chain.status()];
  }

  /** How far each is that ever ran, wherever it runs. @throws RosterError a failure of the vault */
  async checkpoints(processes: readonly Process[]): Promise<readonly { readonly name: string; readonly position: Position }[]> {
    const kept = await this.vault.getMany<Position | null>(CHECKPOINT_KIND, processes.map(({ name }) => name));
    return [...kept].map(([name, position]) => ({ name, position: position ?? START }));
  }

  /** Types of the events that one of them acts on. */
  handledBy(name: string): ReadonlySet<string> {
    return this.handled.get(name) ?? new Set();
  }

  private work(post: Post): LeasedWork {
    const { process } = post;
    return {
      name: process.name,
      begin: async (lease) => {
        const runner = new ProcessRunner(process, this.log, this.vault, this.personal, troubleLog(this.logger), lease);
        await runner.start();
        post.runner = runner;
      },
      end: async () => {
        await post.runner?.stop();
        post.runner = undefined;
      },
    };
  }
}
