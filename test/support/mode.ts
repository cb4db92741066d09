/** The switch: every service of a run then has servers of its own for what is else in its data folder. */
export const IN_PRODUCTION_MODE = process.env['ROSTER_TEST_MODE'] === 'production';

/** FerretDB reads every document for each query: what takes a second elsewhere may take several there. */
const SLOWER_ON_SERVERS = 5;

/** How long a test may take, in milliseconds: no assertion, an end to waiting. */
export function limitMs(seconds: number): number {
  return seconds * 1000 * (IN_PRODUCTION_MODE ? SLOWER_ON_SERVERS : 1);
}
