/** How traffic goes at a counter: index into the pictures, 0 is free. */
export const FLOWS = ["free", "slow", "jam"] as const;
/** km/h below which traffic is slow, and below which it is jammed: on a city's streets, where 40 to 60 are allowed. */
const SLOW = 25;
const JAM = 12;

/** @param speed mean speed at the counter, km/h */
export function flowOf(speed: number): number {
  return speed < JAM ? 2 : speed < SLOW ? 1 : 0;
}
