/** The switch: every service of a run then has servers of its own for what is else in its data folder. */
export const IN_PRODUCTION_MODE = process.env['ROSTER_TEST_MODE'] === 'production';

/** What takes a second in the embedded mode may take several where each write is a call to FerretDB. */
const SLOWER_ON_SERVERS = 5;

/** How long a test may take, in milliseconds: no assertion, an end to waiting. */
export function limitMs(seconds: number): number {
  return seconds * 1000 * (IN_PRODUCTION_MODE ? SLOWER_ON_SERVERS : 1);
}
