/** What every operation of the driver is given: how long the server may work on it. */
export interface Limit {
  /** Milliseconds that are left. */
  readonly maxTimeMS: number;
}

export class TimeLimitExceeded extends Error {
  constructor() {
    super('No answer within the time limit.');
    this.name = 'TimeLimitExceeded';
  }
}

/**
 * The result of the work, unless it takes longer. Work that does is left to itself. The driver's own `timeoutMS` has no
 * effect any more, and a server that stands still answers no `maxTimeMS`.
 * @throws TimeLimitExceeded
 */
export async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TimeLimitExceeded());
    }, limitMs);
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

/** For an operation of several steps: what is left of its limit. What it gives throws TimeLimitExceeded in the end. */
export function countdown({ maxTimeMS }: Limit): () => Limit {
  const end = performance.now() + maxTimeMS;
  return () => {
    const left = Math.ceil(end - performance.now());
    if (left <= 0) throw new TimeLimitExceeded();
    return { maxTimeMS: left };
  };
}
