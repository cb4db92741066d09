const SCALE = Number(process.env['ROSTER_BENCH_SCALE'] ?? '1');
if (!(SCALE > 0)) throw new Error('ROSTER_BENCH_SCALE is a number above 0, as 0.01.');

/** So many, or with `ROSTER_BENCH_SCALE=0.01` a hundredth of it, to try a benchmark out. */
export function scaled(size: number, least = 1): number {
  return Math.max(least, Math.round(size * SCALE));
}
