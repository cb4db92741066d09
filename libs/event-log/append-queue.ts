import {
  AppendOutcomeUnknown,
  type AppendResult,
  LogUnavailable,
  type Position,
  RevisionConflict,
  type RosterError,
  writePoint,
} from '#libs/event-sourcing';
import { type EncodedAppend, type EventTables } from './event-tables.js';
import { failureOf } from './lmdb-environment.js';

/** At most so many events in one transaction, so that none holds up the process for long. */
const MAX_TRANSACTION_EVENTS = 4096;

const FULL =
  'The disk of the event log is full. It can be read but not written ' +
  'until there is room again and the service is started anew. Nothing was changed.';
const FAILED =
  'Writing to the event log failed: its disk is full or broken. It can be read but not written ' +
  'until the disk is sound and the service is started anew. Nothing was changed.';

interface Waiting {
  readonly append: EncodedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

type Verdict = { readonly result: AppendResult } | { readonly conflict: RevisionConflict };

/**
 * Appends wait here while a transaction is on its way to the disk; then all that wait share the next one, each with an
 * outcome of its own. After a write that failed nothing is written any more: what is in memory may not be what the disk
 * holds.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private draining = false;
  private drained: Promise<void> = Promise.resolve();
  private broken: { readonly detail: string; readonly cause: unknown } | undefined;
  /** Ids of events that may or may not stand on the disk, so that no later answer claims to know. */
  private readonly inDoubt = new Set<string>();

  /**
   * @param committed told after each transaction that wrote events, before their appends resolve
   * @param outOfRoom whether a write failed because the disk is full
   */
  constructor(
    private readonly tables: Pick<EventTables, 'append' | 'changed' | 'head' | 'lastOnDisk' | 'transaction'>,
    private readonly committed: () => void,
    private readonly outOfRoom: (cause: unknown) => Promise<boolean>,
  ) {}

  /** Why nothing can be written any more; undefined while all is well. */
  get failure(): string | undefined {
    return this.broken?.detail;
  }

  add(append: EncodedAppend): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, resolve, reject });
      if (!this.draining) this.drained = this.drain();
    });
  }

  /** Nothing is written any more after this. */
  async writeFailed(cause: unknown): Promise<void> {
    this.broken ??= { detail: FAILED, cause };
    if (await this.outOfRoom(cause)) this.broken = { detail: FULL, cause };
  }

  /** What an append of these events is answered with once nothing is written any more. */
  refusal(ids: readonly string[]): RosterError {
    const { detail, cause } = this.broken ?? { detail: FAILED, cause: undefined };
    const doubtful = ids.some((id) => this.inDoubt.has(id));
    return doubtful ? new AppendOutcomeUnknown(cause) : new LogUnavailable(detail, cause);
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    while (this.draining) await this.drained;
  }

  private async drain(): Promise<void> {
    this.draining = true;
    while (this.waiting.length > 0) {
      if (this.broken) this.refuse(this.waiting.splice(0));
      else await this.commit();
    }
    // In the same step as the look at the line: nothing can join it in between and be left waiting.
    this.draining = false;
  }

  private async commit(): Promise<void> {
    const before = this.tables.head;
    let batch: readonly Waiting[] = [];
    let verdicts: readonly Verdict[];
    try {
      verdicts = await this.tables.transaction(() => {
        batch = this.next();
        const judged = this.judge(batch);
        if (this.tables.changed) writePoint('event-log.append.before-commit');
        return judged;
      });
    } catch (error) {
      await this.lost(batch, before, error);
      return;
    }
    if (this.tables.head > before) {
      writePoint('event-log.append.after-commit');
      this.committed();
    }
    answer(batch, verdicts);
  }

  private async lost(batch: readonly Waiting[], before: Position, error: unknown): Promise<void> {
    const cause = await failureOf(error);
    // LMDB writes the pages, syncs them, and only then the page that makes them visible. Where it still reads what was
    // there before, it did not come to that last page, or the transaction itself threw; where that page failed, LMDB
    // reads nothing any more.
    const nothingWritten = this.endsAt(before);
    if (!nothingWritten) for (const { append } of batch) for (const id of append.ids) this.inDoubt.add(id);
    await this.writeFailed(cause);
    this.refuse(batch);
  }

  /** What waits, up to the bound; always something. */
  private next(): readonly Waiting[] {
    let events = 0;
    let count = 0;
    for (const { append } of this.waiting) {
      events += append.events.length;
      if (count > 0 && events > MAX_TRANSACTION_EVENTS) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  private judge(batch: readonly Waiting[]): readonly Verdict[] {
    return batch.map(({ append }) => {
      try {
        return { result: this.tables.append(append) };
      } catch (error) {
        if (error instanceof RevisionConflict) return { conflict: error };
        throw error;
      }
    });
  }

  private endsAt(position: Position): boolean {
    try {
      return this.tables.lastOnDisk() === position;
    } catch {
      return false;
    }
  }

  private refuse(batch: readonly Waiting[]): void {
    for (const { append, reject } of batch) reject(this.refusal(append.ids));
  }
}

function answer(batch: readonly Waiting[], verdicts: readonly Verdict[]): void {
  for (const [index, { resolve, reject }] of batch.entries()) {
    const verdict = verdicts[index] as Verdict;
    if ('result' in verdict) resolve(verdict.result);
    else reject(verdict.conflict);
  }
}
