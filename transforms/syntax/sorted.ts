/** How many items at the front of a list pass a test that none behind the first failing one passes: by halving. */
export function countAtFront<T>(sorted: readonly T[], isInFront: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isInFront(sorted[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
