/** The largest whole number from `least` to `most` that fits; `least` where none does. What fits at one size must fit at every smaller one. */
export function largest(least: number, most: number, fits: (size: number) => boolean): number {
  let low = Math.ceil(least);
  let high = Math.max(low, Math.floor(most));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return Math.max(least, low);
}
