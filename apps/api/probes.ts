export interface Dependency {
  readonly name: string;
  readonly status: 'up' | 'down';
  readonly detail?: string;
}

/** Tells whether a part of the service that is not a projection can do its work. Never rejects. */
export type Probe = () => Promise<Dependency>;

/** The name of the probe of the event log. */
export const EVENT_LOG_PROBE = 'event-log';
/** Whoever asks for readiness waits seconds at most, whatever a server does. */
const LIMIT_MS = 2000;

/** A probe of a server: up where `ask` resolves in time. What it rejects with is not told, for it may name addresses. */
export function probe(name: string, ask: () => Promise<unknown>, limitMs = LIMIT_MS): Probe {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Dependency>((resolve) => {
      timer = setTimeout(() => resolve({ name, status: 'down', detail: `No answer within ${limitMs / 1000} s.` }), limitMs);
    });
    const answer = ask().then(
      (): Dependency => ({ name, status: 'up' }),
      (): Dependency => ({ name, status: 'down', detail: 'It does not answer.' }),
    );
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  };
}
