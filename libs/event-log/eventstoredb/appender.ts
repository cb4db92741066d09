import { randomUUID } from 'node:crypto';
import { AppendOutcomeUnknown, LogUnavailable, RosterError } from '#libs/event-sourcing';
import { type AppendCall } from './append-call.js';
import { type Append, appendRequest, type Written, writtenBy } from './append-messages.js';

/**
 * Sends appends on one call of the client's connection, and says of each within a time limit what became of it.
 *
 * The client package has a method for this, which is not used. It keeps what waits for an answer in one table for the
 * whole process, so a connection that breaks takes appends on others with it, and an answer without an entry is a
 * TypeError that ends the process. A connection that breaks while messages queue up is an unhandled rejection, which
 * ends it too. And its deadline does not hold on this path.
 */
export class Appender {
  private ready: AppendCall | undefined;
  private opening: Promise<AppendCall> | undefined;

  /** @param open makes a call, connected until a moment (ms since 1970), or throws LogUnavailable */
  constructor(
    private readonly open: (deadline: number) => Promise<AppendCall>,
    private readonly limitMs: number,
  ) {}

  /**
   * @throws RevisionConflict, AppendTooLarge, LogUnavailable nothing was written
   * @throws AppendOutcomeUnknown no answer in time, or the connection broke under way
   */
  async append(append: Append): Promise<Written> {
    const deadline = Date.now() + this.limitMs;
    const call = await within(deadline, this.call(deadline), () => new LogUnavailable());
    const id = randomUUID();
    const answer = await within(deadline, call.send(id, appendRequest(id, append)), () => {
      call.giveUp(id);
      // The next append should not wait where this one waited in vain.
      call.retire();
      return new AppendOutcomeUnknown(new Error('No answer in time.'));
    });
    return writtenBy(answer, append);
  }

  /** Nothing is under way any more. */
  close(): void {
    this.ready?.retire();
  }

  private async call(deadline: number): Promise<AppendCall> {
    if (this.ready && !this.ready.closed) return this.ready;
    this.opening ??= this.open(deadline)
      .then((call) => (this.ready = call))
      .finally(() => (this.opening = undefined));
    return this.opening;
  }
}

async function within<Value>(deadline: number, promise: Promise<Value>, late: () => RosterError): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), Math.max(0, deadline - Date.now()));
  });
  try {
    return await Promise.race([promise, time]);
  } finally {
    clearTimeout(timer);
  }
}
