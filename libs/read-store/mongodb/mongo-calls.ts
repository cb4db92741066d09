import { Backoff, type RosterError } from '#libs/event-sourcing';
import { causeOf, passes, wasRefusedUntouched } from './failures.js';
import { type Mongo } from './open-mongo.js';
import { type Limit, within } from './time-limit.js';

const LONGEST_PAUSE_MS = 500;

export interface CallOptions {
  /** Carried out twice it would not be the same: it is tried again only where certainly nothing was carried out. */
  readonly once?: boolean;
  /** In milliseconds; the client's own limit unless told. */
  readonly limitMs?: number;
}

type Asked = 'read' | 'written';
type Operation<Result> = (limit: Limit) => Promise<Result>;

/**
 * How an adapter calls the server: within a time limit, again where a failure passes by itself, with the port's own
 * error at the end. The driver tries again by itself only where a replica set answers, and knows nothing of guards.
 */
export class MongoCalls {
  private readonly underWay = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  /** @param failed the port's error, of kind `unavailable` */
  constructor(
    private readonly mongo: Mongo,
    private readonly failed: (asked: Asked, cause?: unknown) => RosterError,
  ) {}

  read<Result>(operation: Operation<Result>, options?: CallOptions): Promise<Result> {
    return this.run('read', operation, options);
  }

  write<Result>(operation: Operation<Result>, options?: CallOptions): Promise<Result> {
    return this.run('written', operation, options);
  }

  /** Waits for what is under way; whatever is called afterwards is refused. */
  close(): Promise<void> {
    this.closing ??= Promise.allSettled(this.underWay).then(() => undefined);
    return this.closing;
  }

  private async run<Result>(asked: Asked, operation: Operation<Result>, options: CallOptions = {}): Promise<Result> {
    if (this.closing) throw this.failed(asked);
    const work = this.attempts(asked, operation, options);
    this.underWay.add(work);
    try {
      return await work;
    } finally {
      this.underWay.delete(work);
    }
  }

  /** A mistake in the program is thrown as it is. */
  private async attempts<Result>(
    asked: Asked,
    operation: Operation<Result>,
    { once = false, limitMs = this.mongo.operationLimitMs }: CallOptions,
  ): Promise<Result> {
    const mayRepeat = once ? wasRefusedUntouched : passes;
    const backoff = new Backoff(LONGEST_PAUSE_MS);
    const start = performance.now();
    const end = start + limitMs;
    // A long limit is no reason to hope for longer.
    const lastTry = start + Math.min(limitMs, this.mongo.operationLimitMs);
    for (;;) {
      try {
        const maxTimeMS = Math.max(1, Math.ceil(end - performance.now()));
        return await within(maxTimeMS, operation({ maxTimeMS }));
      } catch (error) {
        if (error instanceof TypeError) throw error;
        if (!mayRepeat(error) || performance.now() >= lastTry) throw this.failed(asked, causeOf(error));
      }
      await backoff.pause();
    }
  }
}
