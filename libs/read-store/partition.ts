/** Index of the first element for which `isBefore` is false; it is true for all in front of that one. */
export function partition<T>(sorted: readonly T[], isBefore: (element: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sorted[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
