import { AppendOutcomeUnknown, LogUnavailable } from '#libs/event-sourcing';
import { type AppendAnswer, type AppendRequest, correlationOf } from './append-messages.js';

/** The two-way call on which appends go out and answers come back, in any order. */
export interface DuplexCall {
  write(request: AppendRequest): boolean;
  cancel(): void;
  on(event: 'data', listener: (answer: AppendAnswer) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
}

/** What it needs of a gRPC channel. */
export interface Channel {
  getConnectivityState(connect: boolean): number;
  watchConnectivityState(state: number, deadline: number, changed: () => void): void;
}

interface Pending {
  readonly resolve: (answer: AppendAnswer) => void;
  readonly reject: (error: AppendOutcomeUnknown) => void;
}

/** Of gRPC's `connectivityState`. */
const READY = 2;
const SHUTDOWN = 4;

/** One batch-append call, with a table of its own of what waits for an answer. */
export class AppendCall {
  private readonly pending = new Map<string, Pending>();
  private readonly ended: Promise<unknown>;
  private end: (cause: unknown) => void = () => undefined;
  private over = false;
  private retired = false;

  constructor(private readonly call: DuplexCall) {
    this.ended = new Promise((resolve) => (this.end = resolve));
    call.on('data', (answer) => this.answered(answer));
    call.on('error', (error) => this.broke(error));
    call.on('end', () => this.broke(new Error('The server ended the call.')));
  }

  /** Takes no further append, once it has ended or was retired. */
  get closed(): boolean {
    return this.over || this.retired;
  }

  /**
   * Resolves once there is a connection: until then nothing has been sent.
   * @throws LogUnavailable the call ended before
   */
  async connected(channel: Channel, deadline: number): Promise<void> {
    const ended = this.ended.then((cause) => {
      throw new LogUnavailable(undefined, cause);
    });
    ended.catch(() => undefined);
    for (;;) {
      if (this.over) return ended;
      // Not asked to connect, which the call does: on a channel that is closed by now it would leave something behind.
      const state = channel.getConnectivityState(false);
      if (state === READY) return;
      if (state === SHUTDOWN) throw new LogUnavailable();
      const changed = new Promise<void>((resolve) => channel.watchConnectivityState(state, deadline, resolve));
      await Promise.race([changed, ended]);
      if (Date.now() >= deadline) throw new LogUnavailable();
    }
  }

  /**
   * @throws LogUnavailable the call takes nothing any more
   * @throws AppendOutcomeUnknown it ended before the answer came
   */
  async send(correlationId: string, request: AppendRequest): Promise<AppendAnswer> {
    if (this.closed) throw new LogUnavailable();
    return new Promise((resolve, reject) => {
      this.pending.set(correlationId, { resolve, reject });
      this.call.write(request);
    });
  }

  /** Nobody waits for this answer any more. */
  giveUp(correlationId: string): void {
    this.pending.delete(correlationId);
    this.cancelWhenDone();
  }

  /** Sends nothing more; ends once everything under way is answered or given up. */
  retire(): void {
    this.retired = true;
    this.cancelWhenDone();
  }

  private answered(answer: AppendAnswer): void {
    const id = correlationOf(answer);
    // Unknown: answered twice, or too late.
    this.pending.get(id)?.resolve(answer);
    this.giveUp(id);
  }

  private broke(cause: Error): void {
    if (this.over) return;
    this.over = true;
    this.end(cause);
    for (const { reject } of this.pending.values()) reject(new AppendOutcomeUnknown(cause));
    this.pending.clear();
  }

  private cancelWhenDone(): void {
    if (this.retired && !this.over && this.pending.size === 0) this.call.cancel();
  }
}
