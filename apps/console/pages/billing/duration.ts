const STEPS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** In the two greatest units that count: `3 days 4 hours`. @param seconds a whole number */
export function durationInWords(seconds: number): string {
  const words: string[] = [];
  let rest = seconds;
  for (const [unit, length] of STEPS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) words.push(`${count} ${count === 1 ? unit : `${unit}s`}`);
    else if (words.length > 0) break;
    if (words.length === 2) break;
  }
  return words.length === 0 ? '0 seconds' : words.join(' ');
}
