import { type RootDatabase } from 'lmdb';
import { writePoint } from '#libs/event-sourcing';
import { VaultUnavailable } from './errors.js';

/** At most so many writes in one transaction, so that none holds up the process for long. */
const MOST_AT_ONCE = 1000;

/** A write that need not look at what is there. */
export interface Instruction<Result> {
  /** Tells LMDB what to write; gives false, once that is durable, where a condition kept it from being written. */
  readonly instruct: () => Promise<boolean>;
  /** What the caller is answered with, once it is durable. */
  readonly answer: (written: boolean) => Result;
}

interface Waiting {
  /** Runs within the transaction; gives what the caller is answered with. */
  readonly change: () => unknown;
  readonly instruction: Instruction<unknown> | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes wait here while a transaction is on its way to the disk; then those that wait share the next one. None is
 * answered before it is durable. After a transaction that failed nothing is written any more: what is in memory may not
 * be what the disk holds.
 */
export class WriteQueue {
  private readonly waiting: Waiting[] = [];
  private draining: Promise<void> | undefined;
  private failure: { readonly cause: unknown } | undefined;

  constructor(private readonly environment: Pick<RootDatabase, 'batch' | 'childTransaction' | 'resetReadTxn'>) {}

  /**
   * @param instruction the same as `change`, where that need not look at what is there
   * @throws VaultUnavailable
   */
  add<Result>(change: () => Result, instruction?: Instruction<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ change, instruction, resolve: resolve as (result: unknown) => void, reject });
      this.draining ??= this.drain();
    });
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    await this.draining;
  }

  private async drain(): Promise<void> {
    // What is asked for at the same moment shares the first transaction.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    while (this.waiting.length > 0) await this.commit(this.waiting.splice(0, MOST_AT_ONCE));
    this.draining = undefined;
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      if (this.failure) throw this.failure.cause;
      const results = await this.written(batch);
      writePoint('vault.put.after-commit');
      for (const [index, { resolve }] of batch.entries()) resolve(results[index]);
    } catch (error) {
      this.failure ??= { cause: await reasonOf(error) };
      for (const { reject } of batch) reject(new VaultUnavailable('written', this.failure.cause));
    }
  }

  /** Answers for the whole batch, once it is durable. */
  private async written(batch: readonly Waiting[]): Promise<readonly unknown[]> {
    if (batch.every(isInstruction)) {
      const written = await this.instructed(batch.map(({ instruction }) => instruction));
      this.environment.resetReadTxn();
      return batch.map(({ instruction }, index) => instruction.answer(written[index] as boolean));
    }
    const answers = await this.environment.childTransaction(() => {
      const changed = batch.map(({ change }) => change());
      writePoint('vault.put.before-commit');
      return changed;
    });
    this.environment.resetReadTxn();
    return answers;
  }

  /** In one transaction of LMDB's own thread, which does not wait until ours has time for it. */
  private async instructed(instructions: readonly Instruction<unknown>[]): Promise<readonly boolean[]> {
    const written: Promise<boolean>[] = [];
    writePoint('vault.put.before-commit');
    const all = this.environment.batch(() => {
      for (const { instruct } of instructions) written.push(instruct());
    });
    const [, ...results] = await Promise.all([all, ...written]);
    return results;
  }
}

function isInstruction(waiting: Waiting): waiting is Waiting & { readonly instruction: Instruction<unknown> } {
  return waiting.instruction !== undefined;
}

/**
 * lmdb rejects with an error that only carries a promise of the reason, and that promise rejects as well: left alone,
 * it would end the process as an unhandled rejection.
 */
async function reasonOf(error: unknown): Promise<unknown> {
  const { commitError } = Object(error) as { readonly commitError?: Promise<unknown> };
  return commitError?.then(() => error, (cause: unknown) => cause) ?? error;
}
