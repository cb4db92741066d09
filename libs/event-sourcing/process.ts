import { v5 as uuidv5 } from 'uuid';
import { CommandScope } from './command-scope.js';
import { type DomainEvent, type Opened, type Position, type RecordedEvent, START } from './event.js';
import { ALONE, type Lease, LeaseLost } from './lease.js';
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
  /** `elsewhere`: another process does it. */
  readonly state: 'live' | 'catching_up' | 'waiting' | 'elsewhere';
  /** Up to here everything is done. */
  readonly position: Position;
  /** Name of the error that it waits on. */
  readonly error?: string;
}

/** The kind of the vault's entries that tell how far a process is, by its name. */
export const CHECKPOINT_KIND = 'checkpoint';
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
  /** What is being tried again at the moment, and the error that each waits on. */
  private readonly troubles = new Map<object, string>();
  /** Everything up to here is done; what is saved follows. */
  private at: Position = START;
  private saved: Position = START;
  private saving: Promise<void> | undefined;
  private quiet = 0;

  constructor(
    private readonly process: Process,
    private readonly log: EventLog,
    private readonly vault: Vault,
    private readonly personal: PersonalData,
    private readonly onTrouble: (what: string, error: unknown) => void = () => undefined,
    private readonly lease: Lease = ALONE,
  ) {
    this.handles = new Set(process.handles);
  }

  /**
   * Begins where the checkpoint stands: from then on nobody moves it under an earlier token.
   * @throws RosterError a failure of the vault, or LeaseLost
   */
  async start(): Promise<void> {
    const { token } = this.lease;
    const place = [CHECKPOINT_KIND, this.process.name] as const;
    this.at = (await (token === undefined ? this.vault.get<number>(...place) : this.vault.claim<number>(...place, token))) ?? START;
    this.saved = this.at;
    this.loop = this.follow();
  }

  /** Finishes the events at hand, saves how far it came, then stops. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  status(): ProcessStatus {
    const { name } = this.process;
    const [error] = this.troubles.values();
    const state = error === undefined ? this.state : 'waiting';
    return { name, state, position: this.at, ...(error === undefined ? {} : { error }) };
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff();
    for (;;) {
      try {
        const subscription = this.log.subscribe({
          after: this.at,
          signal,
          maxBatch: BATCH,
          onState: (state) => (this.state = state === 'dropped' ? 'waiting' : state),
        });
        for await (const batch of subscription) {
          backoff.reset();
          await this.take(batch);
        }
      } catch (error) {
        this.onTrouble(`process ${this.process.name} lost its subscription`, error);
      }
      if (signal.aborted) break;
      // It should never end by itself. Where it does, nothing is lost by beginning again.
      this.state = 'waiting';
      await backoff.pause(signal);
    }
    await this.save();
  }

  private async take(batch: readonly RecordedEvent[]): Promise<void> {
    const mine = batch.filter(({ type }) => this.handles.has(type));
    if (!(await this.reactToAll(mine))) return;
    this.at = batch.at(-1)?.position ?? this.at;
    // Events that are none of its business move the checkpoint only now and then: each move is a durable write.
    this.quiet += batch.length;
    if (mine.length > 0 || this.quiet >= QUIET_EVENTS) await this.save();
  }

  /** False where we stopped before all was done: the position is then that of the event before the first undone. */
  private async reactToAll(events: readonly RecordedEvent[]): Promise<boolean> {
    if (events.length === 0) return true;
    let opened: readonly Opened[] = [];
    if (!(await this.persistently(async () => void (opened = await openAll(this.personal, events))))) return false;
    const queue = opened.entries();
    const done = new Set<number>();
    let undone = 0;
    const worker = async (): Promise<void> => {
      for (const [index, event] of queue) {
        if (this.stopping.signal.aborted) return;
        if (!(await this.persistently(() => this.reactTo(event)))) return;
        done.add(index);
        if (index !== undone) continue;
        while (done.delete(undone)) this.at = opened[undone++]?.position ?? this.at;
        // Not waited for: the next write takes along all that was done meanwhile.
        void this.save();
      }
    };
    await Promise.all(Array.from({ length: this.process.parallel ?? 1 }, worker));
    return undone === opened.length;
  }

  /** Right before each: whoever has stood still for a while does not do again what another has done meanwhile. */
  private async reactTo(event: Opened): Promise<void> {
    if (!this.lease.holds()) throw new LeaseLost();
    await this.process.react(event, this.scopeOf(event));
  }

  private scopeOf(event: Opened): CommandScope {
    return new CommandScope({
      actor: { kind: 'system', id: this.process.name },
      key: { commandId: uuidv5(this.process.name, event.id), fingerprint: '' },
      correlationId: event.metadata.correlationId,
      causationId: event.id,
    });
  }

  /** Keeps the position durably, one write at a time. Resolves when it is, or when we stop and cannot. */
  private async save(): Promise<void> {
    if (this.saved < this.at) await (this.saving ??= this.saveAll());
  }

  private async saveAll(): Promise<void> {
    let kept = true;
    while (kept && this.saved < this.at) {
      const { at } = this;
      kept = await this.persistently(async () => {
        writePoint('process.before-checkpoint');
        await this.vault.put([{ kind: CHECKPOINT_KIND, key: this.process.name, value: at }], this.lease.token);
      });
      if (kept) this.saved = at;
    }
    this.quiet = 0;
    // In the same step as the look at the position: what is done after it begins a write of its own.
    this.saving = undefined;
  }

  /** Until it works, once at least; false where we stop before that. */
  private async persistently(work: () => Promise<void>): Promise<boolean> {
    const backoff = new Backoff();
    const own = {};
    try {
      do {
        try {
          await work();
          return true;
        } catch (error) {
          this.troubles.set(own, error instanceof Error ? error.name : 'Error');
          this.onTrouble(`process ${this.process.name} waits`, error);
          await backoff.pause(this.stopping.signal);
        }
      } while (!this.stopping.signal.aborted);
      return false;
    } finally {
      this.troubles.delete(own);
    }
  }
}
