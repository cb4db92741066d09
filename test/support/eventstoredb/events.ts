import { randomUUID } from 'node:crypto';
import {
  AppendOutcomeUnknown,
  type AppendResult,
  Backoff,
  type EventLog,
  LogUnavailable,
  type StoredEvent,
} from '#libs/event-sourcing';

/** Something to append. */
export function event(parts: Partial<StoredEvent> = {}): StoredEvent {
  return {
    id: randomUUID(),
    type: 'CaseNoted',
    data: { note: 'Grüße 🦊' },
    metadata: {
      v: 1,
      at: '2026-03-01T12:00:00.000Z',
      actor: { kind: 'system', id: 'test' },
      correlationId: 'c0ffee00-0000-4000-8000-000000000001',
      causationId: 'c0ffee00-0000-4000-8000-000000000002',
    },
    ...parts,
  };
}

export function someEvents(count: number): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, index) => event({ data: { index } }));
}

export function newStream(): string {
  return `case-${randomUUID()}`;
}

/** What a promise is rejected with. */
export async function refusal(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'not refused',
    (error: unknown) => error,
  );
}

/** The same append again until it is known what became of it, as the command runner does, but without an end. */
export async function settle(
  log: EventLog,
  stream: string,
  expected: number,
  events: readonly StoredEvent[],
): Promise<AppendResult> {
  const backoff = new Backoff(50);
  for (;;) {
    try {
      return await log.append(stream, expected, events);
    } catch (error) {
      if (error instanceof LogUnavailable) await backoff.pause();
      else if (!(error instanceof AppendOutcomeUnknown)) throw error;
    }
  }
}
