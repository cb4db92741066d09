import { randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import { type Actor, type DomainEvent, type Position } from './event.js';

/** A caller's idempotency key, digested: what a stream remembers of it for good (S-1). */
export interface CommandKey {
  /** UUID, the same for the same caller and key. */
  readonly commandId: string;
  /** Differs where the body differs. */
  readonly fingerprint: string;
}

export interface CommandScopeOptions {
  readonly actor: Actor;
  readonly reason?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly dryRun?: boolean;
  readonly key?: CommandKey;
}

export interface PlannedEvent {
  readonly type: string;
  readonly stream: string;
  readonly data: object;
}

/**
 * One command on its way through: who asks, why, whether it is to be carried out or only thought through, and what came
 * of it. A command that touches several streams takes the one scope along; the runner notes in it what it wrote.
 */
export class CommandScope {
  /** That of the key, else one of its own. */
  readonly id: string;
  readonly actor: Actor;
  readonly reason: string | undefined;
  readonly correlationId: string;
  readonly causationId: string;
  readonly dryRun: boolean;
  readonly key: CommandKey | undefined;
  private readonly root: CommandScope;
  private highest: Position | undefined;
  private readonly plan: PlannedEvent[] = [];

  constructor(options: CommandScopeOptions, root?: CommandScope) {
    this.key = options.key;
    this.id = options.key?.commandId ?? randomUUID();
    this.actor = options.actor;
    this.reason = options.reason;
    this.correlationId = options.correlationId ?? this.id;
    this.causationId = options.causationId ?? this.id;
    this.dryRun = options.dryRun ?? false;
    this.root = root ?? this;
  }

  /** The position that the answer carries: of the last event written, or of the state that made writing needless. */
  get position(): Position | undefined {
    return this.root.highest;
  }

  /** What a dry run would have written. */
  get planned(): readonly PlannedEvent[] {
    return this.root.plan;
  }

  reached(position: Position): void {
    const { root } = this;
    root.highest = Math.max(root.highest ?? position, position);
  }

  plans(stream: string, events: readonly DomainEvent[]): void {
    for (const event of events) {
      this.root.plan.push({ type: event.type, stream, data: { ...event.data, ...event.personal?.fields } });
    }
  }

  /** The same request with its actor known, or acting in another part. */
  as(actor: Actor): CommandScope {
    return this.derived({ actor, key: this.key });
  }

  /**
   * A further step of the same request that may write to the same stream again, or one row of many: an id of its own,
   * the same at every repetition.
   */
  step(name: string): CommandScope {
    const key = this.key && { commandId: uuidv5(name, this.key.commandId), fingerprint: this.key.fingerprint };
    return this.derived({ actor: this.actor, key });
  }

  /**
   * The same request in a further stream whose own state makes a repetition harmless, such as a reservation that may be
   * given back: no key is remembered there, for a refusal is judged afresh.
   */
  incidental(): CommandScope {
    return this.derived({ actor: this.actor, key: undefined });
  }

  /** Goes on with a command that another scope began: what it writes is remembered under that command's key. */
  goingOnWith(key: CommandKey | null): CommandScope {
    return this.derived({ actor: this.actor, key: key ?? undefined });
  }

  private derived(part: { actor: Actor; key: CommandKey | undefined }): CommandScope {
    return new CommandScope(
      {
        actor: part.actor,
        correlationId: this.correlationId,
        causationId: this.causationId,
        dryRun: this.dryRun,
        ...(this.reason === undefined ? {} : { reason: this.reason }),
        ...(part.key === undefined ? {} : { key: part.key }),
      },
      this.root,
    );
  }
}
