/**
 * Which of two positions is further. The service writes them so that of two the longer one is, and of two as long the
 * greater one; answers to commands that were sent together may come in any order.
 */
export function further(one: string, other: string): string {
  if (one.length !== other.length) return one.length > other.length ? one : other;
  return one > other ? one : other;
}
