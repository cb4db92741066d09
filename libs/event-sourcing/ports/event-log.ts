import { type Position, type RecordedEvent, type StoredEvent } from '../event.js';
import { RosterError } from '../errors.js';

/** The revision that an append expects its stream to have: that of its last event, or that there is no stream yet. */
export type ExpectedRevision = number;
export const NO_STREAM: ExpectedRevision = -1;

export interface AppendResult {
  /** Revision of the last event of the append. */
  readonly revision: number;
  /** Position of each event of the append, in order. */
  readonly positions: readonly Position[];
}

export interface SubscribeOptions {
  /** Events after this position, which is not included. `START` for all. */
  readonly after: Position;
  /** Ends the subscription; the iteration then finishes without an error. */
  readonly signal: AbortSignal;
  /** At most so many events in one batch; 1,000 unless told. */
  readonly maxBatch?: number;
  /** Told when the connection drops and when it is back, for readiness. */
  readonly onState?: (state: 'live' | 'catching_up' | 'dropped') => void;
}

/**
 * The one place of truth: streams of events, and one order over all of them.
 *
 * A stream is named `<category>-<id>`; a category has no `-`. The port has no way to append without saying which
 * revision is expected.
 */
export interface EventLog {
  /**
   * Appends all of `events`, or none. Resolves once they are durable.
   *
   * The same event ids at the same expected revision are one append: sent again, it writes nothing and gives the first
   * result.
   *
   * @throws RevisionConflict the stream is at another revision; nothing was written
   * @throws AppendTooLarge over 1 MiB in all; nothing was written
   * @throws LogUnavailable nothing was written
   * @throws AppendOutcomeUnknown it may have been written: send the same append again to find out
   */
  append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult>;

  /**
   * Up to `limit` events (1,000 unless told) from revision `from` on, which is included. Empty: there are no more.
   * A stream that does not exist is an empty one.
   * @throws LogUnavailable
   */
  readStream(stream: string, from: number, limit?: number): Promise<readonly RecordedEvent[]>;

  /**
   * Up to `limit` events of all streams after a position, in order of position. Empty: there are no more.
   * @throws LogUnavailable
   */
  readAll(after: Position, limit?: number): Promise<readonly RecordedEvent[]>;

  /**
   * Batches of events of all streams, in order of position, for as long as the signal lets it: first what is there,
   * then what comes. Reconnects by itself, for ever. Reads no further ahead than one batch: a slow reader slows itself.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]>;

  /** Position of the last event, `START` for an empty log. */
  head(): Promise<Position>;

  /** Stops everything that runs; waits for appends under way. */
  close(): Promise<void>;
}

export class RevisionConflict extends RosterError {
  readonly code = 'revision_conflict';
  readonly kind = 'conflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number,
  ) {
    super('The stream has moved on.');
  }
}

export class AppendTooLarge extends RosterError {
  readonly code = 'append_too_large';
  readonly kind = 'invalid';
  constructor() {
    super('One append takes at most 1 MiB.');
  }
}

export class LogUnavailable extends RosterError {
  readonly code = 'event_log_unavailable';
  readonly kind = 'unavailable';
  constructor(
    message = 'The event log does not answer at the moment. Nothing was changed.',
    override readonly cause?: unknown,
  ) {
    super(message, { retryAfterSeconds: 1 });
  }
}

export class AppendOutcomeUnknown extends RosterError {
  readonly code = 'outcome_unknown';
  readonly kind = 'outcome_unknown';
  constructor(override readonly cause?: unknown) {
    super('The event log did not confirm in time.', {
      remedy: 'Send the same command again with the same Idempotency-Key.',
      retryAfterSeconds: 1,
    });
  }
}
