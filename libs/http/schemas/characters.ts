/** How many characters (code points) a text has, as JSON Schema counts them; no more than `max` + 1 are counted. */
export function characters(text: string, max: number): number {
  if (text.length > 2 * max) return max + 1;
  const pairs = text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
  return text.length - pairs;
}
