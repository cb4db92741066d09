import { type AllStreamResolvedEvent, ErrorType, isCommandError, type ResolvedEvent } from '@eventstore/db-client';
import { LogUnavailable } from '#libs/event-sourcing';
import { StreamTombstoned } from './errors.js';
import { type ReadRecord } from './event-json.js';

/** A read of the client, under way. */
interface StreamingRead extends AsyncIterable<ResolvedEvent | AllStreamResolvedEvent> {
  on(event: 'error', listener: () => void): unknown;
  destroy(error?: Error): unknown;
  cancel(): Promise<void>;
}

/**
 * All that a read gives. The client puts no time limit on reads: here one fails once nothing came for `limitMs`.
 * A stream that does not exist is an empty one.
 *
 * @throws LogUnavailable
 */
export async function collect(begin: () => StreamingRead, limitMs: number): Promise<readonly ReadRecord[]> {
  try {
    return await collectOnce(begin(), limitMs);
  } catch (error) {
    if (!(error instanceof Error) || !isCommandError(error)) throw new LogUnavailable(undefined, error);
    switch (error.type) {
      case ErrorType.STREAM_NOT_FOUND:
        return [];
      case ErrorType.STREAM_DELETED:
        throw new StreamTombstoned((error as { readonly streamName?: string }).streamName ?? '');
      case ErrorType.ACCESS_DENIED:
        throw new LogUnavailable('EventStoreDB refuses access.', error);
      case ErrorType.NOT_LEADER:
        break;
      default:
        throw new LogUnavailable(undefined, error);
    }
  }
  // The client knows the leader now.
  return collectOnce(begin(), limitMs).catch((error: unknown) => {
    throw new LogUnavailable(undefined, error);
  });
}

async function collectOnce(read: StreamingRead, limitMs: number): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = [];
  // An error may come after the end, when nobody iterates any more; unheard it would end the process.
  read.on('error', () => undefined);
  const timer = setTimeout(() => read.destroy(new Error('The read does not go on.')), limitMs);
  try {
    for await (const resolved of read) {
      timer.refresh();
      const record = recordOf(resolved);
      if (record) records.push(record);
    }
    return records;
  } finally {
    clearTimeout(timer);
    void read.cancel().catch(() => undefined);
  }
}

/** The record itself, where it is a link to another too: what it links to stands elsewhere in the log. */
export function recordOf({ event, link }: ResolvedEvent | AllStreamResolvedEvent): ReadRecord | undefined {
  return link ?? event;
}
