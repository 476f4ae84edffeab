/** Speeds, m/s, from which an arrow has 1, 2, 3, 4 barbs: Beaufort 2, 5, 7 and 9. Below the first it is calm. */
const BARBS = [1.6, 8, 13.9, 20.8];

/** @param speed m/s. @returns 0 (calm) to 4 */
export function windClass(speed: number): number {
  return BARBS.filter((from) => speed >= from).length;
}

/** Where the wind blows to, radians clockwise from north. @param from where it comes from, degrees */
export function windTurn(from: number): number {
  return (((from + 180) % 360) * Math.PI) / 180;
}
