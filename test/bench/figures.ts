/** What a benchmark measured: how many of something in how long, and each one's time. */
export interface Figures {
  readonly name: string;
  readonly count: number;
  readonly seconds: number;
  /** Milliseconds, sorted. */
  readonly times: readonly number[];
}

/** Runs `work` for every number from 0 to `count`, so many at once. */
export async function measure(
  name: string,
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<Figures> {
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      const from = performance.now();
      await work(index);
      times.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - from) / 1000;
  return { name, count, seconds, times: times.sort((a, b) => a - b) };
}

export function perSecond({ count, seconds }: Figures): number {
  return count / seconds;
}

export function percentile({ times }: Pick<Figures, 'times'>, percent: number): number {
  return times[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? 0;
}

export function title(text: string): void {
  console.log(`\n${text}`);
}

export function note(text: string): void {
  console.log(`  ${text}`);
}

const NAME = 62;

/** Prints figures below each other, and how each compares with the first by rate. */
export function table(first: Figures, ...others: readonly Figures[]): void {
  console.log(`  ${''.padEnd(NAME)}${['per second', 'p50 ms', 'p95 ms', 'p99 ms', 'ratio'].map((head) => head.padStart(11)).join('')}`);
  for (const figures of [first, ...others]) {
    const cells = [
      Math.round(perSecond(figures)).toLocaleString('en'),
      ...[50, 95, 99].map((percent) => percentile(figures, percent).toFixed(2)),
      (perSecond(figures) / perSecond(first)).toFixed(2),
    ];
    console.log(`  ${figures.name.padEnd(NAME)}${cells.map((cell) => cell.padStart(11)).join('')}`);
  }
}
