/** Parts of the span between the lowest and highest level that a staff shows below and above them. */
const BELOW = 0.6;
const ABOVE = 0.35;
/** Of a staff with one level only, in the unit of the level. */
const LEAST_SPAN = 1;

/** What a staff shows, as parts of its height from 0 to 1; -1: there is none. */
export type StaffMarks = readonly [present: number, one: number, two: number, three: number];

/** @param levels I, II, III in their places. @param v undefined: not known. A level beyond the staff's ends is shown at its end */
export function staffMarks(levels: readonly (number | undefined)[], v: number | undefined): StaffMarks | undefined {
  const set = levels.filter((level) => level !== undefined);
  if (set.length === 0) return undefined;
  const low = Math.min(...set);
  const span = Math.max(LEAST_SPAN, Math.max(...set) - low);
  const from = low - BELOW * span;
  const part = (value: number | undefined): number => (value === undefined ? -1 : Math.min(1, Math.max(0, (value - from) / ((1 + BELOW + ABOVE) * span))));
  return [part(v), part(levels[0]), part(levels[1]), part(levels[2])];
}
