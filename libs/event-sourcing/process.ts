import { v5 as uuidv5 } from 'uuid';
import { CommandScope } from './command-scope.js';
import { type DomainEvent, type Opened, type Position, type RecordedEvent, START } from './event.js';
import { type EventLog } from './ports/event-log.js';
import { type PersonalData } from './ports/personal-data.js';
import { type Vault } from './ports/vault.js';
import { Backoff } from './retry.js';
import { openAll } from './stream-reader.js';
import { writePoint } from './write-point.js';

/**
 * What follows from an event by itself. `react` may be called again for the same event after a crash, so what it does
 * must be harmless twice: commands by the scope it is given, which carries a key made from the event, are.
 */
export interface Process<Event extends DomainEvent = DomainEvent> {
  readonly name: string;
  readonly handles: readonly Event['type'][];
  /** How many events may be worked on at once; 1 unless told, and then strictly in order. */
  readonly parallel?: number;
  react(this: void, event: Opened<Event>, scope: CommandScope): Promise<void>;
}

export interface ProcessStatus {
  readonly name: string;
  readonly state: 'live' | 'catching_up' | 'waiting';
  readonly position: Position;
  /** Name of the error that it waits on. */
  readonly error?: string;
}

const KIND = 'checkpoint';
const BATCH = 100;
const QUIET_EVENTS = 1000;

/**
 * Runs one process as a durable subscription: its checkpoint is kept in the vault after what an event asks for is done.
 * What fails is tried again with growing pauses, for as long as it takes; nothing is skipped.
 */
export class ProcessRunner {
  private readonly handles: ReadonlySet<string>;
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private state: ProcessStatus['state'] = 'catching_up';
  private error: string | undefined;
  private at: Position = START;
  private saved: Position = START;

  constructor(
    private readonly process: Process,
    private readonly log: EventLog,
    private readonly vault: Vault,
    private readonly personal: PersonalData,
    private readonly onTrouble: (what: string, error: unknown) => void = () => undefined,
  ) {
    this.handles = new Set(process.handles);
  }

  async start(): Promise<void> {
    this.at = (await this.vault.get<number>(KIND, this.process.name)) ?? START;
    this.saved = this.at;
    this.loop = this.follow();
  }

  /** Finishes what it is doing at the moment, then stops. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  status(): ProcessStatus {
    const { name } = this.process;
    return { name, state: this.state, position: this.at, ...(this.error === undefined ? {} : { error: this.error }) };
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const subscription = this.log.subscribe({
      after: this.at,
      signal,
      maxBatch: BATCH,
      onState: (state) => (this.state = state === 'dropped' ? 'waiting' : state),
    });
    for await (const batch of subscription) {
      const mine = batch.filter(({ type }) => this.handles.has(type));
      if (!(await this.reactToAll(mine))) return;
      this.at = batch.at(-1)?.position ?? this.at;
      // Events that are none of its business move the checkpoint only now and then: each move is a durable write.
      if (mine.length === 0 && this.at - this.saved < QUIET_EVENTS) continue;
      writePoint('process.before-checkpoint');
      const { at } = this;
      if (!(await this.persistently(() => this.vault.put([{ kind: KIND, key: this.process.name, value: at }])))) return;
      this.saved = at;
    }
  }

  /** False where we stopped before all was done: the checkpoint then stays where it is. */
  private async reactToAll(events: readonly RecordedEvent[]): Promise<boolean> {
    let opened: readonly Opened[] = [];
    if (!(await this.persistently(async () => void (opened = await openAll(this.personal, events))))) return false;
    const queue = opened.values();
    const worker = async (): Promise<boolean> => {
      for (const event of queue) {
        if (!(await this.persistently(() => this.process.react(event, this.scopeOf(event))))) return false;
      }
      return true;
    };
    const done = await Promise.all(Array.from({ length: this.process.parallel ?? 1 }, worker));
    return done.every(Boolean);
  }

  private scopeOf(event: Opened): CommandScope {
    return new CommandScope({
      actor: { kind: 'system', id: this.process.name },
      key: { commandId: uuidv5(this.process.name, event.id), fingerprint: '' },
      correlationId: event.metadata.correlationId,
      causationId: event.id,
    });
  }

  /** Until it works; false when we stop before that. */
  private async persistently(work: () => Promise<void>): Promise<boolean> {
    const backoff = new Backoff();
    for (;;) {
      if (this.stopping.signal.aborted) return false;
      try {
        await work();
        this.error = undefined;
        return true;
      } catch (error) {
        this.error = error instanceof Error ? error.name : 'Error';
        this.onTrouble(`process ${this.process.name} waits`, error);
        await backoff.pause(this.stopping.signal);
      }
    }
  }
}
