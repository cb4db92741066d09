/** The time as ISO 8601 in UTC with milliseconds. The only place that asks the machine for it. */
export interface Clock {
  now(): string;
}

/** @param offsetSeconds added to the machine's time, for trying what happens after 30 days */
export function systemClock(offsetSeconds = 0): Clock {
  return { now: () => new Date(Date.now() + offsetSeconds * 1000).toISOString() };
}
