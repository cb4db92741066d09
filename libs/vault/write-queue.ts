import { type RootDatabase } from 'lmdb';
import { writePoint } from '#libs/event-sourcing';
import { VaultUnavailable } from './errors.js';

/** At most so many writes in one transaction, so that none holds up the process for long. */
const MOST_AT_ONCE = 1000;

interface Waiting {
  /** Runs within the transaction; gives what the caller is answered with. */
  readonly change: () => unknown;
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

  constructor(private readonly environment: Pick<RootDatabase, 'childTransaction' | 'resetReadTxn'>) {}

  /** @throws VaultUnavailable */
  add<Result>(change: () => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ change, resolve: resolve as (result: unknown) => void, reject });
      this.draining ??= this.drain();
    });
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    await this.draining;
  }

  private async drain(): Promise<void> {
    // What is asked for in the same step shares the first transaction.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.commit(this.waiting.splice(0, MOST_AT_ONCE));
    this.draining = undefined;
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      if (this.failure) throw this.failure.cause;
      const results = await this.environment.childTransaction(() => {
        const changed = batch.map(({ change }) => change());
        writePoint('vault.put.before-commit');
        return changed;
      });
      this.environment.resetReadTxn();
      writePoint('vault.put.after-commit');
      for (const [index, { resolve }] of batch.entries()) resolve(results[index]);
    } catch (error) {
      this.failure ??= { cause: await reasonOf(error) };
      for (const { reject } of batch) reject(new VaultUnavailable('written', this.failure.cause));
    }
  }
}

/**
 * lmdb rejects with an error that only carries a promise of the reason, and that promise rejects as well: left alone,
 * it would end the process as an unhandled rejection.
 */
async function reasonOf(error: unknown): Promise<unknown> {
  const { commitError } = Object(error) as { readonly commitError?: Promise<unknown> };
  return commitError?.then(() => error, (cause: unknown) => cause) ?? error;
}
