/** Shares of the time, by what a city of a province takes; they only move the bar. */
export const WEIGHT = { scan: 8, sort: 12, bring: 6, dem: 6, tiles: 40, relief: 20, water: 6, write: 2 } as const;
export const TOTAL_WEIGHT = Object.values(WEIGHT).reduce((sum, weight) => sum + weight, 0);
