const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS = [SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY];
/** With more, a key would have to be pressed too often. */
const MOST = 400;

/** How far one press of an arrow key leads, in milliseconds. @param span from one end of the track to the other */
export function stepFor(span: number): number {
  return STEPS.find((step) => span / step <= MOST) ?? Math.ceil(span / MOST);
}
